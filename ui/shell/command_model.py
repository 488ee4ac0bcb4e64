"""The rows of the command palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.shell.command import Command

COMMAND_ROLE = Qt.ItemDataRole.UserRole
MAX_ROWS = 60
_ROOT = QModelIndex()


class CommandModel(QAbstractListModel):
    """The commands that the typed words name, and what ``further`` finds by them besides."""

    def __init__(self, further: Callable[[str], Sequence[Command]]) -> None:
        super().__init__()
        self._further = further
        self._all: Sequence[Command] = ()
        self._shown: list[Command] = []

    def offer(self, commands: Sequence[Command]) -> None:
        """Begin with all of these."""
        self._all = commands
        self.find("")

    def find(self, query: str) -> None:
        """Keep what ``query`` names."""
        self.beginResetModel()
        named = [command for command in self._all if command.is_named_by(query)]
        self._shown = [*named, *self._further(query)][:MAX_ROWS]
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        """The command of a row; None outside of the rows."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The title, what is read aloud, and the command itself."""
        command = self.command(index.row())
        if command is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (command.title, command.detail, command.key) if part)
        return command if role == COMMAND_ROLE else None
