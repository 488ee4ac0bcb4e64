"""Official papers with more in them than any form has room for: nothing is cut or runs over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.dossier.application import Person
from app.dossier.state import Dossier
from printing.papers import RenderedPaper
from printing.typesetting.page_size import MM, page_size
from tests.printing.dossier_papers.official_desk import (
    ASKED,
    EXTENDED,
    HANDED,
    LAST_OLD_DAY,
    NOW,
    REFUSED_RESULT,
    STOPPED,
    Office,
    open_office,
)
from tests.printing.pdf_reading import by_zxing, pages, texts

LONG_NAME = "Nguyễn" * 33
LONG_EMAIL = f"{'e' * 60}@{'thu-dien-tu.' * 14}example"
ADDRESS = "Lô CN-05, đường Nguyễn Thị Minh Khai kéo dài, thôn Hoàng Lạt Đông, xã Đông Sơn, " * 3
SENTENCES = [f"Lý do thứ {number} theo quy định của pháp luật về hộ tịch." for number in range(40)]
REASON = " ".join(SENTENCES)
ITEMS = [f"Giấy tờ số {number} về nguồn gốc sử dụng đất lập trước 1993" for number in range(1, 46)]
NOTE = " ".join(f"ghi chú {number}" for number in range(200))
WITH_REASON = ["supplement", "refusal", "apology", "stop"]


@pytest.fixture(name="office", scope="module")
def _office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    replace = msgspec.structs.replace
    told = (
        replace(ASKED, items=ITEMS, reason=REASON),
        replace(HANDED, to="Phòng" * 40, received_by=LONG_NAME, note=NOTE),
        replace(HANDED, note=NOTE),
        replace(EXTENDED, reason=REASON, signer=LONG_NAME),
        replace(STOPPED, reason=REASON),
        replace(REFUSED_RESULT, note=REASON),
    )
    with open_office(tmp_path_factory.mktemp("long") / "desk", *told) as office:
        yield office


def crowded(office: Office, form: str) -> Dossier:
    """The dossier with a name of 198 letters without a blank, a long address and e-mail."""
    state = office.state(form)
    assert state.application is not None
    person = Person(LONG_NAME, "001185012345", address=ADDRESS, phone="0912345678")
    person = msgspec.structs.replace(person, email=LONG_EMAIL)
    application = msgspec.structs.replace(state.application, submitter=person)
    return msgspec.structs.replace(state, application=application)


def letters(pdf: bytes) -> str:
    return "".join("".join(texts(pdf)).split())


def check_pages(paper: RenderedPaper, size: str, code: str) -> None:
    """Every page inside its margins, with the barcode, and its number."""
    page = page_size(size)
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
    for number, text in enumerate(texts(paper.pdf), start=1):
        assert f"Trang {number}/{paper.pages}" in text
        assert ("(tiếp theo)" in text) == (number > 1)
    assert all(by_zxing(image, "Code128") == [code] for image in pages(paper.pdf))


@pytest.mark.parametrize("size", ["A4", "A5"])
@pytest.mark.parametrize(
    ("form", "issued"),
    [
        *((form, NOW) for form in (*WITH_REASON, "control")),
        *((form, LAST_OLD_DAY) for form in ("supplement", "refusal", "apology", "control")),
    ],
)
def test_a_crowded_paper_goes_on_over_the_page_and_loses_nothing(
    office: Office, form: str, issued: datetime, size: str
) -> None:
    """45 items, reasons of 2,000 letters, names without blanks; page 2 repeats head and barcode."""
    state = crowded(office, form)
    paper = office.render(form, issued=issued, size=size, state=state)
    assert state.code is not None
    check_pages(paper, size, state.code)
    wanted = [LONG_NAME, *(SENTENCES if form in WITH_REASON else [NOTE, "Phòng" * 40])]
    wanted += ITEMS if form == "supplement" else []
    whole = _plain(letters(paper.pdf))
    assert [text for text in wanted if "".join(text.split()) not in whole] == []
    assert paper.pages <= 6


def _plain(whole: str) -> str:
    """Without what the foot of one page and the head of the next put into a text."""
    return re.sub(r"Mẫusố.*?\(tiếptheo\)", "", whole)


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_a_signature_never_stands_alone_on_a_page(office: Office, size: str) -> None:
    """Whatever the length of the reason: the line before comes along."""
    for count in range(1, 41, 3):
        shorter = msgspec.structs.replace(EXTENDED, reason=" ".join(SENTENCES[:count]))
        office.tell(shorter)
        last = texts(office.render("apology", size=size).pdf)[-1]
        assert "Mong nhận được sự thông cảm" in last
        assert "Phạm Văn Ký" in last
