"""Facts to read: a quiet label, and a text that can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.components.text_label import TextLabel
from ui.theme.tokens import L, S, TextRole

_LABEL_WIDTH = 176
"""The same in all lists of a page, so that their texts stand under each other."""


class FactList(QWidget):
    """Two columns; texts wrap."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(L)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._texts: dict[str, TextLabel] = {}

    def show_fact(self, label: str, text: str) -> None:
        """Show a fact, or another text for one that is shown."""
        if label not in self._texts:
            row = len(self._texts)
            value = TextLabel("", TextRole.BODY)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(TextLabel(label, TextRole.MUTED, wrap=False), row, 0, top)
            self._grid.addWidget(value, row, 1, top)
            self._texts[label] = value
        self._texts[label].setText(text or "–")
        self._texts[label].setAccessibleName(f"{label}: {text}")

    def texts(self) -> dict[str, str]:
        """What is shown, by label."""
        return {label: value.text() for label, value in self._texts.items()}
