"""The table of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from ui.drafts.draft_row import DraftRow
from ui.listing.row_model import MARK_ROLE, RowModel
from ui.wording.day_words import DayWords
from ui.wording.state_words import StateMark


class DraftColumn(IntEnum):
    """The columns, from the left."""

    NAME = 0
    PROCEDURE = 1
    BEGUN = 2
    OFFICER = 3


class DraftModel(RowModel[DraftRow]):
    """Rows of drafts; those of earlier days than ``today`` are marked."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.id, parent)
        self.today = today
        self._days = DayWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            self.tr("Submitter"),
            self.tr("Procedure"),
            self.tr("Begun"),
            self.tr("Begun by"),
        )

    def cell(self, row: DraftRow, column: int, role: int) -> object:
        """Text, state."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, DraftColumn(column))
        if role == MARK_ROLE and column == DraftColumn.BEGUN:
            earlier = row.is_earlier(self.today)
            icon, ink = ("triangle-alert", "warning") if earlier else ("clock", "muted")
            return StateMark(self.text(row, DraftColumn.BEGUN), icon, ink)
        return None

    def text(self, row: DraftRow, column: DraftColumn) -> str:
        """The text of a cell."""
        match column:
            case DraftColumn.NAME:
                return row.name or self.tr("No name yet")
            case DraftColumn.PROCEDURE:
                return row.procedure or self.tr("No procedure yet")
            case DraftColumn.BEGUN:
                begun = self._days.moment(row.begun, self.today)
                if row.is_earlier(self.today):
                    return self.tr("{moment} · an earlier day").format(moment=begun)
                return begun
            case DraftColumn.OFFICER:
                return row.officer
