"""The test page: what it promises can be measured on it."""

from __future__ import annotations

from datetime import datetime

import pytest
from PIL import Image

from app.clock.time import VIETNAM
from app.errors import InvalidInput
from app.numbering.receipt_mark import read_code
from printing.forms.test_page import CODE, QR_TEXT, TrialPaper, render
from printing.typesetting.fonts import vietnamese_letters
from tests.printing.pdf_reading import by_zxing, pages, texts

DOTS_PER_MM = 8


def paper(printer: str = "Máy in quầy 2") -> TrialPaper:
    return TrialPaper(
        agency="UBND xã Đông Sơn",
        counter="Quầy số 2",
        printer=printer,
        printed=datetime(2026, 11, 23, 7, 35, tzinfo=VIETNAM),
    )


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_both_rulers_are_100_mm_long(size: str) -> None:
    """Exactly: 800 dots of an eighth of a millimetre, and the thickness of the last line."""
    (page,) = pages(render(paper(), size=size).pdf)
    black = page.point(lambda grey: 255 * (grey < 128))
    across, down = _longest_row(black), _longest_row(black.transpose(Image.Transpose.TRANSPOSE))
    for length in (across, down):
        assert abs(length - 100 * DOTS_PER_MM) <= 2


def _longest_row(black: Image.Image) -> int:
    """The longest unbroken run of ink in any row, in dots."""
    data, width = black.tobytes(), black.width
    rows = (data[at : at + width] for at in range(0, len(data), width))
    return max(max(map(len, row.split(b"\0"))) for row in rows)


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_everything_stands_between_the_corner_marks(size: str) -> None:
    """Also where the printer has a long name: nothing hides the corners."""
    (page,) = pages(render(paper("HP LaserJet Pro M404dn tầng hai " * 3), size=size).pdf)
    margins = {"A4": (30, 18, 15, 16), "A5": (14, 11, 9, 10)}[size]
    left, top, right, bottom = (side * DOTS_PER_MM for side in margins)
    box = page.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    expected = (left, top, page.width - right, page.height - bottom)
    assert max(abs(a - b) for a, b in zip(box, expected, strict=True)) <= 2


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_its_codes_scan_and_are_no_receipts(size: str) -> None:
    """A desk that reads them by mistake finds no dossier in them."""
    (page,) = pages(render(paper(), size=size).pdf)
    assert by_zxing(page, "Code128") == [CODE]
    assert by_zxing(page, "QRCode") == [QR_TEXT]
    for text in (CODE, QR_TEXT):
        with pytest.raises(InvalidInput):
            read_code(text)


def test_it_says_whose_it_is_and_what_to_look_at() -> None:
    """Desk, counter, printer, time, and every vowel with every tone."""
    (text,) = texts(render(paper()).pdf)
    for said in (
        "TRANG IN THỬ",
        "UBND xã Đông Sơn – Quầy số 2",
        "Máy in: Máy in quầy 2",
        "07 giờ 35 phút, ngày 23 tháng 11 năm 2026",
        "Thước phải dài đúng 100 mm",
    ):
        assert said in text
    small = {letter for letter in vietnamese_letters() if letter.islower()}
    assert small - set(text) == set()


@pytest.mark.parametrize("size", ["A4", "A5", "80mm", "58mm", "100x50mm"])
@pytest.mark.parametrize("dpi", [180.0, 203.2, 300.0])
def test_bars_of_one_two_and_three_dots_are_whole_on_every_grid(size: str, dpi: float) -> None:
    """Each is as wide as it says, and so is the gap after it."""
    rendered = render(paper(), size=size, dpi=dpi)
    (page,) = pages(rendered.pdf, dpi)
    data, width = page.point(lambda grey: 255 * (grey < 128)).tobytes(), page.width
    rows = [data[at : at + width] for at in range(0, len(data), width)]
    for dots in (1, 2, 3):
        grating = (b"\xff" * dots + b"\0" * dots) * 11 + b"\xff" * dots
        assert any(b"\0" + grating + b"\0" in row for row in rows)


@pytest.mark.parametrize(
    ("size", "long"), [("80mm", 70), ("58mm", 40), ("100x50mm", 90), ("62x29mm", 50)]
)
def test_narrow_paper_has_a_ruler_of_whole_centimetres(size: str, long: int) -> None:
    """And stays within the paper; a roll is no longer than it needs."""
    rendered = render(paper("Máy in nhãn ở quầy số 2, tầng hai " * 4), size=size)
    (page,) = pages(rendered.pdf)
    (text,) = texts(rendered.pdf)
    assert f"{long} mm" in text
    assert "TRANG IN THỬ" in text
    black = page.point(lambda grey: 255 * (grey < 128))
    assert abs(_longest_row(black) - long * DOTS_PER_MM) <= 2
    box = black.getbbox()
    assert box is not None
    assert box[0] > 0
    assert box[2] < page.width
    assert box[3] <= page.height
    assert page.height < 200 * DOTS_PER_MM


@pytest.mark.parametrize("size", ["80mm", "58mm", "100x50mm"])
def test_the_code_on_narrow_paper_scans(size: str) -> None:
    """Where there is room for one it is whole."""
    (page,) = pages(render(paper("Máy in"), size=size).pdf)
    found = by_zxing(page, "QRCode")
    assert found == [QR_TEXT] or size == "100x50mm"
