"""Papers as images: for the screen, and as a printer's dots."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from app.errors import InvalidInput
from printing.forms import receipt
from printing.printers import preview
from printing.printers.preview import PageImage, rasterise, render_pages
from tests.printing import samples
from tests.printing.pdf_reading import by_zxing


def as_image(page: PageImage) -> Image.Image:
    return Image.frombytes("L", (page.width, page.height), page.data, "raw", "L", page.stride)


def test_every_page_becomes_an_image_of_its_size() -> None:
    """A4 at 96 dpi is 794 by 1123 points of the screen; letters have smooth edges."""
    pages = render_pages(receipt.render(samples.long_receipt()).pdf, dpi=96)
    assert len(pages) > 2
    assert {(page.width, page.height) for page in pages} == {(794, 1123)}
    assert len(as_image(pages[0]).getcolors(256) or []) > 20


@pytest.mark.parametrize("dpi", [203.2, 300, 600])
def test_dots_for_a_printer_have_no_smooth_edges(dpi: float) -> None:
    """Black, white and the watermark's grey: a grey edge would become a ragged bar."""
    (page,) = rasterise(
        receipt.render(samples.receipt(demonstration=True)).pdf, dpi=dpi, smooth=False
    )
    image = as_image(page)
    assert {grey for _, grey in image.getcolors(256) or []} == {0, 214, 255}
    assert by_zxing(image, "Code128") == [samples.CODE]
    assert len(by_zxing(image, "QRCode")) == 1


@pytest.mark.parametrize(("dots", "dpi"), [(512, 180.0), (1_181, 300.0), (640, 203.2)])
def test_a_page_of_whole_dots_is_not_stretched_to_one_more(dots: int, dpi: float) -> None:
    """204.8 points are a little more in 32 bits: 513 dots would blur every code on the page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(dots * 72 / dpi, 100))
        file = BytesIO()
        pdf.save(file)
    (page,) = rasterise(file.getvalue(), dpi=dpi, smooth=False)
    assert page.width == dots


def test_many_threads_may_look_at_once() -> None:
    """pdfium itself would crash."""
    pdf = receipt.render(samples.long_receipt()).pdf
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: render_pages(pdf, dpi=40), range(24)))
    assert all(pages == seen[0] for pages in seen)


@pytest.mark.parametrize("pdf", [b"", b"no paper", b"%PDF-1.4\n%%EOF"])
def test_a_broken_file_is_said_to_be_broken(pdf: bytes) -> None:
    """Not a crash of the window."""
    with pytest.raises(InvalidInput) as caught:
        render_pages(pdf, dpi=96)
    assert caught.value.code == "bad_pdf"


@pytest.mark.parametrize("dpi", [0, -96, 1_201])
def test_a_resolution_has_bounds(dpi: int) -> None:
    """Which field, and why."""
    with pytest.raises(InvalidInput) as caught:
        render_pages(receipt.render(samples.receipt()).pdf, dpi=dpi)
    assert (caught.value.code, caught.value.field) == ("bad_dpi", "dpi")


def test_a_page_as_large_as_a_house_takes_no_memory() -> None:
    """A page of 5 m, 300 pages, or a hundred pages in high resolution: refused before."""
    for pages, side, dpi in ((1, 14_400, 300), (preview.MAX_PAGES + 1, 72, 10), (100, 700, 200)):
        with pytest.raises(InvalidInput) as caught:
            render_pages(_blank(pages, side), dpi=dpi)
        assert caught.value.code == "pdf_too_large"


def _blank(pages: int, side: float) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(side, side))
        out = BytesIO()
        document.save(out)
    return out.getvalue()
