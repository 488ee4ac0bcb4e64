"""An icon beside the first line of a text."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ui.components.icon_label import IconLabel

_SIDE = 16
_ONE_LINE = 100_000
"""A width at which no text wraps, px."""


def line_icon(name: str, ink: str, beside: QLabel) -> IconLabel:
    """The icon, as high as one line of ``beside``, so that it stands in the middle of it."""
    label = IconLabel(name, side=_SIDE, ink=ink, ground="surface")
    beside.ensurePolished()
    label.setFixedHeight(max(beside.heightForWidth(_ONE_LINE), _SIDE))
    return label
