"""Paper sizes, their margins, and the grid of printer dots that barcodes stand on."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from app.errors import InvalidInput

MM = 72 / 25.4
DPI = 203.2
"""Eight dots a millimetre: the printers that are least forgiving, and what a PDF is drawn for."""
DOT = 72 / DPI
"""One dot of that grid in points."""
LOWEST_DPI, HIGHEST_DPI = 100.0, 2_400.0

BAR_MM = 0.25
"""What hand scanners resolve: no module of a code is narrower."""
BAR_QUIET_MODULES = 10
QR_SIDE_MM = 24.0
"""The smallest side of a QR (docs/adr/0020)."""
LABEL_QR_SIDE_MM = 10.0
"""On labels, whose QR holds a bare code."""
QR_MODULE_DOTS = 4

ROLL_LONGEST = 14_400.0
"""200 inches: no page of a PDF is longer (ISO 32000-1, annex C)."""
_LABEL_MARGIN_MM = 2.0
_LABEL_MM = range(15, 211)
_NOT_MORE = 1e-6
_HAIR = 1e-4
_HAIR_OF_FLOAT = 3e-7
"""Rasterisers keep a page's sides in 32 bits: so much must be missing that none rounds up."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A paper size and its margins, in points (NĐ 30/2020: left 30, right 15-20, top/bottom 20).

    ``width`` and ``height`` are whole dots at ``dpi`` (a hair less, so that nobody rounds up), the
    grid of the printer that the page is meant for. ``roll``: paper without an end; the page is as
    high as ``with_height`` says. ``qr_side_mm``: no QR is smaller; labels have short texts only.
    """

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    body_pt: float
    scale: float
    """Of the header and the signatures, whose sizes NĐ 30/2020 gives for A4."""
    dpi: float = DPI
    roll: bool = False
    qr_side_mm: float = QR_SIDE_MM

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def foot(self) -> float:
        """Where the text area ends, from the top."""
        return self.height - self.bottom

    @property
    def dot(self) -> float:
        """One dot of the page's grid in points."""
        return 72 / self.dpi

    @property
    def bar_dots(self) -> int:
        """How many dots a module of a Code 128 is wide: the fewest that are 0.25 mm."""
        return _dots_of(BAR_MM, self.dpi)

    def qr_dots(self, modules: int) -> int:
        """Dots of a QR's module: at least four and 0.25 mm, the symbol at least ``qr_side_mm``."""
        for_side = math.ceil(self.qr_side_mm * self.dpi / 25.4 / modules - _NOT_MORE)
        return max(QR_MODULE_DOTS, self.bar_dots, for_side)

    def with_height(self, points: float) -> PageSize:
        """The same paper ``points`` high (rounded up to a dot, at most 200 inches)."""
        dots = math.ceil(min(points, ROLL_LONGEST) / self.dot - _NOT_MORE)
        return replace(self, height=_whole_dots(dots * self.dot, self.dpi))


def page_size(name: str, *, dpi: float = DPI, among: Collection[str] | None = None) -> PageSize:
    """The size of that name, in any case: ``A4``, ``A5``, ``A4 landscape``, ``A5 landscape``,
    ``A4 stickers`` (no margins), the rolls ``80mm`` (72 mm printable) and ``58mm`` (48 mm), and
    labels ``100x50mm`` (width by height, 15 to 210 mm; ``label 100x50`` is the same).

    ``dpi`` is the printer's. ``among`` names the sizes that a form has, where it has not all.
    Raises InvalidInput: ``bad_size``, ``bad_dpi``.
    """
    if not LOWEST_DPI <= dpi <= HIGHEST_DPI:
        raise InvalidInput("bad_dpi", f"Không in được ở độ phân giải {dpi} dpi.", field="dpi")
    words = " ".join(name.lower().split()) if len(name) <= 40 else ""
    found = _NAMED.get(words) or _label(words)
    if found is None or (among is not None and found.name not in among):
        raise InvalidInput(
            "bad_size",
            f"Không in biểu mẫu này trên khổ {name[:20]!r} (có {', '.join(among or _KNOWN)}).",
            field="size",
        )
    return _on_grid(found, dpi)


def _on_grid(size: PageSize, dpi: float) -> PageSize:
    """``size`` in whole dots; a roll's side margins too, because printers leave them out."""
    side = size.left if not size.roll else round(size.left * dpi / 72) * 72 / dpi
    return replace(
        size,
        width=_whole_dots(size.width, dpi),
        height=_whole_dots(size.height, dpi),
        left=side,
        right=size.right if not size.roll else side,
        dpi=dpi,
    )


def _whole_dots(points: float, dpi: float) -> float:
    # A hair less than whole in the 4th decimal: 841.8898 pt would be 2376.0001 dots, and a
    # rasteriser that rounds up squeezes the page into one dot row more, which blurs every code.
    dots = math.floor(points * dpi / 72 + _NOT_MORE)
    whole = dots * 72 / dpi
    return math.floor((whole - max(_HAIR, whole * _HAIR_OF_FLOAT)) * 10_000) / 10_000


def _dots_of(millimetres: float, dpi: float) -> int:
    return math.ceil(millimetres * dpi / 25.4 - _NOT_MORE)


def _label(words: str) -> PageSize | None:
    found = re.fullmatch(r"(?:label )?([0-9]{2,3})x([0-9]{2,3})(?:mm)?", words)
    if found is None:
        return None
    width, height = int(found[1]), int(found[2])
    if width not in _LABEL_MM or height not in _LABEL_MM:
        return None
    letters = min(max(0.2 * min(width, height), 6.0), 12.0)
    margin = _LABEL_MARGIN_MM
    label = _size(f"{width}x{height}mm", (width, height), (margin,) * 4, letters, letters / 12)
    return replace(label, qr_side_mm=LABEL_QR_SIDE_MM)


def _size(
    name: str,
    sides_mm: tuple[float, float],
    margins_mm: tuple[float, ...],
    body_pt: float,
    scale: float,
    *,
    roll: bool = False,
) -> PageSize:
    """``margins_mm``: left, right, top, bottom."""
    width, height = (side * MM for side in sides_mm)
    left, right, top, bottom = (margin * MM for margin in margins_mm)
    return PageSize(name, width, height, left, right, top, bottom, body_pt, scale, roll=roll)


_ENDLESS_MM = ROLL_LONGEST / MM
_NAMED = {
    size.name.lower(): size
    for size in (
        _size("A4", (210, 297), (30, 15, 18, 16), 12, 1),
        _size("A5", (148, 210), (14, 9, 11, 10), 9.5, 0.78),
        _size("A4 landscape", (297, 210), (15, 10, 12, 13), 11, 0.95),
        _size("A5 landscape", (210, 148), (12, 10, 10, 11), 9.5, 0.78),
        _size("A4 stickers", (210, 297), (0, 0, 0, 0), 9, 0.75),
        _size("80mm", (80, _ENDLESS_MM), (4, 4, 3, 3), 9, 0.72, roll=True),
        _size("58mm", (58, _ENDLESS_MM), (5, 5, 3, 3), 8, 0.64, roll=True),
    )
}
_KNOWN = (*(size.name for size in _NAMED.values()), "100x50mm")

PAGE_SIZES = {name: page_size(name) for name in ("A4", "A5")}
"""The sizes of official forms."""
