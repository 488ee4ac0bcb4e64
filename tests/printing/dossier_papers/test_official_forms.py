"""The official papers word for word: TT 03/2025, TT 01/2018, CT04 to CT07, on A4 and A5."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.errors import InvalidInput
from app.numbering.series import SlipKind
from app.numbering.slips import load_slip_forms
from printing.layout.description import Field, Handovers, Heading, Layout, Row, Signatures, Title
from printing.layout.reading import layouts_of
from printing.layout.template import names_in
from printing.typesetting.page_size import MM, page_size
from tests.printing.dossier_papers.official_desk import (
    FIRST_NEW_DAY,
    LAST_OLD_DAY,
    NOW,
    Office,
    open_busy_office,
)
from tests.printing.dossier_papers.official_words import NEW, OLD
from tests.printing.forms.test_receipt import found_in_order
from tests.printing.pdf_reading import by_zxing, pages, texts

NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
EVERY = [
    *((form, NOW, size) for form in NEW for size in ("A4", "A5")),
    *((form, LAST_OLD_DAY, size) for form in OLD for size in ("A4", "A5")),
]


@pytest.fixture(name="office", scope="module")
def _office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_busy_office(tmp_path_factory.mktemp("office") / "desk") as office:
        yield office


def layout_of(form: str, on: date) -> Layout:
    module = import_module(f"printing.dossier_papers.{form}")
    return next(each for each in layouts_of(form, module.PLACES) if each.valid_from <= on)


def fixed_words(layout: Layout) -> list[str]:
    """The labels that stand whatever is filled in, from top to bottom."""
    words = []
    for part in layout.part:
        if part.when or part.unless:
            continue
        match part:
            case Title() | Heading() if not names_in(part.text):
                words.append(part.text)
            case Field() if not part.optional:
                words.append(part.label)
            case Row():
                words += [cell.label for cell in part.cells if not cell.optional]
            case Signatures():
                words += [signer.title for signer in part.signers]
            case Handovers():
                words += [column.title for column in part.columns]
    return words


@pytest.mark.parametrize(("form", "issued", "size"), EVERY)
def test_the_paper_says_what_the_form_says_in_its_order(
    office: Office, form: str, issued: datetime, size: str
) -> None:
    """Every letter and mark, on both paper sizes, as the form in force on that day has them."""
    paper = office.render(form, issued=issued, size=size)
    text = " ".join(texts(paper.pdf))
    assert found_in_order(text, (NEW if issued == NOW else OLD)[form]) == []
    assert found_in_order(text, fixed_words(layout_of(form, issued.date()))) == []
    assert [words for words in NATION if words not in text] == []
    assert unicodedata.is_normalized("NFC", text)
    assert not paper.draft
    assert paper.form_version == layout_of(form, issued.date()).version


@pytest.mark.parametrize(("form", "issued", "size"), EVERY)
def test_nothing_stands_in_the_margins_and_a_usual_paper_fills_one_page(
    office: Office, form: str, issued: datetime, size: str
) -> None:
    """Left and right as NĐ 30/2020 has them; the foot alone stands below the text."""
    paper = office.render(form, issued=issued, size=size)
    page = page_size(size)
    copies = len(layout_of(form, issued.date()).copies) or 1
    assert paper.pages == copies
    document = pypdfium2.PdfDocument(paper.pdf)
    for sheet in document:
        shown = sheet.get_textpage()
        for at in range(shown.count_rects()):
            left, bottom, right, top = shown.get_rect(at)
            assert left >= page.left - 1
            assert right <= page.width - page.right + 1
            assert bottom >= page.bottom - 7 * MM
            assert top <= page.height - page.top + 1
    document.close()


@pytest.mark.parametrize("form", NEW)
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_the_dossier_s_code_reads_back(office: Office, form: str, size: str) -> None:
    """Each paper of a dossier finds it with one scan."""
    (page,) = pages(office.render(form, size=size).pdf)
    assert by_zxing(page, "Code128") == [office.state(form).code]


@pytest.mark.parametrize("form", [*NEW, "receipt"])
def test_every_layout_says_where_it_comes_from(form: str) -> None:
    """What was not read in the annex itself is not marked as sure."""
    module = import_module(f"printing.dossier_papers.{form}")
    for layout in layouts_of(form, module.PLACES):
        assert layout.source
        assert layout.caption
        assert layout.confidence in {"M", "L"}
        assert layout.unsure


@pytest.mark.parametrize("form", OLD)
def test_the_form_changes_with_the_day_of_issue(office: Office, form: str) -> None:
    """TT 01/2018 until 14/9/2025, TT 03/2025 from 15/9/2025, whenever it was received."""
    assert office.render(form, issued=LAST_OLD_DAY).form_version.startswith("TT01/2018")
    assert office.render(form, issued=FIRST_NEW_DAY).form_version.startswith("TT03/2025")


def test_there_was_no_form_for_a_stop_before_mau_05(office: Office) -> None:
    """Nothing is printed on a form that was not in force."""
    with pytest.raises(InvalidInput, match="no_form"):
        office.render("stop", issued=LAST_OLD_DAY)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("supplement", SlipKind.SUPPLEMENT),
        ("refusal", SlipKind.REFUSAL),
        ("apology", SlipKind.APOLOGY),
        ("stop", SlipKind.STOP),
        ("control", SlipKind.CONTROL),
    ],
)
def test_a_blank_for_the_number_ends_as_the_numbers_of_its_series_do(
    form: str, kind: SlipKind
) -> None:
    """A paper that was issued without a number can be given one by hand."""
    slips = [slip for slip in load_slip_forms().forms if slip.kind is kind]
    for slip in slips:
        blank = layout_of(form, slip.valid_from).number_blank
        assert blank.lstrip("…") == slip.text.removeprefix("{number}")


def test_a_paper_with_its_number_shows_it_in_place_of_the_dots(office: Office) -> None:
    """ "Số: 12/PBS-TTPVHCC"."""
    (text,) = texts(office.render("supplement", number="12/PBS-TTPVHCC").pdf)
    assert "Số: 12/PBS-TTPVHCC" in text
    assert "………/PBS" not in text
    (blank,) = texts(office.render("supplement").pdf)
    assert "Số: ………/PBS-TTPVHCC" in blank
