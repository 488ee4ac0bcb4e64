"""What surrounds a paper's text stays on its page: reprint stamp, page number, watermark."""

from __future__ import annotations

from datetime import datetime
from types import ModuleType

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.clock.time import VIETNAM
from printing.dossier_papers import certification_label, folder_label, receipt_roll
from printing.layout.paper import Paper, render_paper
from printing.layout.values import Values
from printing.papers import RenderedPaper
from tests.printing import samples
from tests.printing.pdf_reading import by_zxing, pages, texts

LABELS = ["100x50mm", "70x50mm", "70x37mm", "62x29mm"]
ISSUED = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
TEXTS = {
    "code": samples.CODE,
    "person_name": "Nguyễn Thị Ánh Tuyết",
    "procedure_name": "Cấp bản sao trích lục hộ tịch",
    "due_day": "ngày 03 tháng 02 năm 2026",
}


@pytest.mark.parametrize("size", LABELS)
@pytest.mark.parametrize("nth", [1, 2, 12])
def test_a_label_printed_again_is_one_label_with_its_whole_code(size: str, nth: int) -> None:
    """ "In lại lần n" takes no room from the bars, and no page number falls off the label."""
    paper = _label(size, nth=nth)
    assert paper.pages == 1
    assert by_zxing(pages(paper.pdf)[0], "Code128") == [samples.CODE]
    [shown] = texts(paper.pdf)
    assert samples.CODE in shown
    assert ("In lại lần" in shown) is (nth > 1)
    assert not _beyond_the_edge(paper)


@pytest.mark.parametrize("size", ["80mm", "58mm"])
@pytest.mark.parametrize("nth", [2, 12])
def test_a_roll_says_that_it_is_printed_again_within_its_width(size: str, nth: int) -> None:
    """Beside a barcode that takes the roll's width there is no room: the stamp stands below it."""
    paper = _roll(size, nth=nth)
    assert f"In lại lần {nth - 1}" in texts(paper.pdf)[0]
    assert not _beyond_the_edge(paper)
    if size == "80mm":
        assert by_zxing(pages(paper.pdf)[0], "Code128") == [samples.CODE]


@pytest.mark.parametrize("components", [0, 30, 100])
def test_every_hand_of_a_rolls_draft_says_that_it_is_one(components: int) -> None:
    """However long it is: whole watermarks one below another, none larger than the roll is wide."""
    paper = _roll("80mm", draft=True, components=components)
    _, height = _size(paper)
    [shown] = texts(paper.pdf)
    assert shown.count("BẢN NHÁP – CHƯA CÓ GIÁ TRỊ") - 1 >= height / 400  # the band is one more
    assert not _beyond_the_edge(paper)


@pytest.mark.parametrize("size", [*LABELS, "29x62mm", "210x20mm"])
def test_a_labels_watermark_is_whole(size: str) -> None:
    """Along its own diagonal, whatever its sides are."""
    mark = _paper(certification_label, size, {}, draft=True)
    assert not _beyond_the_edge(mark)


def _label(size: str, *, nth: int = 1) -> RenderedPaper:
    return _paper(folder_label, size, TEXTS, nth=nth)


def _roll(size: str, *, nth: int = 1, draft: bool = False, components: int = 3) -> RenderedPaper:
    rows = [{"ordinal": str(number), "name": "Tờ khai"} for number in range(components)]
    given = {**TEXTS, "submitter_name": "Nguyễn Thị Ánh Tuyết"}
    return _paper(receipt_roll, size, given, nth=nth, draft=draft, components=rows)


def _paper(
    module: ModuleType,
    size: str,
    given: dict[str, str],
    *,
    nth: int = 1,
    draft: bool = False,
    components: list[dict[str, str]] | None = None,
) -> RenderedPaper:
    paper = Paper(
        module.FORM,
        samples.desk(),
        ISSUED,
        Values(given, {"components": components or []}),
        code=samples.CODE,
        nth=nth,
        draft=draft,
    )
    return render_paper(paper, module.PLACES, size=size)


def _size(paper: RenderedPaper) -> tuple[float, float]:
    with pypdfium2.PdfDocument(paper.pdf) as document:
        width, height = document[0].get_size()
        return width, height


def _beyond_the_edge(paper: RenderedPaper) -> str:
    """The letters that are not whole on their page."""
    found = ""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        for page in document:
            width, height = page.get_size()
            read = page.get_textpage()
            for at in range(read.count_chars()):
                if read.get_text_range(at, 1).isspace():
                    continue
                left, bottom, right, top = read.get_charbox(at)
                if left < 0 or bottom < 0 or right > width or top > height:
                    found += read.get_text_range(at, 1)
    return found
