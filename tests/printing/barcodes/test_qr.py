"""QR codes as rectangles in modules."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.errors import InvalidInput
from printing.barcodes.qr import QrSymbol, qr_symbol

TEXT = "HTTPS://TRACUU.DONGSON.EXAMPLE/H26.107-261123-0042/" + "1234567890" * 20 + "123"


def picture(symbol: QrSymbol, scale: int = 1, quiet: int = 0) -> Image.Image:
    side = (symbol.modules + 2 * quiet) * scale
    image = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(image)
    for x, y, width, height in symbol.rectangles:
        left, top = (x + quiet) * scale, (y + quiet) * scale
        draw.rectangle((left, top, left + width * scale - 1, top + height * scale - 1), fill=0)
    return image


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=300))
@settings(max_examples=60, deadline=None)
def test_every_text_is_read_back(text: str) -> None:
    """The merged rectangles cover exactly the black modules, so the reader finds the text."""
    (found,) = zxingcpp.read_barcodes(
        picture(qr_symbol(text), 4, 4),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
    )
    assert found.text == text
    assert found.ec_level == "M"


def test_rectangles_do_not_overlap() -> None:
    """Each black module is drawn once: no seam, no double ink."""
    symbol = qr_symbol(TEXT)
    black = sum(width * height for _, _, width, height in symbol.rectangles)
    assert black == picture(symbol).histogram()[0]
    assert len(symbol.rectangles) < black / 2


def test_the_receipts_text_fits_version_7() -> None:
    """Capitals and digits are packed in their own modes: 45 modules for 254 characters."""
    assert qr_symbol(TEXT).modules == 45


@pytest.mark.parametrize("text", ["", "tra cứu", "A\r", "1" * 1001])
def test_other_texts_are_refused(text: str) -> None:
    """Only printable ASCII: other readers guess encodings."""
    with pytest.raises(InvalidInput, match="bad_barcode"):
        qr_symbol(text)
