"""A table of records that is brought up to date row by row, so that nothing jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

MARK_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""``StateMark`` of a cell that shows a state."""

MOST_STEPS = 64
"""More runs of rows than this come and go faster as one reset."""

_NO_INDEX = QModelIndex()


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows of ``R``, told apart by ``key``. Subclasses say the columns and what stands in them.

    ``show_rows`` signals only what is different, so that views keep selection and place.
    """

    def __init__(self, key: Callable[[R], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._rows: list[R] = []
        self._places: dict[str, int] = {}

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        raise NotImplementedError

    def cell(self, row: R, column: int, role: int) -> object:
        """What stands in a cell for an item role; None for nothing."""
        raise NotImplementedError

    def rows(self) -> Sequence[R]:
        """All rows, from the top."""
        return self._rows

    def row_at(self, number: int) -> R | None:
        """The row with this number; None outside of the table."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def key_at(self, number: int) -> str:
        """The key of a row; "" outside of the table."""
        row = self.row_at(number)
        return "" if row is None else self._key(row)

    def number_of(self, key: str) -> int:
        """The number of the row with this key; -1 where there is none."""
        return self._places.get(key, -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many columns."""
        return 0 if parent.isValid() else len(self.titles())

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The columns' titles."""
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.titles()[section] if shown else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a cell holds."""
        row = self.row_at(index.row()) if index.isValid() else None
        return None if row is None else self.cell(row, index.column(), role)

    def show_rows(self, rows: Sequence[R]) -> None:
        """These rows from now on. Keys are unique."""
        after = [self._key(row) for row in rows]
        before = [self._key(row) for row in self._rows]
        stay = set(after).intersection(before)
        same_order = [key for key in before if key in stay] == [key for key in after if key in stay]
        gone, come = _runs(before, stay), _runs(after, stay)
        if not stay or not same_order or len(gone) + len(come) > MOST_STEPS:
            self.beginResetModel()
            self._keep(list(rows))
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(_NO_INDEX, first, last)
            self._keep(self._rows[:first] + self._rows[last + 1 :])
            self.endRemoveRows()
        for first, last in come:
            self.beginInsertRows(_NO_INDEX, first, last)
            self._keep(self._rows[:first] + list(rows[first : last + 1]) + self._rows[first:])
            self.endInsertRows()
        self._change(rows)

    def _change(self, rows: Sequence[R]) -> None:
        """The same keys in the same order: signal the rows that say something else now."""
        before, self._rows = self._rows, list(rows)
        other = [old != new for old, new in zip(before, rows, strict=True)]
        for first, last in _stretches(other):
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _keep(self, rows: list[R]) -> None:
        self._rows = rows
        self._places = {self._key(row): number for number, row in enumerate(rows)}


def _runs(keys: Sequence[str], stay: set[str]) -> list[tuple[int, int]]:
    """Where keys that do not stay lie together: first and last number of each run."""
    return _stretches([key not in stay for key in keys])


def _stretches(flags: Sequence[bool]) -> list[tuple[int, int]]:
    found = []
    for wanted, group in groupby(range(len(flags)), key=flags.__getitem__):
        numbers = list(group)
        if wanted:
            found.append((numbers[0], numbers[-1]))
    return found
