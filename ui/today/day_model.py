"""The table of a day's dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from ui.listing.row_model import MARK_ROLE, RowModel
from ui.today.day_row import DayRow
from ui.wording.day_words import DayWords
from ui.wording.money import dong
from ui.wording.state_words import StateMark, StateWords


class DayColumn(IntEnum):
    """The columns, from the left."""

    TIME = 0
    CODE = 1
    NAME = 2
    PROCEDURE = 3
    DUE = 4
    FEE = 5
    PRINTED = 6
    SENT = 7


class DayModel(RowModel[DayRow]):
    """Rows of one day, the newest first. ``today`` is the day it is, for the words."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.id, parent)
        self.today = today
        self._days = DayWords(self)
        self._states = StateWords(self)
        self._heavy = QFont()
        self._heavy.setWeight(QFont.Weight.Medium)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            self.tr("Time"),
            self.tr("Dossier code"),
            self.tr("Owner of the dossier"),
            self.tr("Procedure"),
            self.tr("Due"),
            self.tr("Fees"),
            self.tr("Prints"),
            self.tr("Sending"),
        )

    def cell(self, row: DayRow, column: int, role: int) -> object:
        """Text, tool tip, state; what is due today stands out by its weight."""
        match role:
            case Qt.ItemDataRole.FontRole if column == DayColumn.DUE and self._is_due_today(row):
                return self._heavy
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, DayColumn(column))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, DayColumn(column))
            case _ if role == MARK_ROLE:
                return self._mark(row, DayColumn(column))
        return None

    def _is_due_today(self, row: DayRow) -> bool:
        return row.due is not None and row.due.date() == self.today

    def _text(self, row: DayRow, column: DayColumn) -> str:  # noqa: PLR0911 - an arm a column
        match column:
            case DayColumn.TIME:
                return f"{row.at:%H:%M}"
            case DayColumn.CODE:
                return row.dossier.code or self._waiting(row)
            case DayColumn.NAME:
                return row.name
            case DayColumn.PROCEDURE:
                return row.procedure
            case DayColumn.DUE:
                return self._due(row)
            case DayColumn.FEE:
                return self._fee(row)
            case _:
                mark = self._mark(row, column)
                return "" if mark is None else mark.word

    def _waiting(self, row: DayRow) -> str:
        return f"{row.dossier.reference} · {self._states.waiting_for_code()}"

    def _due(self, row: DayRow) -> str:
        if row.due is None:
            return self.tr("when it has its code") if row.dossier.code is None else "—"
        return self._days.brief(row.due, self.today)

    def _fee(self, row: DayRow) -> str:
        if row.dossier.fee_total == 0:
            return "—"
        return self.tr("Paid") if row.rest <= 0 else dong(row.rest)

    def _mark(self, row: DayRow, column: DayColumn) -> StateMark | None:
        match column:
            case DayColumn.FEE if row.rest > 0:
                return StateMark(self._fee(row), "wallet", "warning")
            case DayColumn.PRINTED:
                return self._states.printed(row.dossier.prints)
            case DayColumn.SENT:
                return self._states.queue(row.dossier.queue)
        return None

    def _tip(self, row: DayRow, column: DayColumn) -> str | None:
        match column:
            case DayColumn.PROCEDURE:
                return f"{row.procedure}\n{row.dossier.procedure}"
            case DayColumn.DUE if row.due is not None:
                return self._days.whole(row.due)
            case DayColumn.FEE if row.dossier.fee_total:
                return self.tr("{collected} of {total} collected").format(
                    collected=dong(row.dossier.collected), total=dong(row.dossier.fee_total)
                )
        return None
