"""A state in a view: an icon in its colour, then the word."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.theme.tokens import XS, TextRole
from ui.wording.state_words import StateMark


class MarkLabel(QWidget):
    """Shows a ``StateMark``; hidden while it has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(side=16)
        self._word = TextLabel("", TextRole.LABEL, wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS + 2)
        row.addWidget(self._icon)
        row.addWidget(self._word)
        self.hide()

    def show_mark(self, mark: StateMark | None) -> None:
        """Show it; None hides it."""
        self.setVisible(mark is not None)
        if mark is not None:
            self._icon.show_icon(mark.icon, mark.ink)
            self._word.setText(mark.word)

    def word(self) -> str:
        """The word that is shown."""
        return self._word.text()
