"""How long until a dossier is due, in what people count: working days, on the last day hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.errors import InvalidInput

_ONE_DAY = timedelta(days=1)
_LONGEST = 400
"""Days that are counted one by one; beyond that nobody asks for working days."""


class WorkingDays(Protocol):
    """What is asked of the calendar."""

    def is_working(self, day: date) -> bool:
        """Whether state bodies work; InvalidInput where the calendar does not know the day."""
        ...


class Unit(StrEnum):
    """What ``TimeLeft.amount`` counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """``amount`` until then, or since then where it is ``overdue``."""

    amount: int
    unit: Unit
    overdue: bool


def time_left(now: datetime, due: datetime, calendar: WorkingDays) -> TimeLeft:
    """From ``now`` to ``due``. On the day itself hours, in its last hour minutes.

    Working days are those after the earlier day up to the later one; where there is none between
    (a week-end), or the calendar does not know them, plain days are counted.
    """
    overdue = now > due
    first, last = (due, now) if overdue else (now, due)
    if first.date() == last.date():
        minutes = int((last - first).total_seconds() // 60)
        if minutes >= 60:
            return TimeLeft(minutes // 60, Unit.HOURS, overdue)
        return TimeLeft(minutes, Unit.MINUTES, overdue)
    days = (last.date() - first.date()).days
    working = _working_days(first.date(), days, calendar)
    if working:
        return TimeLeft(working, Unit.WORKING_DAYS, overdue)
    return TimeLeft(days, Unit.DAYS, overdue)


def _working_days(after: date, days: int, calendar: WorkingDays) -> int:
    """How many of the ``days`` days after ``after`` are worked; 0 where that is not known."""
    if days > _LONGEST:
        return 0
    try:
        return sum(calendar.is_working(after + number * _ONE_DAY) for number in range(1, days + 1))
    except InvalidInput:
        return 0
