"""The questions of the reception page, and what their answers do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.components.button import ButtonKind
from ui.reception.figures import day_in_figures
from ui.reception.question_bar import Answer, QuestionBar
from ui.wording.shown_text import one_line

if TYPE_CHECKING:
    from app.errors import QmcError

ANOTHER_PERSON, DAY, DISCARD, CLOCK = "another_person", "day", "discard", "clock"


class ReceptionQuestions(QObject):
    """Asks one at a time."""

    def __init__(self, bar: QuestionBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar

    def ask_another_person(
        self, name: str, begin: Callable[[], object], replace: Callable[[], object]
    ) -> None:
        """Another person's card was scanned while somebody is being served."""
        self._bar.ask(
            ANOTHER_PERSON,
            self.tr("This is the card of {name}").format(name=one_line(name)),
            self.tr("The form is filled in for another person. Nothing has been changed yet."),
            (
                Answer(self.tr("New dossier"), begin, ButtonKind.PRIMARY),
                Answer(self.tr("Replace the person"), replace),
            ),
        )

    def ask_day(
        self, received: datetime, today: Callable[[], object], that_day: Callable[[], object]
    ) -> None:
        """The draft began on an earlier day."""
        day = day_in_figures(received)
        self._bar.ask(
            DAY,
            self.tr("This draft was begun on {day}").format(day=day),
            self.tr("Which day counts as the day of receipt?"),
            (
                Answer(self.tr("Receive today"), today, ButtonKind.PRIMARY),
                Answer(
                    self.tr("On {day}, with a reason").format(day=f"{received:%d/%m}"), that_day
                ),
            ),
        )

    def ask_discard(self, discard: Callable[[], object], keep: Callable[[], object]) -> None:
        """What was typed is to be thrown away."""
        self._bar.ask(
            DISCARD,
            self.tr("Throw away what is typed?"),
            self.tr("It can't be brought back."),
            (
                Answer(self.tr("Keep"), keep, ButtonKind.PRIMARY),
                Answer(self.tr("Throw away"), discard, ButtonKind.DANGER),
            ),
        )

    def ask_clock(self, now: datetime, error: QmcError, confirm: Callable[[], object]) -> None:
        """Numbers are not given out while the machine's day is in doubt."""
        self._bar.ask(
            CLOCK,
            error.message,
            self.tr("Numbers carry the day. Look at a calendar before you go on."),
            (
                Answer(self.tr("Today is {day}, go on").format(day=day_in_figures(now)), confirm),
                Answer(self.tr("The clock is wrong"), lambda: None),
            ),
        )

    def take_back(self, name: str = "") -> None:
        """The question (of this name) is no longer one."""
        self._bar.take_back(name)

    @property
    def asked(self) -> str:
        """The name of the open question."""
        return self._bar.asked
