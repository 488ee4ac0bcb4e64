"""The rows of the popup: dossiers, and for a card a new dossier before them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.identity.card_reading import CardReading
from ui.search.asking import Hit
from ui.wording.day_words import DayWords
from ui.wording.state_words import StateWords

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""``HitRow``: what the row's painter needs."""

_NO_INDEX = QModelIndex()


class HitRow(Struct, frozen=True):
    """A row as it is painted. Of ``title`` and ``code`` the typed ``words`` are marked."""

    title: str
    code: str
    detail: str
    right: str
    icon: str
    ink: str
    words: tuple[str, ...]


class HitModel(QAbstractListModel):
    """Shows what was found last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Hit | CardReading] = []
        self._rows: list[HitRow] = []
        self._days = DayWords(self)
        self._states = StateWords(self)

    def show_hits(
        self,
        hits: Sequence[Hit],
        words: tuple[str, ...],
        today: date,
        *,
        card: CardReading | None = None,
    ) -> None:
        """These from now on; ``card``: with the offer to receive a new dossier of its person."""
        self.beginResetModel()
        self._entries = [*([] if card is None else [card]), *hits]
        self._rows = [self._row(entry, words, today) for entry in self._entries]
        self.endResetModel()

    def entry(self, row: int) -> Hit | CardReading | None:
        """What a row stands for; None outside of the list."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, dossier: str) -> int:
        """The row of the dossier with this id; -1 where it is not among them."""
        ids = [entry.dossier.id if isinstance(entry, Hit) else "" for entry in self._entries]
        return ids.index(dossier) if dossier and dossier in ids else -1

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX
    ) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """What is painted, and what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join(part for part in (row.title, row.code, row.detail, row.right) if part)
        return None

    def _row(self, entry: Hit | CardReading, words: tuple[str, ...], today: date) -> HitRow:
        if isinstance(entry, CardReading):
            return HitRow(
                title=self.tr("Receive a new dossier of {name}").format(name=entry.name),
                code="",
                detail=self.tr("Filled in from the card that was scanned"),
                right="",
                icon="file-plus",
                ink="accent",
                words=(),
            )
        row = entry.dossier
        mark = self._states.queue(row.queue)
        when = self._days.brief(entry.at, today)
        waiting = f"{row.reference} · {self._states.waiting_for_code()}"
        return HitRow(
            title=entry.name,
            code=row.code or waiting,
            detail=entry.procedure,
            right=when if row.queue == "sent" else f"{mark.word} · {when}",
            icon=mark.icon,
            ink=mark.ink,
            words=words,
        )
