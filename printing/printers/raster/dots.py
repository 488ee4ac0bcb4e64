"""Pages as dots of a thermal head: one bit each, one for one of the page's own grid.

A page is never scaled: a bar that was laid on whole dots stays on them. What is grey (watermarks,
tinted boxes) becomes a pattern of single dots, because a threshold alone would drop the very mark
that tells a training receipt from a genuine one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from app.errors import InvalidInput
from printing.printers.preview import PageImage, rasterise

if TYPE_CHECKING:
    from PIL.Image import Image

MM_PER_INCH = 25.4

# A 4 x 4 ordered dither (Bayer): a dot is black where the page is darker than its threshold. None
# is 0 and none is above 255, so that black stays black and white stays white.
_ORDER = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
_THRESHOLDS = tuple(bytes((cell * 2 + 1) * 255 // 32 + 1 for cell in row) for row in _ORDER)
_BLACK_WHERE_DARKER = [0] + [255] * 255
_HALF_A_LINE = 1
"""A table's frame lies on the margin, so half of its line outside: one dot may go at each side."""
_BLACK_WHERE_DARK = [255] * 128 + [0] * 128


class Dots(Struct, frozen=True):
    """A page: ``height`` rows of ``stride`` bytes, the leftmost dot in the highest bit, 1 black."""

    width: int
    height: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Bytes of a row; the bits beyond ``width`` are 0."""
        return (self.width + 7) // 8

    def bands(self, most_bytes: int) -> Iterator[tuple[int, Dots]]:
        """Rows as pieces of at most ``most_bytes`` (one row at least), each with its first row."""
        high = max(1, most_bytes // self.stride)
        for top in range(0, self.height, high):
            rows = self.rows[top * self.stride : (top + high) * self.stride]
            yield top, Dots(self.width, len(rows) // self.stride, rows)


def pages_as_dots(pdf: bytes, *, dpi: float, width: int, roll: bool) -> list[Dots]:
    """Every page of ``pdf`` for a head of ``width`` dots, ``dpi`` of them in 25.4 mm.

    A page that is wider loses blank margins, equal ones where they are: a head stands in the middle
    of its paper. So does a watermark, what it has outside; print never. On a roll the blank end of
    a page goes too; the cutter feeds its own.

    A page with nothing on it is left out.

    Raises InvalidInput: ``too_wide`` where print would be lost, ``blank_paper`` where no page has
    anything on it, ``bad_pdf``, ``pdf_too_large``.
    """
    pages = []
    for number, page in enumerate(rasterise(pdf, dpi=dpi, smooth=False), start=1):
        grey = _as_image(page)
        dots = _black_and_white(grey)
        ink = dots.getbbox()
        if ink is not None:
            start, end = _columns(grey, number, dpi, width)
            cut = dots.crop((start, 0, end, ink[3] if roll else page.height))
            pages.append(Dots(cut.width, cut.height, cut.tobytes()))
    if not pages:
        raise InvalidInput("blank_paper", "Giấy này không có gì để in.", field="pdf")
    return pages


def _as_image(page: PageImage) -> Image:
    from PIL import Image  # noqa: PLC0415 - 30 ms, only for pages

    return Image.frombuffer("L", (page.width, page.height), page.data, "raw", "L", page.stride, 1)


def _black_and_white(grey: Image) -> Image:
    """The page in Pillow's mode ``1``, in which black is 1 here."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - as above

    across, down = grey.width // 4 + 1, grey.height // 4 + 1
    tile = b"".join((row * across)[: grey.width] for row in _THRESHOLDS)
    thresholds = Image.frombytes("L", grey.size, (tile * down)[: grey.width * grey.height])
    return ImageChops.subtract(thresholds, grey).point(_BLACK_WHERE_DARKER, "1")


def _columns(grey: Image, number: int, dpi: float, width: int) -> tuple[int, int]:
    """The first column that is printed and the one behind the last: the middle, if print allows."""
    start = max(0, (grey.width - width) // 2)
    print_at = grey.point(_BLACK_WHERE_DARK, "1").getbbox()
    if print_at is not None:
        left, _, right, _ = print_at
        over = right - left - width
        if over > 2 * _HALF_A_LINE:
            raise InvalidInput(
                "too_wide",
                f"Trang {number} rộng {_mm(right - left, dpi)} mm, máy in chỉ in được"
                f" {_mm(width, dpi)} mm.",
                field="size",
                advice="Chọn khổ giấy hoặc máy in khác cho giấy này.",
            )
        start = max(min(start, left), right - width) if over <= 0 else left + over // 2
    return start, min(grey.width, start + width)


def _mm(dots: int, dpi: float) -> str:
    return f"{dots * MM_PER_INCH / dpi:.1f}".replace(".", ",")
