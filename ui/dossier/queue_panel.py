"""What of a dossier is not at the central yet, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.clock.time import from_iso
from app.store.records import EventState, OutboxEntry, StoredProblem
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.listing.line_icon import line_icon
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import M, S, TextRole
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords
from ui.wording.shown_text import block

_MOST = 6


class QueuePanel(Panel):
    """Hidden while everything is sent; what must be settled comes first, with its reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Not sent yet"))
        self._days = DayWords(self)
        self._events = EventWords(self)
        self._grid = RebuiltGrid(stretched=1, across=M, down=0)
        self.body.addWidget(self._grid)
        self.hide()

    def show_entries(self, entries: Sequence[OutboxEntry], today: date) -> None:
        """These from now on."""
        self.setVisible(bool(entries))
        refused = [entry for entry in entries if entry.state is EventState.SET_ASIDE]
        waiting = [entry for entry in entries if entry.state is not EventState.SET_ASIDE]
        grid = self._grid.begin()
        for entry in refused[:_MOST]:
            problem = entry.problem or StoredProblem("unknown")
            lines = [block(problem.detail), block(problem.advice or "")]
            self._add(grid, ("triangle-alert", "danger"), self._events.deed(entry.type), lines)
        if len(refused) > _MOST:
            more = self.tr("… and {count} more").format(count=len(refused) - _MOST)
            grid.addWidget(TextLabel(more, TextRole.CAPTION), grid.rowCount(), 1)
        if waiting:
            kinds = dict.fromkeys(self._events.deed(entry.type) for entry in waiting)
            since = self._days.moment(from_iso(waiting[0].recorded_at), today)
            line = self.tr("waits to be sent since {moment}").format(moment=since)
            self._add(grid, ("clock", "warning"), ", ".join(kinds).capitalize(), [line])

    def _add(
        self, grid: QGridLayout, icon: tuple[str, str], title: str, lines: Sequence[str]
    ) -> None:
        row = grid.rowCount()
        label = TextLabel(title)
        grid.addWidget(line_icon(*icon, label), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, row, 1)
        for number, line in enumerate(filter(None, lines), start=1):
            grid.addWidget(TextLabel(line, TextRole.CAPTION), row + number, 1)
        grid.setRowMinimumHeight(grid.rowCount(), S)
