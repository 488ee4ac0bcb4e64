"""The table of what waits to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from ui.listing.row_model import RowModel
from ui.queue.queue_rows import WaitingRow
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords


class WaitingColumn(IntEnum):
    """The columns, from the left."""

    CODE = 0
    NAME = 1
    WHAT = 2
    SINCE = 3
    ATTEMPTS = 4


class WaitingModel(RowModel[WaitingRow]):
    """A row a dossier, the one that waits longest first."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.dossier, parent)
        self.today = today
        self._days = DayWords(self)
        self._events = EventWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            self.tr("Dossier"),
            self.tr("Owner of the dossier"),
            self.tr("What waits"),
            self.tr("Since"),
            self.tr("Tried"),
        )

    def cell(self, row: WaitingRow, column: int, role: int) -> object:
        """Text."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match WaitingColumn(column):
            case WaitingColumn.CODE:
                return row.code
            case WaitingColumn.NAME:
                return row.name
            case WaitingColumn.WHAT:
                return ", ".join(self._events.deed(kind) for kind in row.kinds).capitalize()
            case WaitingColumn.SINCE:
                return self._days.brief(row.since, self.today)
            case WaitingColumn.ATTEMPTS:
                return self._tried(row.attempts)

    def _tried(self, attempts: int) -> str:
        match attempts:
            case 0:
                return self.tr("not yet")
            case 1:
                return self.tr("once")
            case _:
                return self.tr("{count} times").format(count=attempts)
