"""Drawing on pages, seen by whoever reads or prints them."""

from __future__ import annotations

import io
import re
import tracemalloc
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printing.barcodes.code128 import code128
from printing.barcodes.qr import qr_symbol
from printing.typesetting.fonts import REPLACEMENT, Face, font, vietnamese_letters, width_pt
from printing.typesetting.page_size import MM, PageSize, page_size
from printing.typesetting.sheet import Sheet, code128_width, qr_side
from tests.printing.pdf_reading import by_zxing, pages, poppler_text, texts

CODE = "H26.107-261123-0042"
QR_TEXT = f"HTTPS://TRACUU.DONGSON.EXAMPLE/{CODE}/" + "1234567890" * 19


def sheet(size: PageSize | None = None) -> Sheet:
    return Sheet(size or page_size("A4"), title="Trang thử", author="UBND xã Đông Sơn")


def written(pdf: bytes) -> str:
    """Every string that a page shows, decoded by the maps that the fonts themselves bring."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        maps = {name: _letters(one) for name, one in page.Resources.Font.as_dict().items()}
        letters: dict[int, str] = {}
        for one in pikepdf.parse_content_stream(page):
            if str(one.operator) == "Tf":
                letters = maps[str(one.operands[0])]
            elif str(one.operator) == "Tj":
                found.append("".join(letters[byte] for byte in bytes(one.operands[0])))
    return "".join(found)


def _letters(one: pikepdf.Object) -> dict[int, str]:
    pairs = re.findall(r"<(..)> <([0-9A-F]{4,8})>\n", one.ToUnicode.read_bytes().decode())
    return {int(byte, 16): bytes.fromhex(code).decode("utf-16-be") for byte, code in pairs}


@given(text=st.text(max_size=60), face=st.sampled_from(Face))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_back_as_it_was_drawn(text: str, face: Face) -> None:
    """Letters that the font lacks are boxes; brackets and controls do not break the page."""
    page = sheet()
    page.text(50, 50, text, face, 12)
    known = font(face).charToGlyph
    expected = "".join(letter if ord(letter) in known else REPLACEMENT for letter in text)
    assert written(page.finish()) == expected


def test_every_letter_that_the_font_has_can_be_printed(tmp_path: Path) -> None:
    """More than two thousand: as many subsets of 255 as they need, read by two programs."""
    letters = [chr(code) for code in sorted(font(Face.REGULAR).charToGlyph) if code > 32]
    page = sheet(page_size("A4", dpi=300))
    for row in range(0, len(letters), 50):
        page.text(40, 30 + row / 3, " ".join(letters[row : row + 50]), Face.REGULAR, 6)
    pdf = page.finish()
    assert written(pdf).replace(" ", "").replace("\u00a0", "") == "".join(
        letter for letter in letters if letter != "\u00a0"
    )
    for read in (texts(pdf)[0], poppler_text(pdf, tmp_path)):
        assert set(vietnamese_letters()) | set("Шевченко(\\)ΩŁ") <= set(read)


def test_what_is_drawn_first_is_read_first() -> None:
    """The order of drawing is the order of reading."""
    page = sheet()
    page.watermark("BẢN NHÁP")
    page.text(300, 100, "thứ nhất", Face.REGULAR, 12)
    page.text(50, 100, "thứ hai", Face.BOLD, 12)
    page.text(50, 80, "thứ ba", Face.REGULAR, 12)
    assert written(page.finish()) == "BẢN NHÁPthứ nhấtthứ haithứ ba"


def test_a_watermark_lies_across_the_middle_of_the_page() -> None:
    """Grey, large, and inside the page."""
    size = page_size("A5")
    page = sheet(size)
    page.watermark("BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ")
    (image,) = pages(page.finish())
    box = image.point(lambda grey: 255 * (grey < 250)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert darkest(image) == round(0.84 * 255)
    assert 0 < left < 0.25 * image.width < 0.75 * image.width < right < image.width
    assert 0 < top < 0.25 * image.height < 0.75 * image.height < bottom < image.height
    assert abs((left + right) / 2 - image.width / 2) < 0.03 * image.width
    assert abs((top + bottom) / 2 - image.height / 2) < 0.03 * image.height


def test_wider_blanks_end_where_they_should() -> None:
    """Justified text: the last letter stands at the margin."""
    page = sheet()
    text = "Tiếp nhận và hẹn trả"
    wide = width_pt(text, Face.REGULAR, 12)
    page.text(50, 50, text, Face.REGULAR, 12, word_space=(400 - wide) / 4)
    page.text(50, 80, "I", Face.REGULAR, 12)
    (image,) = pages(page.finish())
    ink = image.point(lambda grey: 255 * (grey < 128))
    dots = 203.2 / 72
    first, second = (
        ink.crop((0, round((y - 12) * dots), image.width, round((y + 3) * dots))).getbbox()
        for y in (50, 80)
    )
    assert first is not None
    assert second is not None
    assert first[2] == pytest.approx(450 * dots, abs=3)
    assert second[2] < 60 * dots


@pytest.mark.parametrize(
    ("size", "dpi"),
    [
        *(("100x50mm", dpi) for dpi in (180, 203.2, 300, 304.8, 600)),
        *(("80mm", dpi) for dpi in (180, 203.2, 300)),
        *(("A5", dpi) for dpi in (203.2, 300)),
    ],
)
def test_codes_are_whole_dots_of_the_printer_they_are_drawn_for(size: str, dpi: float) -> None:
    """Not one grey pixel at the printer's own resolution, wherever the code is put."""
    where = page_size(size, dpi=dpi)
    where = where.with_height(150) if where.roll else where
    page = sheet(where)
    bars, symbol = code128("H26.107-42"), qr_symbol("HTTPS://A.EXAMPLE/42")
    page.code128(where.left + 7.77, 11.11, 20.2, bars)
    page.qr(where.left + 33.3, 55.5, symbol)
    (image,) = pages(page.finish(), dpi)
    assert (image.width, image.height) == (
        round(where.width / where.dot),
        round(where.height / where.dot),
    )
    assert black_and_white(image)
    assert by_zxing(image, "Code128") == ["H26.107-42"]
    assert by_zxing(image, "QRCode") == ["HTTPS://A.EXAMPLE/42"]
    assert runs(image, round(20 / where.dot)) == [width * where.bar_dots for _, width in bars.bars]
    assert code128_width(bars, where) == pytest.approx(bars.modules * where.bar_dots * where.dot)
    assert qr_side(symbol, where) >= (where.qr_side_mm - 0.01) * MM


