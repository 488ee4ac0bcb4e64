"""Labels on sheets of stickers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.errors import InvalidInput
from printing.dossier_papers.folder_label import PLACES
from printing.forms.receipt import as_paper
from printing.forms.sticker_sheet import StickerSheet, render_stickers, sticker_sheets
from printing.layout.paper import Paper
from printing.layout.values import Values
from tests.printing import samples
from tests.printing.pdf_reading import by_zbar, by_zxing, pages, texts

DOTS_A_MM = 8


def label(name: str = "Nguyễn Thị Ánh Tuyết", code: str = samples.CODE) -> Paper:
    wide = as_paper(samples.receipt(), "folder_label")
    known = {"code": code, "person_name": name, "procedure_name": samples.PROCEDURE.name}
    return replace(wide, values=Values(known), code=code)


@pytest.mark.parametrize("sheet", sticker_sheets().values(), ids=lambda sheet: str(sheet.name))
def test_a_sheet_fits_its_paper(sheet: StickerSheet) -> None:
    """Every sticker lies on the A4 sheet and on no other sticker."""
    assert sheet.left + (sheet.columns - 1) * sheet.step_x + sheet.width <= 210.01
    assert sheet.top + (sheet.rows - 1) * sheet.step_y + sheet.height <= 297.01
    assert sheet.step_x >= sheet.width
    assert sheet.step_y >= sheet.height


@pytest.mark.parametrize("name", ["3x8", "2x7"])
def test_nothing_stands_outside_its_sticker(name: str) -> None:
    """Also a name of 200 letters: what one sticker can't hold goes on to the next."""
    sheet = sticker_sheets()[name]
    drawn = render_stickers([label("Nguyễn" * 34), label()], PLACES, name, start=2)
    (page,) = pages(drawn.pdf)
    ink = page.point(lambda grey: 255 if grey < 200 else 0)
    for row in range(sheet.rows):
        for column in range(sheet.columns):
            left = (sheet.left + column * sheet.step_x) * DOTS_A_MM
            top = (sheet.top + row * sheet.step_y) * DOTS_A_MM
            right = left + sheet.width * DOTS_A_MM
            bottom = top + sheet.height * DOTS_A_MM
            inside = round(left + 8), round(top + 8), round(right - 8), round(bottom - 8)
            ink.paste(0, inside)
    assert ink.getbbox() is None
    assert "Nguyễn" * 34 in "".join(texts(drawn.pdf)).replace(" ", "")


def test_a_half_used_sheet_goes_on(tmp_path: Path) -> None:
    """From any sticker; a full sheet is followed by another one."""
    drawn = render_stickers([label()] * 3, PLACES, "3x8", start=23)
    first, second = pages(drawn.pdf)
    assert drawn.pages == 2
    assert by_zxing(first, "Code128") == [samples.CODE] * 2
    assert by_zxing(second, "Code128") == by_zbar(second, "code128", tmp_path) == [samples.CODE]
    assert _rows_with_ink(first) > 260


def test_a_code_too_long_for_a_sticker_is_a_qr(tmp_path: Path) -> None:
    """Never a barcode that runs over the edge: the QR holds the same text."""
    long_code = "000.00.01.H26-250630-123456"
    drawn = render_stickers([label(code=long_code)], PLACES, "3x7")
    (page,) = pages(drawn.pdf)
    assert by_zxing(page, "Code128") == []
    assert by_zxing(page, "QRCode") == by_zbar(page, "qrcode", tmp_path) == [long_code]


@pytest.mark.parametrize(
    ("sheet", "start", "count", "code"),
    [("9x9", 1, 1, "unknown_size"), ("3x8", 25, 1, "bad_start"), ("3x8", 1, 0, "no_papers")],
)
def test_wrong_wishes_are_refused(sheet: str, start: int, count: int, code: str) -> None:
    """Bad input gets a clear error."""
    with pytest.raises(InvalidInput, match=code):
        render_stickers([label()] * count, PLACES, sheet, start=start)


def _rows_with_ink(page: Image.Image) -> float:
    """Where the first ink stands, in millimetres from the top."""
    box = page.point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert box is not None
    return box[1] / DOTS_A_MM
