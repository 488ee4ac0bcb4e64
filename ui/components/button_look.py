"""How a button of each kind looks in each state, in names of colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ButtonKind(StrEnum):
    """How much a button weighs. One PRIMARY a view."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """Names of colours; "" paints nothing."""

    fill: str
    hover: str
    pressed: str
    ink: str
    edge: str


LOOKS = {
    ButtonKind.PRIMARY: ButtonLook("accent", "accent_hover", "accent_pressed", "on_accent", ""),
    ButtonKind.DANGER: ButtonLook("danger", "danger_hover", "danger_pressed", "on_danger", ""),
    ButtonKind.SECONDARY: ButtonLook("surface", "hover", "selected", "text", "border"),
    ButtonKind.QUIET: ButtonLook("", "hover", "selected", "accent", ""),
}