def black_and_white(image: Image.Image) -> bool:
    """Whether every pixel is one or the other (pdfium mixes white with white to 254)."""
    greys = {grey for _, grey in image.getcolors() or []}
    return {0, 255} <= greys <= {0, 1, 254, 255}


def darkest(image: Image.Image) -> int:
    """The lowest grey in it."""
    return min(image.tobytes())


def runs(image: Image.Image, row: int) -> list[int]:
    """The lengths of the black runs of a row."""
    data = image.crop((0, row, image.width, row + 1)).tobytes()
    return [len(run) for run in data.replace(b"\xfe", b"\xff").split(b"\xff") if run]


def test_a_watermark_does_not_run_through_a_codes_quiet_zone() -> None:
    """Code and zone are white ground and black bars."""
    page = sheet(page_size("A5"))
    page.watermark("BẢN NHÁP")
    page.qr(150, 200, qr_symbol(QR_TEXT))
    page.code128(60, 400, 30, code128(CODE))
    (image,) = pages(page.finish())
    assert by_zxing(image, "QRCode") == [QR_TEXT]
    assert by_zxing(image, "Code128") == [CODE]
    dots = 203.2 / 72
    left, top, side = round(150 * dots) - 20, round(200 * dots) - 20, 45 * 5 + 40
    around = image.crop((left, top, left + side, top + side))
    assert black_and_white(around)


@pytest.mark.parametrize(("ticked", "more"), [(False, False), (True, True)])
def test_a_box_is_ticked_by_a_cross(*, ticked: bool, more: bool) -> None:
    """An empty one has a white middle."""
    page = sheet()
    page.tick_box(100, 100, 12, ticked=ticked)
    (image,) = pages(page.finish())
    dots = 203.2 / 72
    begin, end = round(103 * dots), round(109 * dots)
    assert (darkest(image.crop((begin, begin, end, end))) < 128) is more


def test_pages_that_go_to_a_file_are_the_same_as_in_memory(tmp_path: Path) -> None:
    """Only the place differs; the foot, which knows the total, comes last on each page."""

    def draw(pages_of: Sheet) -> None:
        for number in range(1, 6):
            if number > 1:
                pages_of.next_page()
            pages_of.text(50, 50, f"Tờ {number}", Face.REGULAR, 12)

    def foot(number: int, total: int) -> None:
        (to_file if total else in_memory).text(50, 800, f"Trang {number}/{total}", Face.BOLD, 9)

    file = tmp_path / "book.pdf"
    with file.open("wb") as out:
        to_file = Sheet(page_size("A4"), title="Sổ", author="Xã", out=out)
        draw(to_file)
        to_file.end(foot)
    assert texts(file.read_bytes()) == [f"Tờ {n} Trang {n}/5" for n in range(1, 6)]

    in_memory = Sheet(page_size("A4"), title="Sổ", author="Xã")
    draw(in_memory)
    with file.open("wb") as out:
        to_file = Sheet(page_size("A4"), title="Sổ", author="Xã", out=out)
        draw(to_file)
        to_file.end()
    assert in_memory.finish() == file.read_bytes()


def test_a_book_of_any_length_needs_the_memory_of_a_page(tmp_path: Path) -> None:
    """3,000 pages of 40 rows to a file: less than two megabytes at any time."""
    with (tmp_path / "book.pdf").open("wb") as out:
        book = Sheet(page_size("A4 landscape"), title="Sổ", author="Xã", out=out)
        book.text(50, 50, "Dòng", Face.REGULAR, 10)
        tracemalloc.start()
        for number in range(3_000):
            for row in range(40):
                book.text(50, 50 + 12 * row, f"Dòng {number} {row}", Face.REGULAR, 10)
            book.next_page()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        book.end()
    assert peak < 2_000_000
