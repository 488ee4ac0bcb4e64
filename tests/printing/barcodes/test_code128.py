"""Code 128 as bars in modules."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.errors import InvalidInput
from printing.barcodes.code128 import Bars, code128


def picture(bars: Bars) -> Image.Image:
    image = Image.new("L", (bars.modules * 2 + 60, 80), 255)
    draw = ImageDraw.Draw(image)
    for at, width in bars.bars:
        draw.rectangle((30 + at * 2, 10, 30 + (at + width) * 2 - 1, 70), fill=0)
    return image


def read(image: Image.Image) -> str:
    (found,) = zxingcpp.read_barcodes(
        image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
    )
    return str(found.text)


@given(
    agency=st.from_regex(r"[A-Z][0-9]{2}(\.[0-9A-Z]{1,3}){0,3}", fullmatch=True),
    day=st.dates(),
    sequence=st.integers(1, 999_999_999),
)
@settings(max_examples=80, deadline=None)
def test_every_dossier_code_is_read_back(agency: str, day: object, sequence: int) -> None:
    """An independent decoder reads what was drawn, odd and even runs of digits alike."""
    text = f"{agency}-{day:%y%m%d}-{sequence:04d}"
    assert read(picture(code128(text))) == text


def test_bars_are_whole_modules_from_the_first_to_the_last() -> None:
    """A symbol begins and ends with a bar, and is 11 modules a letter plus 35 at most."""
    bars = code128("H26.107-261123-0042")
    assert bars.bars[0][0] == 0
    assert sum(bars.bars[-1]) == bars.modules
    assert bars.modules <= 11 * 19 + 35
    assert all(1 <= width <= 4 for _, width in bars.bars)


@pytest.mark.parametrize("text", ["", "Đ26-1", "H26\n", "x" * 49, "H26–1"])
def test_what_the_symbol_cannot_hold_is_refused(text: str) -> None:
    """No letter is ever dropped in silence."""
    with pytest.raises(InvalidInput, match="bad_barcode"):
        code128(text)
