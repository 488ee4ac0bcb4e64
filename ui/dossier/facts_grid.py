"""Labels with their values."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.components.text_label import TextLabel
from ui.dossier.dossier_words import Facts
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import TextRole

_LABEL_WIDTH = 124
_SHORT = 24
"""Letters of a value beside which another one has room."""


class FactsGrid(RebuiltGrid):
    """Values wrap, and can be selected with the mouse; two short ones share a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(stretched=1, parent=parent)
        self._facts: Facts = []

    def show_facts(self, facts: Facts) -> None:
        """These from now on."""
        if facts == self._facts:
            return
        self._facts = facts
        grid = self.begin()
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, _LABEL_WIDTH)
            grid.setColumnStretch(column + 1, 1)
        top = Qt.AlignmentFlag.AlignTop
        row = column = 0
        for name, text in facts:
            short = len(text) <= _SHORT
            if not short and column:
                row, column = row + 1, 0
            label = TextLabel(name, TextRole.MUTED, wrap=False)
            value = TextLabel(text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{name}: {text}")
            grid.addWidget(label, row, column, top)
            grid.addWidget(value, row, column + 1, 1, 1 if short else 3, top)
            column = 2 - column if short else 0
            row += column == 0

    def facts(self) -> Facts:
        """What is shown."""
        return self._facts
