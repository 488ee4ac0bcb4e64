"""Fonts for what is painted by hand: the roles of the type scale, as large as the widget's text."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from ui.theme.fonts import font
from ui.theme.tokens import TYPE_SCALE, TextRole


def painted_font(widget: QWidget, role: TextRole) -> QFont:
    """The font of a role beside the body text of ``widget``, which may be enlarged."""
    return font(role, text_scale=widget.font().pixelSize() / TYPE_SCALE[TextRole.BODY].size)
