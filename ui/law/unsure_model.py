"""The table of what is not certain in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from app.provincial_law.overview import UnsureEntry
from ui.listing.row_model import MARK_ROLE, RowModel
from ui.wording.confidence_words import ConfidenceWords
from ui.wording.shown_text import one_line
from ui.wording.state_words import StateMark


class UnsureColumn(IntEnum):
    """The columns, from the left."""

    CODE = 0
    NAME = 1
    UNSURE = 2
    CONFIDENCE = 3


_MARKS = {"H": ("circle-check", "muted"), "M": ("info", "muted")}


class UnsureModel(RowModel[UnsureEntry]):
    """A row a version of a procedure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda entry: entry.key, parent)
        self._confidence = ConfidenceWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return self.tr("Code"), self.tr("Procedure"), self.tr("Not certain"), self.tr("Compared")

    def cell(self, row: UnsureEntry, column: int, role: int) -> object:
        """Text, state."""
        if role == MARK_ROLE and column == UnsureColumn.CONFIDENCE:
            return self.confidence(row.confidence)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match UnsureColumn(column):
            case UnsureColumn.CODE:
                return row.code
            case UnsureColumn.NAME:
                return one_line(row.name)
            case UnsureColumn.UNSURE:
                return one_line(row.unsure)
            case UnsureColumn.CONFIDENCE:
                return self.confidence(row.confidence).word

    def confidence(self, confidence: str) -> StateMark:
        """How well the rest of the entry is founded: ``H``, ``M`` or ``L``."""
        icon, ink = _MARKS.get(confidence, ("triangle-alert", "warning"))
        return StateMark(self._confidence.word(confidence), icon, ink)
