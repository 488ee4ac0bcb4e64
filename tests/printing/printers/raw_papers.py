"""Papers for printers of dots, and what a head must get of them, by pdfium and Pillow alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from printing.barcodes.code128 import code128
from printing.barcodes.qr import qr_symbol
from printing.typesetting.fonts import Face
from printing.typesetting.sheet import MM, Sheet, page_size
from tests.printing.pdf_reading import by_zbar, by_zxing

CODE = "H41.04.18-261124-000123"
QR = "HTTPS://TRA-CUU.EXAMPLE/H41.04.18-261124-000123/12345678901234567890"


def slip(size: str, dpi: float, *, high_mm: float = 70, code: str = CODE) -> bytes:
    """A paper with a line of text, a Code 128 and a QR, laid on the grid of ``dpi``."""
    paper = page_size(size, dpi=dpi)
    if paper.roll:
        paper = paper.with_height(high_mm * MM)
    sheet = Sheet(paper, title="Giấy thử", author="UBND phường Mẫu")
    sheet.text(paper.left, 5 * MM, "Nguyễn Văn A, ngõ 3 phố Thể Dục", Face.REGULAR, 9)
    sheet.code128(paper.left, 7 * MM, 10 * MM, code128(code))
    symbol = qr_symbol(QR)
    sheet.qr(paper.left + 6 * MM, 22 * MM, symbol)
    return sheet.finish()


def dot_page(width: int, height: int, black: list[tuple[int, int]], *, dpi: float = 203.2) -> bytes:
    """A page of so many dots with single black ones at (x, y) from the top left corner."""
    return drawn_page(width, height, [(x, y, 1, 1, 0.0) for x, y in black], dpi=dpi)


def drawn_page(
    width: int,
    height: int,
    boxes: list[tuple[int, int, int, int, float]],
    *,
    dpi: float = 203.2,
    pages: int = 1,
) -> bytes:
    """Pages of so many dots with boxes (x, y, width, height, grey: 0 is black)."""
    dot = 72 / dpi
    # Rounded down in the 4th decimal, with which the size is written: never a dot more.
    page_wide, page_high = (int(dots * dot * 10_000) / 10_000 for dots in (width, height))
    file = BytesIO()
    canvas = Canvas(file, pagesize=(page_wide, page_high))
    for _ in range(pages):
        for x, y, wide, high, grey in boxes:
            canvas.setFillGray(grey)
            # A tenth inside of the outer dots: pdfium blackens every dot that is touched.
            across, up = (x + 0.1) * dot, (height - y - high + 0.1) * dot
            canvas.rect(across, up, (wide - 0.2) * dot, (high - 0.2) * dot, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def as_head_sees(pdf: bytes, dpi: float, width: int) -> Image.Image:
    """The only page in black (0) and white (255), the head's dots from its middle."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].render(
            scale=dpi / 72,
            grayscale=True,
            optimize_mode="print",
            no_smoothtext=True,
            no_smoothpath=True,
            no_smoothimage=True,
        )
        grey: Image.Image = page.to_pil().convert("L")
    finally:
        document.close()
    start = max(0, (grey.width - width) // 2)
    cut = grey.crop((start, 0, min(grey.width, start + width), grey.height))
    return cut.point(lambda value: 255 if value >= 128 else 0)


def without_blank_end(image: Image.Image) -> Image.Image:
    """As far down as there is black."""
    ink = ImageOps.invert(image).getbbox()
    assert ink is not None
    return image.crop((0, 0, image.width, ink[3]))


def reads_both(image: Image.Image, tmp_path: Path, *, code: str = CODE) -> None:
    """Two independent readers read both codes, on white paper around what was printed."""
    paper = ImageOps.expand(image, 40, 255)
    assert by_zxing(paper, "Code128") == [code]
    assert by_zxing(paper, "QRCode") == [QR]
    assert by_zbar(paper, "code128", tmp_path) == [code]
    assert by_zbar(paper, "qrcode", tmp_path) == [QR]
