"""What the look is made of: colours of both schemes, the pairs that may meet, sizes and type.

Nothing else in the project names a colour. The style sheet and the painted components ask for
colours through `text_on` and `part_on`, which know only the declared pairs; the contrast test
computes the same pairs, so what is drawn and what is proved cannot drift apart (docs/adr/0014).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from app.errors import ProgramFault


class Scheme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, each ``#rrggbb``, named by what they are for."""

    page: str
    """Behind everything."""
    surface: str
    """Panels, editors, lists, menus."""
    sunken: str
    """What cannot be edited, headers of lists."""
    hover: str
    selected: str
    """The current row; quiet, since its text keeps its colour."""
    text: str
    muted: str
    """Labels, hints, placeholders."""
    disabled: str
    hairline: str
    """Decoration only: no meaning hangs on it."""
    border: str
    """The edge of what can be edited or pressed."""
    focus: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    danger: str
    danger_hover: str
    danger_pressed: str
    on_danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    info: str
    info_soft: str
    tip: str
    on_tip: str


LIGHT = Colours(
    page="#f4f6f5",
    surface="#ffffff",
    sunken="#edf1ef",
    hover="#f0f4f2",
    selected="#dceeea",
    text="#17211f",
    muted="#52605c",
    disabled="#84908c",
    hairline="#dbe2df",
    border="#7d8985",
    focus="#0a7a70",
    accent="#0b5f57",
    accent_hover="#094f48",
    accent_pressed="#073f3a",
    on_accent="#ffffff",
    danger="#b3261e",
    danger_hover="#98201a",
    danger_pressed="#7c1a15",
    on_danger="#ffffff",
    danger_soft="#fcefee",
    warning="#835100",
    warning_soft="#fdf3de",
    success="#1b6b3a",
    success_soft="#e9f5ed",
    info="#1f5a8c",
    info_soft="#eaf2fa",
    tip="#22302d",
    on_tip="#f4f6f5",
)

DARK = Colours(
    page="#111816",
    surface="#19221f",
    sunken="#141c1a",
    hover="#212c29",
    selected="#1c3d38",
    text="#e5ecea",
    muted="#a2b0ac",
    disabled="#6f7d79",
    hairline="#2b3733",
    border="#71807b",
    focus="#7fdccf",
    accent="#5cc4b6",
    accent_hover="#74d1c4",
    accent_pressed="#4ab0a2",
    on_accent="#06231f",
    danger="#f2857c",
    danger_hover="#f69d95",
    danger_pressed="#e0736a",
    on_danger="#330906",
    danger_soft="#361e1c",
    warning="#efc271",
    warning_soft="#332915",
    success="#8ad3a3",
    success_soft="#192f22",
    info="#92c2ee",
    info_soft="#192b3b",
    tip="#e5ecea",
    on_tip="#19221f",
)

COLOURS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}

_GROUNDS = ("page", "surface", "sunken", "hover", "selected")
_KINDS = ("danger", "warning", "success", "info")

TEXT_PAIRS: frozenset[tuple[str, str]] = frozenset(
    [(ink, ground) for ink in ("text", "muted", "accent") for ground in _GROUNDS]
    + [(kind, ground) for kind in _KINDS for ground in ("page", "surface")]
    + [(ink, f"{kind}_soft") for kind in _KINDS for ink in (kind, "text")]
    + [("danger", "hover"), ("danger", "selected")]
    + [("on_accent", fill) for fill in ("accent", "accent_hover", "accent_pressed")]
    + [("on_danger", fill) for fill in ("danger", "danger_hover", "danger_pressed")]
    + [("on_tip", "tip")]
)
"""(ink, ground) of texts: at least 4.5 : 1 (WCAG 2.2, 1.4.3)."""

PART_PAIRS: frozenset[tuple[str, str]] = frozenset(
    [("border", ground) for ground in ("page", "surface", "sunken", "hover")]
    + [("focus", ground) for ground in (*_GROUNDS, *(f"{kind}_soft" for kind in _KINDS))]
    + [(kind, ground) for kind in _KINDS for ground in ("page", "surface", "sunken")]
    + [("accent", ground) for ground in ("page", "surface", "sunken", "hairline")]
    + [
        (f"{ink}_{state}", ground)
        for ink in ("accent", "danger")
        for state in ("hover", "pressed")
        for ground in ("page", "surface")
    ]
    + [("on_tip", "tip")]
)
"""(part, ground) of edges, icons, marks and the focus ring: at least 3 : 1 (WCAG 2.2, 1.4.11)."""


def text_on(colours: Colours, ink: str, ground: str) -> str:
    """The colour of a text on a ground, for a declared pair.

    Raises: `ProgramFault` for a pair whose contrast nobody has proved.
    """
    return _declared(colours, ink, ground, TEXT_PAIRS)


def part_on(colours: Colours, ink: str, ground: str) -> str:
    """The colour of an edge, icon, mark or ring beside a ground, for a declared pair.

    Raises: `ProgramFault` for a pair whose contrast nobody has proved.
    """
    return _declared(colours, ink, ground, PART_PAIRS | TEXT_PAIRS)


def colour(colours: Colours, name: str) -> str:
    """One colour by its name: a ground, a fill or a hairline."""
    return str(getattr(colours, name))


def names() -> list[str]:
    """The names of all colours."""
    return [field.name for field in fields(Colours)]


def _declared(colours: Colours, ink: str, ground: str, pairs: frozenset[tuple[str, str]]) -> str:
    if (ink, ground) not in pairs:
        raise ProgramFault("colour_pair_undeclared", f"Cặp màu {ink} / {ground} chưa khai báo.")
    return colour(colours, ink)


# Spacing, in px at 100 %.
XS = 4
S = 8
M = 12
L = 16
XL = 24
XXL = 32

RADIUS = 6
PANEL_RADIUS = 10
RING = 2
"""Width of the focus ring."""


class TextRole(StrEnum):
    """What a text is for; its size and weight follow."""

    DISPLAY = "display"
    TITLE = "title"
    SECTION = "section"
    BODY = "body"
    STRONG = "strong"
    LABEL = "label"
    MUTED = "muted"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Type:
    """Size in px at 100 % and weight (OpenType, 400 to 700)."""

    size: int
    weight: int


TYPE_SCALE: dict[TextRole, Type] = {
    TextRole.DISPLAY: Type(28, 600),
    TextRole.TITLE: Type(20, 600),
    TextRole.SECTION: Type(16, 600),
    TextRole.BODY: Type(14, 400),
    TextRole.STRONG: Type(14, 600),
    TextRole.LABEL: Type(13, 500),
    TextRole.MUTED: Type(13, 400),
    TextRole.CAPTION: Type(12, 400),
}
