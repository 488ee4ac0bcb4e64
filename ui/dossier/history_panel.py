"""The history of a dossier, the newest first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.dossier.application import Application
from app.store.records import EventState
from ui.components.button import Button, ButtonKind
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.dossier.history import LOOK, Entry
from ui.dossier.history_words import HistoryWords
from ui.listing.line_icon import line_icon
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import M, TextRole
from ui.wording.day_words import DayWords
from ui.wording.shown_text import one_line

FIRST_SHOWN = 12
"""Entries that are shown at once; the others on asking."""


class HistoryPanel(Panel):
    """An entry: icon, what, further lines, when and by whom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("History"))
        self._words = HistoryWords(self)
        self._days = DayWords(self)
        self._entries: list[Entry] = []
        self._application: Application | None = None
        self._today = date.min
        self._all = False
        self._build()
        self.more.clicked.connect(self._on_more_clicked)

    def show_entries(
        self, entries: list[Entry], application: Application | None, today: date
    ) -> None:
        """These from now on."""
        if (entries, application, today) == (self._entries, self._application, self._today):
            return
        self._entries, self._application, self._today = entries, application, today
        self._show()

    def begin_anew(self) -> None:
        """Another dossier: only its newest entries are shown at first."""
        self._all = False

    def titles(self) -> list[str]:
        """What is shown, the newest first."""
        shown = self._entries if self._all else self._entries[:FIRST_SHOWN]
        return [self._words.tell(entry, self._application).title for entry in shown]

    def _show(self) -> None:
        grid = self._grid.begin()
        shown = self._entries if self._all else self._entries[:FIRST_SHOWN]
        for entry in shown:
            self._add(grid, entry)
        hidden = len(self._entries) - len(shown)
        self.more.setVisible(hidden > 0)
        self.more.set_label(self.tr("{count} earlier entries").format(count=hidden))

    def _add(self, grid: QGridLayout, entry: Entry) -> None:
        told = self._words.tell(entry, self._application)
        row = grid.rowCount()
        refused = entry.state is EventState.SET_ASIDE
        ink = "danger" if refused else "muted"
        title = TextLabel(told.title, TextRole.MUTED if entry.kind == LOOK else TextRole.BODY)
        grid.addWidget(line_icon(told.icon, ink, title), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(title, row, 1)
        for line in told.lines:
            row += 1
            grid.addWidget(TextLabel(line, TextRole.MUTED), row, 1)
        who = f"{self._days.moment(entry.at, self._today)} · {one_line(entry.officer)}"
        if not entry.own:
            counter = one_line(entry.counter) or self.tr("another counter")
            who = f"{who} · {counter}"
        if entry.state is EventState.PENDING:
            waits = self.tr("waits to be sent")
            who = f"{who} · {waits}"
        grid.addWidget(TextLabel(who, TextRole.CAPTION), row + 1, 1)
        grid.setRowMinimumHeight(row + 2, M)

    def _build(self) -> None:
        self._grid = RebuiltGrid(stretched=1, across=M, down=0)
        self.more = Button("", ButtonKind.QUIET, icon="history")
        self.body.addWidget(self._grid)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()

    def _on_more_clicked(self) -> None:
        self._all = True
        self._show()
