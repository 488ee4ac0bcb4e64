"""The table of an import's difference."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from ui.law.difference_rows import DifferenceRow
from ui.law.law_words import LawWords
from ui.listing.row_model import MARK_ROLE, RowModel
from ui.wording.shown_text import one_line


class DifferenceColumn(IntEnum):
    """The columns, from the left."""

    KIND = 0
    SUBJECT = 1
    ABOUT = 2
    OLD = 3
    NEW = 4


class DifferenceModel(RowModel[DifferenceRow]):
    """One row a changed field, a new or abolished entry, a day, a dossier, a note."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, parent)
        self._words = LawWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            self.tr("What"),
            self.tr("Code, day"),
            self.tr("Concerns"),
            self.tr("Before"),
            self.tr("After"),
        )

    def cell(self, row: DifferenceRow, column: int, role: int) -> object:
        """Text, state."""
        if role == MARK_ROLE and column == DifferenceColumn.KIND:
            return self._words.mark(row.kind)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, DifferenceColumn(column))
        return None

    def _text(self, row: DifferenceRow, column: DifferenceColumn) -> str:
        match column:
            case DifferenceColumn.KIND:
                return self._words.mark(row.kind).word
            case DifferenceColumn.SUBJECT:
                return row.subject
            case DifferenceColumn.ABOUT:
                return self._words.about(row)
            case DifferenceColumn.OLD:
                return one_line(self._words.old(row))
            case DifferenceColumn.NEW:
                return one_line(self._words.new(row))
