"""The top of the window: whose desk it is, the search, the line, the officer, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.app_mark import AppMark
from ui.components.elided_label import ElidedLabel
from ui.components.status_pill import StatusKind, StatusPill
from ui.line.standing_text import StandingText
from ui.shell.clock_label import ClockLabel
from ui.shell.navigation_rail import WIDTH as RAIL_WIDTH
from ui.shell.officer_menu import OfficerMenu
from ui.theme.tokens import XS, L, M, TextRole

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.store.records import OutboxCounts
    from sync.engine.reasons import Standing

_SEARCH_WIDTH = 380
_PILL_WIDTH = 400


class Header(QFrame):
    """``search`` is the window's one search field."""

    line_asked = Signal()
    """The pill was pressed: what waits, and why?"""

    def __init__(self, clock: Clock, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "header")
        self.officer_menu = OfficerMenu()
        self._words = StandingText(self)
        self._build(clock, search)
        self._pill.clicked.connect(self.line_asked)

    def _build(self, clock: Clock, search: QWidget) -> None:
        self._pill = StatusPill()
        self._pill.setMaximumWidth(_PILL_WIDTH)
        search.setMaximumWidth(_SEARCH_WIDTH)
        self.clock_label = ClockLabel(clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, XS, L, XS)
        row.setSpacing(M)
        row.addWidget(self._build_mark())
        row.addSpacing(XS)
        row.addWidget(search, 3)
        row.addStretch(1)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.officer_menu)
        row.addWidget(self.clock_label)

    def _build_mark(self) -> QWidget:
        """The program's name, and below it the commune's."""
        self._commune = ElidedLabel("", TextRole.CAPTION)
        name = ElidedLabel(self.tr("One-stop counter"), TextRole.STRONG)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(name)
        lines.addWidget(self._commune)
        mark = QWidget()
        mark.setFixedWidth(RAIL_WIDTH)
        row = QHBoxLayout(mark)
        row.setContentsMargins(M, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(AppMark(34))
        row.addLayout(lines, 1)
        return mark

    def show_commune(self, name: str) -> None:
        """Whose desk it is; empty before the desk is enrolled."""
        self._commune.setText(name)
        self._commune.setVisible(bool(name))

    def show_standing(self, standing: Standing, counts: OutboxCounts) -> None:
        """How the line stands."""
        words = self._words.of(standing, counts)
        self._pill.show_status(StatusKind(words.kind.value), words.title, words.detail)

    @property
    def pill(self) -> StatusPill:
        """The line's pill."""
        return self._pill
