"""Papers by our names and by IPP's: ``A4`` is ``iso_a4_210x297mm`` (PWG 5101.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from printing.printers.ipp.message import MAX_NAME_OCTETS, Attributes
from printing.printers.paper_sizes import MAX_MM, NAMED_MM, SAME_MM, is_paper, name_of, same_size
from printing.printers.printer import Margins

ROLL_WIDTHS_MM = (58.0, 80.0)
"""The rolls that receipts are printed on."""
_ROLL_PIECE_MM = 100.0
"""As long as a short receipt: what is printed on a roll must be at least as long."""

_MEASURE = r"[0-9]{1,5}(?:\.[0-9]{1,6})?"
_NAME = re.compile(rf"_(?P<width>{_MEASURE})x(?P<height>{_MEASURE})(?P<unit>mm|in)\Z")
_LEAST = ("custom_min_", "roll_min_")
_MOST = ("custom_max_", "roll_max_")


def media_for(width_mm: float, height_mm: float, supported: Iterable[str]) -> str | None:
    """The printer's name for a paper of this size; None where it has none.

    ``supported`` is its ``media-supported``; a printer that says nothing of its papers takes ours.
    """
    names = [name for name in supported if len(name.encode()) <= MAX_NAME_OCTETS]
    for name in names:
        measures = _paper_mm(name)
        if measures is not None and same_size(measures, (width_mm, height_mm)):
            return name
    if not names or _made_to_measure(width_mm, height_mm, names):
        return standard_name(width_mm, height_mm)
    return None


def standard_name(width_mm: float, height_mm: float) -> str:
    """The standard's name of a size: the registered one, or a custom one."""
    measures = f"{width_mm:.5g}x{height_mm:.5g}mm"
    for name, known in NAMED_MM.items():
        if same_size(known, (width_mm, height_mm)):
            return f"iso_{name.lower()}_{known[0]:g}x{known[1]:g}mm"
    return f"custom_{measures}_{measures}"


def sizes_of(supported: Iterable[str]) -> tuple[str, ...]:
    """What a printer takes by our names, in its order, without repetition."""
    names = list(supported)
    papers = [name_of(*measures) for name in names if (measures := _paper_mm(name))]
    rolls = [
        f"{width:g}mm" for width in ROLL_WIDTHS_MM if _made_to_measure(width, _ROLL_PIECE_MM, names)
    ]
    return tuple(dict.fromkeys([*papers, *rolls]))


def takes_any(supported: Iterable[str]) -> bool:
    """Whether a printer takes papers made to measure."""
    return any(name.startswith(_MOST) for name in supported)


def margins_of(papers: Iterable[Attributes]) -> Margins | None:
    """The widest edges (mm) that ``papers``, of the syntax media-col, leave on A4 and can't print.

    A paper without edges is one that a printer prints to the edge only when it is asked to.
    """
    edges = [found for paper in papers if _is_a4(paper) and (found := _edges(paper)) is not None]
    bordered = [found for found in edges if any(found)] or edges
    if not bordered:
        return None
    left, top, right, bottom = (max(edge) for edge in zip(*bordered, strict=True))
    return Margins(left, top, right, bottom)


def _paper_mm(name: str) -> tuple[float, float] | None:
    """Width and height of one paper; None for bounds of what is made to measure."""
    if name.startswith((*_LEAST, *_MOST)):
        return None
    measures = _named_mm(name)
    return measures if measures is not None and is_paper(*measures) else None


def _named_mm(name: str) -> tuple[float, float] | None:
    found = _NAME.search(name)
    if found is None:
        return None
    scale = 25.4 if found["unit"] == "in" else 1.0
    return float(found["width"]) * scale, float(found["height"]) * scale


def _made_to_measure(width_mm: float, height_mm: float, names: list[str]) -> bool:
    """Whether both measures lie between the least and the most of one family of names."""
    for least, most in zip(_LEAST, _MOST, strict=True):
        low = next((_named_mm(name) for name in names if name.startswith(least)), None)
        high = next((_named_mm(name) for name in names if name.startswith(most)), None)
        if low is not None and high is not None:
            measures = zip(low, (width_mm, height_mm), high, strict=True)
            if all(a - SAME_MM <= measure <= b + SAME_MM for a, measure, b in measures):
                return True
    return False


def _edges(paper: Attributes) -> tuple[float, float, float, float] | None:
    found = [
        edge
        for side in ("left", "top", "right", "bottom")
        if (edge := paper.number(f"media-{side}-margin")) is not None and 0 <= edge <= MAX_MM * 100
    ]
    if len(found) != 4:
        return None
    return found[0] / 100, found[1] / 100, found[2] / 100, found[3] / 100


def _is_a4(paper: Attributes) -> bool:
    for size in paper.collections("media-size"):
        width, height = size.number("x-dimension"), size.number("y-dimension")
        if width is not None and height is not None:
            return same_size((width / 100, height / 100), NAMED_MM["A4"])
    return False
