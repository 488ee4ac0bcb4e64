"""One line of the live receipt: what it is, at the left; what it says, at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.components.text_label import TextLabel
from ui.theme.tokens import M, TextRole
from ui.wording.shown_text import block

LABEL_WIDTH = 100
EMPTY = "…………"


class ReceiptLine(QWidget):
    """Label, text, and a quieter text under it."""

    def __init__(self, label: str, *, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = TextLabel(label, TextRole.MUTED)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._text = TextLabel("", TextRole.STRONG if strong else TextRole.BODY)
        self._more = TextLabel("", TextRole.MUTED)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._text, 0, 1)
        grid.addWidget(self._more, 1, 1)
        grid.setColumnStretch(1, 1)
        self.show_text("", "")

    def show_text(self, text: str, more: str) -> None:
        """Show it; an empty text is dots, as on the paper."""
        self._text.setText(block(text) or EMPTY)
        self._text.setEnabled(bool(text))
        self._more.setText(block(more))
        self._more.setVisible(bool(more))

    def text(self) -> str:
        """What it says, without its label and what stands under it."""
        return self._text.text()

    def spoken(self) -> str:
        """What it says, for screen readers."""
        return f"{self._label.text()}: {self._text.text()} {self._more.text()}".strip()
