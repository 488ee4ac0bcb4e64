"""The small marks inside of controls: ticks, dashes, chevrons.

A style sheet can only name a picture by its file, and a file has its own colours. So every mark is
shipped once a scheme and state, made from the Lucide outline and the tokens by `mark_files`; a test
compares the shipped files with it.
"""

from __future__ import annotations

from ui.theme.icons import ICONS
from ui.theme.tokens import COLOURS, Scheme, colour, part_on

MARKS = ICONS / "marks"

_MARKS = {
    "check": ("check", "on_accent", "accent", "3"),
    "minus": ("minus", "on_accent", "accent", "3"),
    "down": ("chevron-down", "muted", "surface", "2"),
    "up": ("chevron-up", "muted", "surface", "2"),
}
"""Mark → Lucide outline, ink, the ground it lies on, stroke width."""


def mark_name(scheme: Scheme, mark: str, *, disabled: bool = False) -> str:
    """The file of a mark, in `MARKS`."""
    return f"{scheme}-{mark}{'-disabled' if disabled else ''}.svg"


def mark_files() -> dict[str, bytes]:
    """All marks of all schemes: file name → SVG."""
    made: dict[str, bytes] = {}
    for scheme, colours in COLOURS.items():
        for mark, (outline, ink, ground, stroke) in _MARKS.items():
            svg = (ICONS / f"{outline}.svg").read_text("utf-8")
            svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
            for disabled in (False, True):
                shade = colour(colours, "disabled") if disabled else part_on(colours, ink, ground)
                name = mark_name(scheme, mark, disabled=disabled)
                made[name] = svg.replace("currentColor", shade).encode()
    return made
