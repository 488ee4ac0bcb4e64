"""Whether a printer can do what a paper needs, said before anything is recorded or sent."""

from __future__ import annotations

from printing.printers.paper_sizes import NAMED_MM, same_size, size_mm
from printing.printers.printer import (
    Abilities,
    Margins,
    no_such_size,
    no_such_tray,
)

_EDGES = {"left": "trái", "top": "trên", "right": "phải", "bottom": "dưới"}
_SPARE_MM = 0.1
"""What printers round."""


def preflight(
    label: str,
    abilities: Abilities,
    *,
    size: str,
    tray: str = "",
    margins_mm: Margins | None = None,
) -> tuple[str, ...]:
    """Warnings (Vietnamese) of printing a paper on the printer called ``label``; mostly none.

    ``margins_mm`` is what the paper leaves empty at its edges. Raises InvalidInput
    (``unknown_size``, ``no_such_size``, ``no_such_tray``) for what the printer has not.
    """
    if not _has(abilities, size):
        raise no_such_size(label, size)
    if tray and tray not in {known.id for known in abilities.trays}:
        raise no_such_tray(label, tray)
    if margins_mm is None or abilities.margins_mm is None:
        return ()
    return tuple(
        f"Máy in {label} không in được {_mm(edge)} mm ở mép {name}, giấy này chỉ chừa"
        f" {_mm(left)} mm: chữ ở mép có thể bị mất."
        for side, name in _EDGES.items()
        if (edge := getattr(abilities.margins_mm, side))
        > (left := getattr(margins_mm, side)) + _SPARE_MM
    )


def _has(abilities: Abilities, size: str) -> bool:
    wanted = size_mm(size, page_height_mm=1.0)
    if not abilities.sizes or size in abilities.sizes:
        return True
    if abilities.any_size and size not in NAMED_MM:
        return True  # the printer says at sending whether it is within its bounds
    return any(same_size(size_mm(known, 1.0), wanted) for known in abilities.sizes)


def _mm(measure: float) -> str:
    return f"{measure:.1f}".rstrip("0").rstrip(".").replace(".", ",")
