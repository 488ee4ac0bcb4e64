"""What the clock of a dossier shows, in people's words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject

from app.deadlines.clock_face import ClockState, DossierClock, Standing, Stop
from app.dossier.happening import moment_of
from app.dossier.processing_events import OBLIGATION, VERIFICATION
from ui.dossier.dossier_words import Facts
from ui.wording.day_words import DayWords
from ui.wording.state_words import StateMark

_ONE_DAY = timedelta(days=1)


class ClockSayings(QObject):
    """Puts a clock into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)

    def state(self, clock: DossierClock) -> StateMark:  # noqa: PLR0911 - one arm a state
        """What the clock does, in one line."""
        match clock.state:
            case ClockState.NOT_STARTED:
                said = self.tr("Not started: the dossier has no code yet")
                return StateMark(said, "clock", "muted")
            case ClockState.RUNNING:
                return self._running(clock.standing)
            case ClockState.AWAITING_SUPPLEMENT:
                return StateMark(self._awaiting(clock), "file-plus", "warning")
            case ClockState.SUSPENDED:
                return StateMark(self._suspended(clock), "clock", "warning")
            case ClockState.RESOLVED:
                return self._resolved(clock.standing)
            case ClockState.CLOSED:
                said = self.tr("Closed: the papers did not come")
                return StateMark(said, "circle-x", "muted")
            case ClockState.STOPPED:
                said = self.tr("Stopped at the citizen's request")
                return StateMark(said, "circle-x", "muted")
            case ClockState.ANNULLED:
                return StateMark(self.tr("Ended: the dossier is annulled"), "circle-x", "muted")

    def facts(self, clock: DossierClock) -> Facts:
        """Dates that count beside the due time; those that are not there are left out."""
        facts = []
        due, first = moment_of(clock.due), moment_of(clock.first_due)
        if due is not None and first is not None and due != first:
            facts.append((self.tr("Due now"), self._due(due, clock)))
            facts.append((self.tr("First due"), self._days.whole(first)))
        elif due is None and first is not None and clock.state is not ClockState.NOT_STARTED:
            facts.append((self.tr("First due"), self._days.whole(first)))
        if clock.extended:
            facts.append((self.tr("Extension"), self.tr("put off once; a second time can't be")))
        promised = moment_of(clock.promised)
        if promised is not None:
            said = self.tr("promised for {moment}; judged by the due time")
            facts.append((self.tr("Apology"), said.format(moment=self._days.whole(promised))))
        if clock.close_from is not None:
            day = self._day(date.fromisoformat(clock.close_from))
            facts.append((self.tr("Can be closed from"), day))
        if clock.supplement_until is not None:
            day = self._day(date.fromisoformat(clock.supplement_until))
            said = self.tr("until the end of {day}").format(day=day)
            facts.append((self.tr("Papers may be asked for"), said))
        over = [stop for stop in clock.suspensions if stop.ends is not None]
        facts += [(self.cause(stop), self._span(stop)) for stop in over]  # one lasts: the state
        return facts

    def cause(self, stop: Stop) -> str:
        """Why the clock stood still, as a label."""
        if stop.cause == VERIFICATION:
            return self.tr("Verification")
        if stop.cause == OBLIGATION:
            return self.tr("Payment by the citizen")
        return self.tr("Suspension")

    def _running(self, standing: Standing) -> StateMark:
        if standing is Standing.OVERDUE:
            return StateMark(self.tr("Running, overdue"), "triangle-alert", "danger")
        if standing is Standing.DUE_SOON:
            return StateMark(self.tr("Running, due soon"), "clock", "warning")
        return StateMark(self.tr("Running, in time"), "clock", "info")

    def _awaiting(self, clock: DossierClock) -> str:
        if clock.close_from is None:
            return self.tr("Papers are awaited")
        until = date.fromisoformat(clock.close_from) - _ONE_DAY
        return self.tr("Papers are awaited until {day}").format(day=self._day(until))

    def _suspended(self, clock: DossierClock) -> str:
        lasting = next((stop for stop in clock.suspensions if stop.ends is None), None)
        begun = None if lasting is None else moment_of(lasting.begins)
        if lasting is None or begun is None:
            return self.tr("Stands still")
        if lasting.cause == VERIFICATION:
            said = self.tr("Stands still for verification since {moment}")
        elif lasting.cause == OBLIGATION:
            said = self.tr("Stands still until the citizen has paid, since {moment}")
        else:
            said = self.tr("Stands still since {moment}")
        return said.format(moment=self._days.whole(begun))

    def _resolved(self, standing: Standing) -> StateMark:
        if standing is Standing.EARLY:
            return StateMark(self.tr("Resolved before the due day"), "circle-check", "success")
        if standing is Standing.LATE:
            return StateMark(self.tr("Resolved after the due day"), "triangle-alert", "danger")
        return StateMark(self.tr("Resolved in time"), "circle-check", "success")

    def _due(self, due: datetime, clock: DossierClock) -> str:
        said = self._days.whole(due)
        if clock.counted is not None and clock.counted.provisional:
            provisional = self.tr("(provisional)")
            said = f"{said} {provisional}"
        return said

    def _day(self, day: date) -> str:
        return f"{self._days.weekday(day)} {day:%d/%m/%Y}"

    def _span(self, stop: Stop) -> str:
        begun, ended = moment_of(stop.begins), moment_of(stop.ends)
        if begun is None or ended is None:
            return f"{stop.begins} – {stop.ends}"
        same_day = begun.date() == ended.date()
        begins = f"{begun:%H:%M}" if same_day else self._days.whole(begun)
        return self.tr("{begin} to {end}").format(begin=begins, end=self._days.whole(ended))
