"""The top of a dossier: its code, how it stands, until when, and what can be done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.accounts.roles import Act, Role, permits
from app.clock.time import from_iso
from app.dossier.state import FINAL_STAGES, Dossier, Stage
from ui.components.button import Button, ButtonKind
from ui.components.icon_button import IconButton
from ui.components.restyle import set_style_property
from ui.components.text_label import TextLabel
from ui.listing.mark_label import MarkLabel
from ui.printing.handing import form_of
from ui.theme.tokens import XS, L, S, TextRole
from ui.wording.day_words import DayWords
from ui.wording.shown_text import block
from ui.wording.state_words import StateWords
from ui.wording.time_left import TimeLeft, Unit, time_left

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ui.wording.time_left import WorkingDays

PAPERS_KEY = "Ctrl+Shift+P"
_NO_COUNTDOWN = FINAL_STAGES | {Stage.RESOLVED}


class DossierHead(QWidget):
    """Buttons that the officer's roles don't permit are not there."""

    print_asked = Signal()
    papers_asked = Signal()
    """Another paper than the receipt is wanted."""
    preview_asked = Signal()
    correction_asked = Signal()

    def __init__(self, calendar: WorkingDays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self._days = DayWords(self)
        self._states = StateWords(self)
        self._build()
        self._connect()

    def show_dossier(self, state: Dossier, queue: str, procedure: str, now: datetime) -> None:
        """How it stands at ``now``; ``queue`` as in ``DossierRow``."""
        self._code.setText(state.code or state.reference)
        self._stage.show_mark(self._states.stage(state.stage))
        self._queue.show_mark(self._states.queue(queue))
        self._procedure.setText(block(procedure))
        self._show_due(state, now)
        form = form_of(state)
        prints = state.prints.get(form, 0)
        self.print_again.set_label(
            self.tr("Reprint {count}").format(count=prints) if prints else self.tr("Print")
        )

    def show_acts(self, roles: AbstractSet[Role], *, is_open: bool) -> None:
        """Only what these roles may do; ``is_open``: it can still be corrected."""
        for button in (self.papers, self.print_again):
            button.setVisible(permits(roles, Act.PRINT))
        self.correct.setVisible(permits(roles, Act.CORRECT) and is_open)

    def set_printing(self, *, printing: bool) -> None:
        """A paper is being printed: the buttons wait."""
        for button in (self.papers, self.print_again):
            button.setEnabled(not printing)

    def code(self) -> str:
        """The code, or the reference, as it is shown."""
        return self._code.text()

    def due_text(self) -> str:
        """The line about the due time."""
        return self._due.text()

    def _show_due(self, state: Dossier, now: datetime) -> None:
        due, tone = state.due, "muted"
        if state.code is None:
            text = self.tr("The due time is counted when it has its code")
        elif state.clock_stands and state.stage not in _NO_COUNTDOWN:
            text = self.tr("The clock stands still, the due time is open")
        elif due is None or due.at is None:
            text = self.tr("No day is promised")
        else:
            at = from_iso(due.at)
            text = self.tr("Due at {moment}").format(moment=self._days.whole(at))
            if due.provisional:
                text += " " + self.tr("(provisional)")
            if state.stage not in _NO_COUNTDOWN:
                left = time_left(now, at, self._calendar)
                text, tone = f"{text} · {self._days.left(left)}", _tone(left)
        self._due.setText(text)
        self._due.setToolTip("" if due is None else "\n".join(due.trace))
        set_style_property(self._due, "tone", tone)

    def _build(self) -> None:
        self._code = TextLabel("", TextRole.DISPLAY, wrap=False)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = IconButton("copy", self.tr("Copy the code"))
        self._stage, self._queue = MarkLabel(), MarkLabel()
        self._procedure = TextLabel("", TextRole.STRONG)
        self._due = TextLabel("", TextRole.BODY)
        self.preview = Button(self.tr("Preview"), ButtonKind.SECONDARY, icon="eye", key="F6")
        self.correct = Button(
            self.tr("Correct the data"), ButtonKind.SECONDARY, icon="pencil", key="F7"
        )
        # Its key stands in the tip: the longest code needs the room.
        self.papers = Button(self.tr("Print papers…"), ButtonKind.SECONDARY)
        self.papers.setToolTip(PAPERS_KEY)
        self.papers.setAccessibleDescription(PAPERS_KEY)
        self.print_again = Button(self.tr("Print"), ButtonKind.PRIMARY, icon="printer", key="F9")
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addWidget(self._code)
        top.addWidget(self.copy)
        top.addStretch(1)
        for button in (self.preview, self.correct, self.papers, self.print_again):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        standing = QHBoxLayout()
        standing.setSpacing(L)
        standing.addWidget(self._stage)
        standing.addWidget(self._queue)
        standing.addWidget(self._due, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(top)
        column.addWidget(self._procedure)
        column.addLayout(standing)

    def _connect(self) -> None:
        self.print_again.clicked.connect(self.print_asked)
        self.papers.clicked.connect(self.papers_asked)
        self.preview.clicked.connect(self.preview_asked)
        self.correct.clicked.connect(self.correction_asked)
        self.copy.clicked.connect(self._on_copy_clicked)

    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self._code.text())
        self.copy.show_icon("check", self.tr("The code was copied"))


def _tone(left: TimeLeft) -> str:
    if left.overdue:
        return "danger"
    return "warning" if left.unit in {Unit.HOURS, Unit.MINUTES} else "muted"
