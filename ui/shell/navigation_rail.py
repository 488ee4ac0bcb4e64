"""The pages that this officer may see, in a column at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.page import PageEntry
from ui.shell.rail_button import RailButton
from ui.theme.tokens import XS, S

WIDTH = 196


class NavigationRail(QWidget):
    """A button a page; the lower ones (accounts, settings) stand at the bottom."""

    chosen = Signal(str)
    """The name of the page that the officer wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setProperty("frame", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(S, S, S, S)
        self._column.setSpacing(XS)

    def offer(self, entries: Sequence[PageEntry]) -> None:
        """Show these pages."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons.clear()
        upper = [entry for entry in entries if not entry.lower]
        lower = [entry for entry in entries if entry.lower]
        for entry in upper:
            self._column.addWidget(self._button(entry))
        self._column.addStretch(1)
        for entry in lower:
            self._column.addWidget(self._button(entry))

    def button(self, name: str) -> RailButton | None:
        """The button of a page; None where it is not offered."""
        return self._buttons.get(name)

    def mark(self, name: str) -> None:
        """``name`` is the page that is shown; one without a button leaves none marked."""
        for own, button in self._buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(own == name)
            button.setAutoExclusive(True)

    def show_count(self, name: str, count: int, *, alarming: bool = False) -> None:
        """How many wait on a page."""
        button = self._buttons.get(name)
        if button is not None:
            button.show_count(count, alarming=alarming)

    def _button(self, entry: PageEntry) -> RailButton:
        button = RailButton(entry.title, entry.icon, entry.key, self)
        button.clicked.connect(lambda: self.chosen.emit(entry.name))
        self._buttons[entry.name] = button
        return button
