"""The table of what a person must settle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from ui.listing.row_model import MARK_ROLE, RowModel
from ui.queue.queue_rows import SetAsideRow
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords
from ui.wording.shown_text import one_line
from ui.wording.state_words import StateMark


class SetAsideColumn(IntEnum):
    """The columns, from the left."""

    WHAT = 0
    CODE = 1
    NAME = 2
    WHY = 3
    SINCE = 4


class SetAsideModel(RowModel[SetAsideRow]):
    """A row an event, the oldest first."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.id, parent)
        self.today = today
        self._days = DayWords(self)
        self._events = EventWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            self.tr("What"),
            self.tr("Dossier"),
            self.tr("Owner of the dossier"),
            self.tr("Why"),
            self.tr("Since"),
        )

    def cell(  # noqa: PLR0911 - an arm a column
        self, row: SetAsideRow, column: int, role: int
    ) -> object:
        """Text, state."""
        if role == MARK_ROLE and column == SetAsideColumn.WHAT:
            return StateMark(self._events.deed(row.kind), "triangle-alert", "danger")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match SetAsideColumn(column):
            case SetAsideColumn.WHAT:
                return self._events.deed(row.kind)
            case SetAsideColumn.CODE:
                return row.code
            case SetAsideColumn.NAME:
                return row.name
            case SetAsideColumn.WHY:
                return self.why(row)
            case SetAsideColumn.SINCE:
                return "" if row.since is None else self._days.brief(row.since, self.today)

    def why(self, row: SetAsideRow) -> str:
        """The reason, as it was given."""
        return one_line(row.problem.detail) or self.tr("No reason was given.")
