"""The table of the desk's numbers (Dải số của quầy)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from app.numbering.series import DOSSIER_KIND, SlipKind
from ui.listing.row_model import MARK_ROLE, RowModel
from ui.queue.queue_rows import LeaseRow
from ui.wording.day_words import DayWords
from ui.wording.state_words import StateMark

FEW = 5
"""Fewer than this are marked."""


class LeaseColumn(IntEnum):
    """The columns, from the left."""

    AGENCY = 0
    DAY = 1
    FREE = 2


class LeaseModel(RowModel[LeaseRow]):
    """A row a series, by day."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, parent)
        self.today = today
        self._days = DayWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return self.tr("Series"), self.tr("Day"), self.tr("Left")

    def cell(self, row: LeaseRow, column: int, role: int) -> object:
        """Text, tool tip, state."""
        match role, LeaseColumn(column):
            case Qt.ItemDataRole.DisplayRole, LeaseColumn.AGENCY:
                return self._series(row)
            case Qt.ItemDataRole.DisplayRole, LeaseColumn.DAY:
                return self._day(row)
            case Qt.ItemDataRole.DisplayRole, LeaseColumn.FREE:
                return self._mark(row).word
            case Qt.ItemDataRole.ToolTipRole, _ if row.next_code:
                return self.tr("The next one: {code}").format(code=row.next_code)
            case _, LeaseColumn.FREE if role == MARK_ROLE:
                return self._mark(row)
        return None

    def _series(self, row: LeaseRow) -> str:
        slips = {
            SlipKind.RECEIPT: self.tr("receipts"),
            SlipKind.SUPPLEMENT: self.tr("supplement slips"),
            SlipKind.REFUSAL: self.tr("refusal slips"),
            SlipKind.APOLOGY: self.tr("apology slips"),
            SlipKind.STOP: self.tr("stop notices"),
            SlipKind.CONTROL: self.tr("control slips"),
            SlipKind.BOOK: self.tr("tracking books"),
        }
        if row.kind == DOSSIER_KIND:
            return row.agency
        return f"{row.agency} · {slips[SlipKind(row.kind)]}"

    def _day(self, row: LeaseRow) -> str:
        day = row.day
        if row.kind != DOSSIER_KIND:
            return str(day.year)
        if day == self.today:
            return self.tr("today")
        return f"{self._days.short_weekday(day)} {day:%d/%m}"

    def _mark(self, row: LeaseRow) -> StateMark:
        if row.free == 0:
            return StateMark(self.tr("none left"), "triangle-alert", "danger")
        if row.free < FEW:
            return StateMark(str(row.free), "triangle-alert", "warning")
        return StateMark(str(row.free), "circle-check", "success")
