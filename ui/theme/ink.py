"""What the rules of the style sheet are written with: declared colours and scaled sizes."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.fonts import footroom, headroom
from ui.theme.marks import mark_name
from ui.theme.tokens import (
    COLOURS,
    TYPE_SCALE,
    Colours,
    Scheme,
    TextRole,
    colour,
    part_on,
    text_on,
)

MARKS_PREFIX = "marks"
"""The search path under which Qt finds the marks; set by `apply_theme`."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Declarations of one scheme at one text scale (1.0 = 100 %)."""

    scheme: Scheme
    text_scale: float

    @property
    def colours(self) -> Colours:
        """The scheme's colours."""
        return COLOURS[self.scheme]

    def text(self, ink: str, ground: str) -> str:
        """Text of a colour; the ground is painted by something else."""
        return f"color: {text_on(self.colours, ink, ground)};"

    def text_on(self, ink: str, ground: str) -> str:
        """Text and its ground."""
        return f"{self.text(ink, ground)} background-color: {colour(self.colours, ground)};"

    def ground(self, name: str) -> str:
        """A ground without a text."""
        return f"background-color: {colour(self.colours, name)};"

    def edge(self, part: str, ground: str, width: int = 1) -> str:
        """A border that means something, so it is a declared pair with its ground."""
        return f"border: {width}px solid {part_on(self.colours, part, ground)};"

    def hairline(self, side: str = "") -> str:
        """A decorative line: all round, or on one side (``top`` …)."""
        where = f"border-{side}" if side else "border"
        return f"{where}: 1px solid {self.colours.hairline};"

    def disabled(self, ground: str) -> str:
        """Text of a control that is not to be used, on a ground."""
        return f"color: {self.colours.disabled}; background-color: {colour(self.colours, ground)};"

    def headroom(self, role: TextRole) -> str:
        """Padding of a text whose tallest letters would else be cut."""
        above, under = headroom(role, self.text_scale), footroom(role, self.text_scale)
        return f"padding: {above}px 0 {under}px 0;"

    def type(self, role: TextRole) -> str:
        """Size and weight of a role."""
        face = TYPE_SCALE[role]
        return f"font-size: {self.px(face.size)}; font-weight: {face.weight};"

    def px(self, size: int) -> str:
        """A size that grows with the text."""
        return f"{round(size * self.text_scale)}px"

    def mark(self, mark: str, *, disabled: bool = False) -> str:
        """The picture of a mark inside a control."""
        return f"image: url({MARKS_PREFIX}:{mark_name(self.scheme, mark, disabled=disabled)});"
