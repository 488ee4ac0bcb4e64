"""Papers by their names: ``A4``, a roll by its width (``80mm``), a label by both (``50x30mm``)."""

from __future__ import annotations

import re

from printing.printers.printer import unknown_size

NAMED_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "A6": (105.0, 148.0)}
"""Width and height, upright."""
MAX_MM = 5_000.0
SAME_MM = 0.5
"""Drivers give sizes in points, which are 0.35 mm."""

_MEASURE = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_SIZE = re.compile(rf"(?P<width>{_MEASURE})(?:x(?P<height>{_MEASURE}))?mm")


def is_roll(size: str) -> bool:
    """Whether ``size`` is a roll, whose pages are as long as what is on them."""
    found = _SIZE.fullmatch(size)
    return found is not None and found["height"] is None


def size_mm(size: str, page_height_mm: float = 0.0) -> tuple[float, float]:
    """Width and height of a paper by its name; a roll's height is its page's.

    Raises InvalidInput (``unknown_size``).
    """
    if size in NAMED_MM:
        return NAMED_MM[size]
    found = _SIZE.fullmatch(size)
    width = float(found["width"]) if found else 0.0
    height = float(found["height"] or page_height_mm) if found else 0.0
    if not is_paper(width, height):
        raise unknown_size(size)
    return width, height


def name_of(width_mm: float, height_mm: float) -> str:
    """The name of a paper with these measures."""
    for name, known in NAMED_MM.items():
        if same_size((width_mm, height_mm), known):
            return name
    return f"{width_mm:.4g}x{height_mm:.4g}mm"


def is_paper(width_mm: float, height_mm: float) -> bool:
    """Whether something can have these measures and be printed on."""
    return 0 < width_mm <= MAX_MM and 0 < height_mm <= MAX_MM


def same_size(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two papers differ only by what drivers round."""
    return all(abs(a - b) <= SAME_MM for a, b in zip(one, other, strict=True))
