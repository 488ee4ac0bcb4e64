"""A state in a view: an icon in its colour, then the word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.theme.tokens import XS, TextRole
from ui.wording.state_words import StateMark


class MarkLabel(QWidget):
    """Shows a ``StateMark``; hidden while it has none. With ``wrap`` a long word takes lines."""

    def __init__(self, *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(side=16, line_of=TextRole.LABEL)
        self._word = TextLabel("", TextRole.LABEL, wrap=wrap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS + 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._word, int(wrap))
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
