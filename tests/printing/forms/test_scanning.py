"""The printed codes are read by two independent readers, also from bad prints and scans."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from app.numbering.receipt_mark import check, read_code
from printing.forms import receipt, unnumbered_slip
from tests.printing import samples
from tests.printing.pdf_reading import by_zbar, by_zxing, pages

PAPERS: dict[str, Callable[[], bytes]] = {
    "receipt": lambda: receipt.render(samples.receipt()).pdf,
    "receipt of a demonstration": lambda: receipt.render(samples.receipt(demonstration=True)).pdf,
    "receipt on A5": lambda: receipt.render(samples.receipt(), size="A5").pdf,
    "long receipt": lambda: receipt.render(samples.long_receipt()).pdf,
}


def as_printed(image: Image.Image) -> Image.Image:
    return image


def thermal(image: Image.Image) -> Image.Image:
    """One bit a dot, as a thermal or laser printer has it."""
    return image.point(lambda grey: 255 if grey > 127 else 0)


def scanned(image: Image.Image) -> Image.Image:
    """Printed in one bit, scanned askew at 305 dpi, noisy and a little out of focus."""
    printed = thermal(image).resize((image.width * 3 // 2, image.height * 3 // 2))
    turned = printed.rotate(1, resample=Image.Resampling.BILINEAR, fillcolor=255)
    noise = random.Random(11).randbytes(turned.width * turned.height)
    noisy = Image.blend(turned, Image.frombytes("L", turned.size, noise), 0.1)
    return noisy.filter(ImageFilter.GaussianBlur(0.9))


@pytest.mark.parametrize(
    ("paper", "wear"),
    [
        ("receipt", as_printed),
        *((paper, thermal) for paper in PAPERS),
        ("receipt of a demonstration", scanned),
    ],
)
def test_both_codes_are_read_by_both_readers(
    paper: str, wear: Callable[[Image.Image], Image.Image], tmp_path: Path
) -> None:
    """At the printer's own dots (203.2 dpi), in one bit, and scanned askew with noise."""
    first = wear(pages(PAPERS[paper]())[0])
    assert by_zxing(first, "Code128") == [samples.CODE]
    assert by_zbar(first, "code128", tmp_path) == [samples.CODE]
    (text,) = by_zxing(first, "QRCode")
    assert by_zbar(first, "qrcode", tmp_path) == [text]
    assert check(read_code(text), samples.KEYS) is True
    assert read_code(text).code == samples.CODE


def test_every_following_page_carries_the_code(tmp_path: Path) -> None:
    """Pages that fall apart are put together by their barcode."""
    following = pages(receipt.render(samples.long_receipt()).pdf)[1:]
    assert len(following) > 1
    for page in following:
        assert by_zxing(page, "Code128") == [samples.CODE]
        assert by_zbar(page, "code128", tmp_path) == [samples.CODE]


def test_a_slip_is_scanned_by_its_reference(tmp_path: Path) -> None:
    """Code 128 and signed QR of the desk's own reference."""
    (page,) = pages(unnumbered_slip.render(samples.slip()).pdf)
    assert by_zbar(page, "code128", tmp_path) == [samples.REFERENCE]
    (text,) = by_zxing(page, "QRCode")
    read = read_code(text)
    assert (read.code, check(read, samples.KEYS)) == (samples.REFERENCE, True)


def test_the_codes_lie_on_whole_printer_dots() -> None:
    """At 203.2 dpi no dot of a code is grey: every edge falls between two dots."""
    (page,) = pages(receipt.render(samples.receipt()).pdf)
    for kind, edges in (("Code128", _across), ("QRCode", _square)):
        box = edges(page, kind)
        assert set(page.crop(box).tobytes()) == {0, 255}, kind


def test_the_qr_is_at_least_24_mm_of_at_least_four_dots_a_module() -> None:
    """24 mm, whole dots, and the quiet zone is white."""
    (page,) = pages(receipt.render(samples.receipt(demonstration=True)).pdf)
    left, top, right, _ = _square(page, "QRCode")
    assert (right - left) * 0.125 >= 24
    dots = (right - left) // 45
    assert dots >= 4
    assert (right - left) == 45 * dots
    quiet = 4 * dots
    ring = page.crop((left - quiet, top - quiet, right + quiet, top))
    assert set(ring.tobytes()) == {255}


def _across(page: Image.Image, kind: str) -> tuple[int, int, int, int]:
    corners = _corners(page, kind)
    top, bottom = min(y for _, y in corners) + 4, max(y for _, y in corners) - 4
    return min(x for x, _ in corners) - 4, top, max(x for x, _ in corners) + 4, max(bottom, top + 1)


def _square(page: Image.Image, kind: str) -> tuple[int, int, int, int]:
    """The symbol's box, grown or shrunk to its black edges."""
    corners = _corners(page, kind)
    left, right = min(x for x, _ in corners) - 6, max(x for x, _ in corners) + 7
    top, bottom = min(y for _, y in corners) - 6, max(y for _, y in corners) + 7
    inner = page.crop((left, top, right, bottom)).point(lambda grey: 255 - grey).getbbox()
    assert inner is not None
    return left + inner[0], top + inner[1], left + inner[2], top + inner[3]


def _corners(page: Image.Image, kind: str) -> list[tuple[int, int]]:
    (found,) = zxingcpp.read_barcodes(page, formats=zxingcpp.barcode_formats_from_str(kind))
    at = found.position
    return [
        (corner.x, corner.y)
        for corner in (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
    ]
