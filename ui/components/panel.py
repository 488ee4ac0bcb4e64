"""A quiet surface that holds what belongs together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.text_label import TextLabel
from ui.theme.tokens import L, M, S, TextRole


class Panel(QFrame):
    """Surface with a hairline; ``body`` takes the content, ``header`` what stands by the title."""

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._title = TextLabel(title, TextRole.SECTION)
        self.header = QHBoxLayout()
        self.header.setSpacing(S)
        self.header.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L)
        column.setSpacing(S)
        column.addLayout(self.header)
        column.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Another title; "" for none."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)
