"""Pages of a PDF as grey images, by pdfium: for the screen, and for printers that want dots.

pdfium is not safe for threads; every call of it is made under one lock. It is loaded with the first
page, not with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any

from msgspec import Struct

from app.errors import EnvironmentFault, InvalidInput

MAX_PDF_BYTES = 64 * 1024 * 1024
MAX_PAGES = 200
MAX_PAGE_PIXELS = 80_000_000
"""An A4 page at 900 dpi."""
MAX_PREVIEW_PIXELS = 300_000_000
MAX_DPI = 1_200

_NOT_A_DOT_MORE = 1 - 1e-6
"""pdfium keeps a page's sides in 32 bits and its size in dots is rounded up: 512 dots would become
513, and the page be stretched to them."""

_pdfium_in_use = Lock()
"""The library's state is the process's, so its lock is too."""


class PageImage(Struct, frozen=True):
    """A page: 8 bits a pixel (0 black, 255 white), rows of ``stride`` bytes from the top."""

    width: int
    height: int
    stride: int
    data: bytes


def render_pages(pdf: bytes, *, dpi: int) -> list[PageImage]:
    """All pages with smooth edges, for the screen.

    Raises InvalidInput: ``bad_pdf``, ``bad_dpi``, ``pdf_too_large``; EnvironmentFault
    (``no_pdfium``).
    """
    pages = []
    pixels = 0
    for page in rasterise(pdf, dpi=dpi):
        pixels += page.stride * page.height
        if pixels > MAX_PREVIEW_PIXELS:
            raise _too_large("quá nhiều trang để xem trước")
        pages.append(page)
    return pages


def rasterise(pdf: bytes, *, dpi: float, smooth: bool = True) -> Iterator[PageImage]:
    """One page after another. ``smooth=False``: no grey edges, as a printer's dots want it.

    Raises as ``render_pages``, at the page that is too large.
    """
    if not 1 <= dpi <= MAX_DPI:
        raise InvalidInput("bad_dpi", f"Độ phân giải từ 1 đến {MAX_DPI} dpi.", field="dpi")
    if len(pdf) > MAX_PDF_BYTES:
        raise _too_large(f"quá {MAX_PDF_BYTES // 1024 // 1024} MiB")
    pdfium = _load()
    document = _open(pdfium, pdf)
    try:
        for number in range(_count(document)):
            yield _page(pdfium, document, number, dpi, smooth=smooth)
    finally:
        with _pdfium_in_use:
            document.close()


def first_page_mm(pdf: bytes) -> tuple[float, float]:
    """Width and height (mm) of the first page; raises as ``render_pages``."""
    return _page_sizes_mm(pdf, most=1)[0]


def longest_page_mm(pdf: bytes) -> float:
    """Height (mm) of the longest page: what a roll must give; raises as ``render_pages``."""
    return max(height for _, height in _page_sizes_mm(pdf, most=MAX_PAGES))


def _page_sizes_mm(pdf: bytes, *, most: int) -> list[tuple[float, float]]:
    pdfium = _load()
    document = _open(pdfium, pdf)
    try:
        numbers = range(min(most, _count(document)))
        with _pdfium_in_use:
            sizes = [document.get_page_size(number) for number in numbers]
    except pdfium.PdfiumError as fault:
        raise _bad_pdf() from fault
    finally:
        with _pdfium_in_use:
            document.close()
    if not sizes:
        raise _bad_pdf()
    return [(width * 25.4 / 72, height * 25.4 / 72) for width, height in sizes]


def _load() -> Any:
    with _pdfium_in_use:
        try:
            import pypdfium2  # type: ignore[import-untyped] # noqa: PLC0415 - 40 ms, only for pages
        except (ImportError, OSError) as fault:
            raise EnvironmentFault(
                "no_pdfium",
                "Thiếu thành phần xem trước giấy tờ (pdfium).",
                advice="Cài đặt lại chương trình.",
            ) from fault
    return pypdfium2


def _open(pdfium: Any, pdf: bytes) -> Any:
    with _pdfium_in_use:
        try:
            return pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as fault:
            raise _bad_pdf() from fault


def _count(document: Any) -> int:
    with _pdfium_in_use:
        count = len(document)
    if count > MAX_PAGES:
        raise _too_large(f"quá {MAX_PAGES} trang")
    return count


def _page(pdfium: Any, document: Any, number: int, dpi: float, *, smooth: bool) -> PageImage:
    scale = dpi / 72 * _NOT_A_DOT_MORE
    rough = not smooth
    with _pdfium_in_use:
        try:
            page = document[number]
            width, height = page.get_size()
            if width * scale * height * scale > MAX_PAGE_PIXELS:
                raise _too_large(f"trang {number + 1} quá lớn")
            bitmap = page.render(
                scale=scale,
                grayscale=True,
                optimize_mode="print" if rough else None,
                no_smoothtext=rough,
                no_smoothpath=rough,
                no_smoothimage=rough,
            )
            image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
        except pdfium.PdfiumError as fault:
            raise _bad_pdf() from fault
    return image


def _bad_pdf() -> InvalidInput:
    return InvalidInput("bad_pdf", "Không đọc được giấy này: tệp PDF bị hỏng.", field="pdf")


def _too_large(why: str) -> InvalidInput:
    return InvalidInput("pdf_too_large", f"Giấy này không xem hoặc in được: {why}.", field="pdf")
