"""Paper sizes and the grid of dots."""

from __future__ import annotations

import math
import struct

import pytest

from app.errors import InvalidInput
from printing.typesetting.page_size import MM, PAGE_SIZES, page_size

GRIDS = [180, 203.2, 300, 304.8, 600]
NAMES = ["A4", "A5", "A4 landscape", "A5 landscape", "A4 stickers", "80mm", "58mm", "100x50mm"]


@pytest.mark.parametrize("dpi", GRIDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_whole_dots_of_every_printer(name: str, dpi: float) -> None:
    """Never a hair more than a dot: a rasteriser rounds up, and squeezes the page."""
    size = page_size(name, dpi=dpi)
    for side in (size.width, size.height):
        dots = side / size.dot
        assert 0 < round(dots) - dots < 0.05
        (as_rasterisers_have_it,) = struct.unpack("f", struct.pack("f", side))
        assert as_rasterisers_have_it * dpi / 72 < round(dots)
    assert size.text_width > 0
    assert size.foot > size.top


@pytest.mark.parametrize(
    ("name", "width_mm", "height_mm"),
    [
        ("a4", 210, 297),
        ("A5", 148, 210),
        ("a4  Landscape", 297, 210),
        ("A5 LANDSCAPE", 210, 148),
        ("A4 stickers", 210, 297),
        ("100x50mm", 100, 50),
        ("label 50x30", 50, 30),
        ("210x15MM", 210, 15),
    ],
)
def test_sizes_are_known_in_any_spelling(name: str, width_mm: float, height_mm: float) -> None:
    """To a tenth of a dot at 203.2 dpi."""
    size = page_size(name)
    assert size.width == pytest.approx(width_mm * MM, abs=size.dot / 10)
    assert size.height == pytest.approx(height_mm * MM, abs=size.dot / 10)
    assert not size.roll


@pytest.mark.parametrize(("name", "dots"), [("80mm", 576), ("58MM", 384)])
def test_rolls_print_what_thermal_heads_have(name: str, dots: int) -> None:
    """72 mm of 80 and 48 mm of 58; what is left white at the sides is whole dots too."""
    size = page_size(name)
    assert size.roll
    assert round(size.text_width / size.dot) == dots
    assert size.left / size.dot == pytest.approx(round(size.left / size.dot))
    assert size.left == size.right


@pytest.mark.parametrize("dpi", GRIDS)
def test_a_roll_is_as_high_as_its_content(dpi: float) -> None:
    """Rounded up to a dot; what no page of a PDF can hold is divided."""
    size = page_size("80mm", dpi=dpi)
    assert size.foot > 5_000 * MM
    for points in (100.0, 333.333, 14_399.0):
        higher = size.with_height(points).height
        assert points - 0.002 <= higher < points + size.dot
    assert size.with_height(1e9).height <= 14_400


@pytest.mark.parametrize(
    ("dpi", "bar", "qr"), [(180, 2, 4), (203.2, 2, 5), (300, 3, 7), (304.8, 3, 7), (600, 6, 13)]
)
def test_modules_are_whole_dots_that_scanners_resolve(dpi: float, bar: int, qr: int) -> None:
    """Code 128 from 0.25 mm; a QR from four dots, 0.25 mm and 24 mm a side."""
    size = page_size("A4", dpi=dpi)
    assert size.bar_dots == bar
    assert size.qr_dots(45) == qr
    for modules in range(21, 178, 4):
        dots = size.qr_dots(modules)
        assert dots >= 4
        assert dots * 25.4 / dpi >= 0.2499
        assert modules * dots * 25.4 / dpi >= 23.999


@pytest.mark.parametrize(
    "name",
    ["", "A3", "14x50mm", "211x50mm", "100x5mm", "100 x 50", "٥٠x30mm", "-50x30mm", "A4" * 100_000],
)
def test_other_sizes_are_refused(name: str) -> None:
    """The refusal says which there are."""
    with pytest.raises(InvalidInput, match="bad_size") as refused:
        page_size(name)
    assert refused.value.field == "size"
    assert "A4 landscape" in str(refused.value.message)
    assert len(refused.value.message) < 200


def test_a_form_has_only_its_own_sizes() -> None:
    """What others can be printed on is not for it."""
    assert page_size("a5", among=PAGE_SIZES).name == "A5"
    with pytest.raises(InvalidInput, match="có A4, A5"):
        page_size("80mm", among=PAGE_SIZES)


@pytest.mark.parametrize("dpi", [0, -203.2, math.nan, math.inf, 99, 10_000])
def test_a_printer_that_tells_nonsense_about_its_dots_is_refused(dpi: float) -> None:
    """A driver's figures are input."""
    with pytest.raises(InvalidInput, match="bad_dpi"):
        page_size("A4", dpi=dpi)
