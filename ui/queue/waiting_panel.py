"""Hàng chờ gửi: what goes out by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.components.empty_state import EmptyState
from ui.components.text_label import TextLabel
from ui.listing.row_table import LONG_NAME, Column, RowTable
from ui.queue.queue_rows import WaitingRow
from ui.queue.waiting_model import WaitingModel
from ui.theme.tokens import S, TextRole

_LEAST_HEIGHT = 200
"""The head and four rows; on a low screen the page scrolls."""


class WaitingPanel(QWidget):
    """The list, or that everything is sent."""

    dossier_chosen = Signal(str)
    """Open the dossier; payload: its id."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WaitingModel(today, self)
        self._title = TextLabel(self.tr("Waits to be sent"), TextRole.SECTION)
        self.table = RowTable(
            self.model,
            (
                Column("G01.826.107-261123-0000"),
                Column(LONG_NAME, share=1),
                Column(share=1),
                Column(self.tr("16:30 Wed 25/11")),
                Column(self.tr("10 times")),
            ),
        )
        self.table.setAccessibleName(self.tr("Waits to be sent"))
        self._empty = EmptyState(
            "circle-check",
            self.tr("Everything is sent"),
            self.tr("What is received without a network waits here, and goes out by itself."),
        )
        self._not_found = EmptyState(
            "search",
            self.tr("Nothing like that waits"),
            self.tr("Look by code, name or reason, with or without marks."),
        )
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST_HEIGHT)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._not_found)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self._stack, 1)
        self.table.key_activated.connect(self.dossier_chosen)

    def show_rows(self, rows: Sequence[WaitingRow], more: int, *, filtered: bool = False) -> None:
        """These from now on; ``more`` dossiers wait besides, too many to be listed.

        ``filtered``: they are those that the officer looks for, of more.
        """
        self.model.show_rows(rows)
        title = self.tr("Waits to be sent")
        if rows:
            title = self.tr("Waits to be sent · {count}").format(count=len(rows) + more)
        self._title.setText(title)
        empty = self._not_found if filtered else self._empty
        self._stack.setCurrentWidget(self.table if rows else empty)

    def title_text(self) -> str:
        """The title with the count."""
        return self._title.text()
