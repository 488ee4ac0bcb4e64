"""Light, dark, or as the system does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ui.theme.tokens import L


class SchemeChoice(QWidget):
    """Three choices; arrows go between them."""

    chosen = Signal(str)
    """The officer chose: "light", "dark", or "" for the system's."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {
            "": QRadioButton(self.tr("As the system")),
            "light": QRadioButton(self.tr("Light")),
            "dark": QRadioButton(self.tr("Dark")),
        }
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        for value, button in self.buttons.items():
            group.addButton(button)
            row.addWidget(button)
            # A radio button that the arrows reach is clicked, too.
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
        row.addStretch(1)
        self._group = group

    def show_scheme(self, scheme: str) -> None:
        """Show what is chosen; nothing is signalled."""
        self.buttons.get(scheme, self.buttons[""]).setChecked(True)
