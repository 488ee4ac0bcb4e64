"""The table of papers that fit a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from ui.listing.row_model import MARK_ROLE, RowModel
from ui.printing.offered import OfferedPaper
from ui.wording.paper_words import PaperWords
from ui.wording.state_words import StateMark


class OfferedColumn(IntEnum):
    """The columns, from the left."""

    NAME = 0
    STANDING = 1


class OfferedModel(RowModel[OfferedPaper]):
    """A row a paper: what tells something first, then what is filled in by hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda paper: paper.form, parent)
        self._papers = PaperWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (self.tr("Paper"), self.tr("How it is"))

    def cell(self, row: OfferedPaper, column: int, role: int) -> object:
        """The name, and whether it is empty or a reprint."""
        if OfferedColumn(column) is OfferedColumn.NAME:
            return self._papers.title(row.form) if role == Qt.ItemDataRole.DisplayRole else None
        mark = self._mark(row)
        if role == MARK_ROLE:
            return mark
        return mark.word if role == Qt.ItemDataRole.DisplayRole else None

    def _mark(self, paper: OfferedPaper) -> StateMark:
        if paper.draft:
            return StateMark(self.tr("By hand"), "pencil", "muted")
        if paper.prints:
            word = self.tr("Reprint {count}").format(count=paper.prints)
            return StateMark(word, "printer-check", "muted")
        return StateMark(self.tr("Not printed"), "printer", "info")
