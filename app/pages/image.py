"""What a scanned page is: format, size, resolution; a file that is no page is refused."""

from __future__ import annotations

import io

from app.dossier.events import Page, sha256_hex
from app.errors import InvalidInput

MAX_PAGE_BYTES = 40 * 1024 * 1024
MAX_PAGE_PIXELS = 120_000_000  # A3 at 600 dpi is 70 million
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
DEFAULT_DPI = 200


def describe_page(data: bytes, *, field: str) -> Page:
    """Read and decode a page image; raises InvalidInput (``not_an_image``, ``too_large``).

    The whole image is decoded, so that a cut file is found while the paper is still on the desk.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - 20 ms, only when scanning

    if len(data) > MAX_PAGE_BYTES:
        raise InvalidInput("too_large", "Ảnh trang quá 40 MiB.", field=field)
    try:
        with Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as image:
            width, height = image.size
            if width * height > MAX_PAGE_PIXELS:
                raise InvalidInput("too_large", "Ảnh trang quá 120 triệu điểm ảnh.", field=field)
            media_type = MEDIA_TYPES[str(image.format)]
            dpi = _resolution(image.info.get("dpi"))
            image.draft("L", (max(width // 8, 1), max(height // 8, 1)))  # JPEG: decode at 1/8
            image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise _not_an_image(field) from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise _not_an_image(field) from None
    return Page(
        sha256=sha256_hex(data),
        bytes=len(data),
        media_type=media_type,
        width_px=width,
        height_px=height,
        dpi=dpi,
    )


def _resolution(stated: object) -> int:
    """The stated resolution where it is plausible for a scanner, else 200 dpi."""
    if isinstance(stated, tuple) and stated:
        try:
            dpi = round(float(stated[0]))
        except (TypeError, ValueError, ZeroDivisionError, OverflowError):
            return DEFAULT_DPI
        if 50 <= dpi <= 1200:
            return dpi
    return DEFAULT_DPI


def _not_an_image(field: str) -> InvalidInput:
    return InvalidInput(
        "not_an_image",
        "Tệp không phải ảnh trang quét đọc được (PNG, JPEG hoặc TIFF).",
        field=field,
        advice="Quét lại trang này.",
    )
