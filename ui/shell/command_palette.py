"""Ctrl+K: every command of the window, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from ui.components.text_label import TextLabel
from ui.shell.command import Command
from ui.shell.command_model import CommandModel
from ui.shell.command_row import CommandRow
from ui.shell.overlay import Overlay
from ui.theme.tokens import M, S, TextRole

_WIDTH = 620
_ROWS = 9
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}


class CommandPalette(Overlay):
    """Typing filters, arrows move, Enter runs. ``further`` finds more by what is typed."""

    def __init__(self, further: Callable[[str], Sequence[Command]], parent: QWidget) -> None:
        super().__init__(parent, width=_WIDTH)
        self._model = CommandModel(further)
        self._build()
        self._field.textEdited.connect(self._on_query_edited)
        self._list.clicked.connect(lambda index: self._run(index.row()))

    def _build(self) -> None:
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("What do you want to do? Type without tone marks"))
        self._field.setAccessibleName(self.tr("Command"))
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandRow(self._list))
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("plain", "true")
        self._nothing = TextLabel(self.tr("Nothing is called so."), TextRole.MUTED)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        column.addWidget(self._field)
        column.addWidget(self._list)
        column.addWidget(self._nothing)

    def ask(self, commands: Sequence[Command]) -> None:
        """Open with all of ``commands``."""
        self._field.clear()
        self._model.offer(commands)
        self._mark(0)
        self.open(self._field)

    def titles(self) -> list[str]:
        """What is offered now, from the top."""
        rows = range(self._model.rowCount())
        found = [self._model.command(row) for row in rows]
        return [command.title for command in found if command is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What the field has not used: arrows move, Enter runs."""
        key = Qt.Key(event.key())
        row = self._list.currentIndex().row()
        if key in _MOVES:
            self._mark(row + _MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(row)
        else:
            super().keyPressEvent(event)

    def _on_query_edited(self, query: str) -> None:
        self._model.find(query)
        self._mark(0)

    def _mark(self, row: int) -> None:
        count = self._model.rowCount()
        self._list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        self._list.setFixedHeight(min(count, _ROWS) * max(self._list.sizeHintForRow(0), 1))
        if count:
            index = self._model.index(min(max(row, 0), count - 1))
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)

    def _run(self, row: int) -> None:
        command = self._model.command(row)
        if command is not None:
            self.close_card()
            command.run()
