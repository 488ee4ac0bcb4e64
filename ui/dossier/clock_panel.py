"""The clock of a dossier: what it does, the dates that count, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.deadlines.clock_face import DossierClock
from ui.components.button import Button, ButtonKind
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.dossier.clock_sayings import ClockSayings
from ui.dossier.dossier_words import Facts
from ui.listing.mark_label import MarkLabel
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import TextRole
from ui.wording.shown_text import block
from ui.wording.state_words import StateMark

_LABEL_WIDTH = 124


class ClockPanel(Panel):
    """Its button unfolds the sentences that can be read out to the citizen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Time limit"))
        self._sayings = ClockSayings(self)
        self._clock: DossierClock | None = None
        self._facts: Facts = []
        self._build()
        self.why.clicked.connect(lambda: self._fold(away=not self._trace.isHidden()))

    def show_clock(self, clock: DossierClock | None) -> None:
        """This from now on; hidden where there is none."""
        self.setVisible(clock is not None)
        if clock is None or clock == self._clock:
            return
        self._clock = clock
        self._state.show_mark(self._sayings.state(clock))
        self._show_facts(self._sayings.facts(clock))
        self._show_problems(clock)
        self._trace.setText("\n".join(block(line) for line in clock.trace))
        self.why.setVisible(bool(clock.trace))

    def begin_anew(self) -> None:
        """Another dossier: folded."""
        self._fold(away=True)

    def state_text(self) -> str:
        """What the clock does, as it is shown."""
        return self._state.word()

    def facts(self) -> Facts:
        """The dates that are shown."""
        return self._facts

    def trace(self) -> list[str]:
        """The sentences, where they are unfolded."""
        return [] if self._trace.isHidden() else self._trace.text().splitlines()

    def _build(self) -> None:
        self._state = MarkLabel(wrap=True)
        self._dates = RebuiltGrid(stretched=1)
        self._problems = RebuiltGrid(stretched=0)
        self._trace = TextLabel("", TextRole.MUTED)
        self._trace.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._trace.setAccessibleName(self.tr("How it was counted"))
        self.why = Button(self.tr("Why"), ButtonKind.QUIET, icon="chevron-down")
        self.header.addWidget(self.why)
        for part in (self._state, self._dates, self._problems, self._trace):
            self.body.addWidget(part)
        self._trace.hide()

    def _show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self._dates.setVisible(bool(facts))
        grid = self._dates.begin()
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, text) in enumerate(facts):
            value = TextLabel(text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{label}: {text}")
            grid.addWidget(TextLabel(label, TextRole.MUTED), row, 0, top)
            grid.addWidget(value, row, 1, top)
            grid.setColumnMinimumWidth(0, _LABEL_WIDTH)

    def _show_problems(self, clock: DossierClock) -> None:
        self._problems.setVisible(bool(clock.problems))
        grid = self._problems.begin()
        for row, problem in enumerate(clock.problems):
            mark = MarkLabel(wrap=True)
            mark.show_mark(StateMark(block(problem.message), "triangle-alert", "warning"))
            grid.addWidget(mark, row, 0)

    def _fold(self, *, away: bool) -> None:
        self._trace.setHidden(away)
        self.why.set_icon("chevron-down" if away else "chevron-up")
        self.why.set_label(self.tr("Why") if away else self.tr("Less"))
