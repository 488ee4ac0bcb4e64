"""The clock of a dossier (docs/adr/0016): what runs, until when, and how it stands.

Counted from the time of receipt, the time limit and what has happened since; never from the time of
typing. A due date that an event froze is taken as it stands; what carries none is counted. What the
law forbids is told as a problem: a fact counts nevertheless, for it has happened, but an extension,
a closing or a stop does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from app.calendar.working_calendar import WorkingCalendar
from app.clock.time import to_iso
from app.deadlines.appointment import (
    appointment,
    last_day_to_ask,
    last_day_to_complete,
    put_off,
)
from app.deadlines.clock_face import (
    ClockState,
    DossierClock,
    Problem,
    Standing,
    Stop,
    standing_of,
)
from app.deadlines.clock_words import due_words, not_counted, told
from app.deadlines.due import due_at
from app.deadlines.rule import DeadlineRule, Unit
from app.deadlines.suspension import Suspension
from app.dossier.course import Course, advance, in_order, later
from app.dossier.events import Due
from app.dossier.happening import Happening, moment_of
from app.dossier.objections import objection
from app.dossier.processing_events import (
    APPRAISAL,
    DESK,
    REQUESTS,
    Apologised,
    Extended,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
)
from app.errors import InvalidInput, QmcError

_ONE_DAY = timedelta(days=1)
_REQUESTS = frozenset(body.TYPE for body in REQUESTS)
_HOURS = frozenset({Unit.HOUR, Unit.WORKING_HOUR})
_PLAIN = frozenset({Unit.CALENDAR_DAY, Unit.MONTH, Unit.HOUR})
_JUDGED = {
    Standing.EARLY: "Giải quyết trước hạn.",
    Standing.ON_TIME: "Giải quyết đúng hạn.",
    Standing.LATE: "Giải quyết quá hạn.",
}


def dossier_clock(
    received: datetime,
    rule: DeadlineRule | None,
    happenings: Iterable[Happening],
    calendar: WorkingCalendar,
    now: datetime,
    *,
    first_due: Due | None = None,
    numbered: bool | None = None,
) -> DossierClock:
    """The clock at ``now`` of a dossier received at ``received``; what happens later is left out.

    ``first_due`` is what the receipt says; without it it is counted. ``numbered`` says whether a
    dossier of the store has its number; what happened to it was decided then, and counts. None: the
    happenings are only told, the dossier has its number as soon as it is complete at the desk, and
    a request that the law forbids does not count. Then it raises InvalidInput as ``due_at``, where
    a time has to be counted; for a dossier of the store that is a problem.
    """
    clock = _Clock(received, rule, calendar, first_due, numbered=numbered)
    for happening in in_order(happenings):
        at = moment_of(happening.at)
        if at is not None and at <= now:
            clock.take(happening)
    return clock.read(now)


class _Clock:
    """Takes happenings one after the other; ``start`` is where the time limit began to run."""

    def __init__(
        self,
        received: datetime,
        rule: DeadlineRule | None,
        calendar: WorkingCalendar,
        first_due: Due | None,
        *,
        numbered: bool | None,
    ) -> None:
        self._rule = rule
        self._calendar = calendar
        self._start = received
        self._told = numbered is None
        self._stops: list[Stop] = []
        self._set: tuple[datetime, datetime] | None = None  # announced, new date of an extension
        self._problems: list[Problem] = []
        self._course = Course(received=to_iso(received), numbered=bool(numbered))
        self._first: Due | None = None
        self._given = first_due
        self._counted: Due | None = None
        self._trace: list[str] = []
        if numbered is not False:
            self._trace += self._begin().trace

    def take(self, happening: Happening) -> None:
        """Let ``happening`` have happened."""
        if self._told and not self._course.numbered and not self._at_desk(happening):
            self._course = msgspec.structs.replace(self._course, numbered=True)
        try:
            happening = self._dated(happening)
            against = objection(self._course, happening) or self._asked_late(happening)
        except InvalidInput as error:
            against = error
        if against is not None:
            counted = happening.what not in _REQUESTS or self._was_decided(happening)
            self._note(happening, against, counted=counted)
            if not counted:
                return
        try:
            self._apply(happening)
        except InvalidInput as error:
            if self._told:
                raise
            self._course = msgspec.structs.replace(self._course, due=None)
            self._note(happening, error, counted=True)

    def read(self, now: datetime) -> DossierClock:
        """What it shows at ``now``."""
        course = self._course
        state, due = self._state(), self._due()
        remaining = self._remaining(now.date(), due)
        first = self._first
        standing = standing_of(course, state, due, now.date(), remaining)
        last = [_JUDGED[standing]] if course.ended == Resolved.TYPE else []
        if not self._told and not course.numbered:
            last = ["Hồ sơ chưa có mã nên chưa tính thời hạn."]
        return DossierClock(
            state=state,
            standing=standing,
            due=None if due is None else to_iso(due),
            first_due=None if first is None else first.at,
            counted=self._counted,
            extended=course.extended,
            promised=course.promised or None,
            close_from=self._close_from(),
            supplement_until=self._supplement_until(),
            remaining=None if course.ended else remaining,
            suspensions=self._all_stops(),
            problems=self._problems,
            trace=[*self._trace, *last],
        )

    # -- what happens

    def _at_desk(self, happening: Happening) -> bool:
        """Whether ``happening`` belongs to the time before the number."""
        match happening.what:
            case SupplementRequested.TYPE:
                return happening.stage == DESK
            case Supplemented.TYPE:
                return self._course.pending == DESK
        return happening.what == Stopped.TYPE and self._course.pending == DESK

    def _was_decided(self, request: Happening) -> bool:
        """Whether a request counts although it should not be: it does where it was decided.

        Not where what has come since leaves nothing to it (a closing: the papers were there).
        """
        return not self._told and advance(self._course, request) is not self._course

    def _dated(self, happening: Happening) -> Happening:
        """With the moment that a mere date means, and the last day for completing."""
        what, to = happening.what, happening.to
        if self._told and what in {Extended.TYPE, Apologised.TYPE} and to:
            to = to_iso(appointment(to, self._calendar, "to"))
        if what == SupplementRequested.TYPE and happening.stage == APPRAISAL and not to:
            asked = moment_of(happening.at)
            assert asked is not None
            to = last_day_to_complete(asked.date(), self._calendar).isoformat()
        return msgspec.structs.replace(happening, to=to)

    def _asked_late(self, happening: Happening) -> QmcError | None:
        if happening.what != SupplementRequested.TYPE or happening.stage != APPRAISAL:
            return None
        asked = moment_of(happening.at)
        last = last_day_to_ask(self._start.date(), self._calendar)
        if asked is None or asked.date() <= last:
            return None
        return InvalidInput(
            "supplement_late",
            "Yêu cầu bổ sung sau thẩm định phải trong 3 ngày làm việc, đến hết ngày"
            f" {last:%d/%m/%Y} (NĐ 118/2025 Đ.19.5).",
            field="at",
        )

    def _note(self, happening: Happening, against: QmcError, *, counted: bool) -> None:
        self._problems.append(
            Problem(happening.what, happening.at, against.code, against.message, counted)
        )
        if not counted:
            self._trace.append(not_counted(happening, against))

    def _apply(self, happening: Happening) -> None:
        before = self._course
        after = advance(before, happening)
        if after is before:
            return  # it fits nowhere: a supplement that no one asked for
        self._course = after
        if after.pending == DESK:  # nothing has begun to run yet
            self._first = self._counted = None
            self._trace = []
        in_hours = self._rule is not None and self._rule.unit in _HOURS
        self._trace += told(happening, before, after, in_days=not in_hours)
        at = moment_of(happening.at)
        assert at is not None
        if happening.what == Supplemented.TYPE:
            self._restart(happening, at, at_desk=before.pending == DESK)
        elif happening.what == Resumed.TYPE:
            self._stops.append(Stop(happening.cause, before.paused[happening.cause], happening.at))
            self._go_on(happening)
        elif happening.what == Extended.TYPE:
            to = moment_of(happening.to)
            assert to is not None
            self._set = (at, to)
        elif happening.what == Resolved.TYPE:
            self._end_pauses(happening)

    def _restart(self, happening: Happening, at: datetime, *, at_desk: bool) -> None:
        self._start, self._set = at, None
        if at_desk and self._told:  # else it is counted when it gets its number
            self._trace += self._begin().trace
        elif not at_desk and not self._course.paused:
            self._count_on(happening.due)

    def _go_on(self, happening: Happening) -> None:
        if not self._course.paused and not self._course.pending:
            self._count_on(happening.due, resumed=True)

    def _end_pauses(self, happening: Happening) -> None:
        """The result ends what still stood: judged as if it had ended with it."""
        if not self._course.paused or self._course.pending:
            return
        for cause, begins in self._course.paused.items():
            self._stops.append(Stop(cause, begins, happening.at))
        self._course = msgspec.structs.replace(self._course, paused={}, still_since="")
        self._count_on("", resumed=True)

    # -- counting

    def _begin(self) -> Due:
        first = self._given or due_at(self._start, self._rule, self._calendar)
        self._first = self._counted = first
        self._course = msgspec.structs.replace(self._course, due=first.at)
        return first

    def _count_on(self, frozen: str, *, resumed: bool = False) -> None:
        """The clock goes on: anew with a restart, or ``resumed``, when it is not due earlier."""
        at: str | None = frozen
        if not frozen:
            self._counted = self._count()
            at = None if self._counted is None else self._counted.at
        if resumed:
            at = later(at, self._course.due)
        self._course = msgspec.structs.replace(self._course, due=at)
        if not resumed and not frozen and self._counted is not None:
            self._trace += self._counted.trace
        elif at is not None:
            self._trace.append(due_words(at))

    def _count(self) -> Due | None:
        """The due time from the start of this stretch, with what was suspended in it."""
        stops = [
            Suspension(begins, ends)
            for stop in self._stops
            if (begins := moment_of(stop.begins)) and (ends := moment_of(stop.ends))
        ]
        if self._set is not None:
            announced, to = self._set
            since = [Suspension(max(announced, s.begins), s.ends) for s in stops]
            return self._moved(to, since)
        if self._rule is not None:
            return due_at(self._start, self._rule, self._calendar, stops)
        # The limit is not known here (an old dossier): what was set is put off.
        first = None if self._first is None else moment_of(self._first.at)
        started_anew = self._start > (moment_of(self._course.received) or self._start)
        return None if first is None or started_anew else self._moved(first, stops)

    def _moved(self, due: datetime, stops: list[Suspension]) -> Due:
        in_working_days = self._rule is None or self._rule.unit not in _PLAIN
        moved = put_off(due, stops, self._calendar, working_days=in_working_days)
        return Due(
            at=to_iso(moved),
            provisional=self._calendar.is_provisional(moved.year),
            trace=[due_words(to_iso(due)), due_words(to_iso(moved))],
            calendar_version=self._calendar.version,
        )

    # -- reading

    def _state(self) -> ClockState:
        course = self._course
        if course.ended:
            return ClockState(course.ended)
        if course.pending == DESK or not (course.numbered or self._told):
            return ClockState.NOT_STARTED
        if course.pending:
            return ClockState.AWAITING_SUPPLEMENT
        return ClockState.SUSPENDED if course.paused else ClockState.RUNNING

    def _due(self) -> datetime | None:
        course = self._course
        if self._state() is ClockState.NOT_STARTED or course.stands_still:
            return None
        return moment_of(course.due)

    def _remaining(self, today: date, due: datetime | None) -> int | None:
        if due is None:
            return None
        day = due.date()
        try:
            if today > day:
                return -self._calendar.working_days(day, today)
            return self._calendar.working_days(today, day)
        except InvalidInput:
            return None  # beyond the known calendar

    def _close_from(self) -> str | None:
        until = moment_of(self._course.until)
        if self._state() is not ClockState.AWAITING_SUPPLEMENT or until is None:
            return None
        return (until.date() + _ONE_DAY).isoformat()

    def _supplement_until(self) -> str | None:
        course = self._course
        if self._state() not in {ClockState.RUNNING, ClockState.SUSPENDED}:
            return None
        if course.asked.get(APPRAISAL):
            return None
        try:
            return last_day_to_ask(self._start.date(), self._calendar).isoformat()
        except InvalidInput:
            return None

    def _all_stops(self) -> list[Stop]:
        lasting = [Stop(cause, begins) for cause, begins in self._course.paused.items()]
        return [*self._stops, *lasting]
