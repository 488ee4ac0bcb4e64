"""On which days two calendars differ in what a deadline counts by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.calendar.working_calendar import WorkingCalendar


def differing_days(old: WorkingCalendar, new: WorkingCalendar) -> Iterator[date]:
    """The days that only one of them knows, or on which work, closure or office hours differ."""
    if old.version == new.version:
        return
    day = min(old.first_day, new.first_day)
    last = max(old.last_day, new.last_day)
    while day <= last:
        if _what_counts(old, day) != _what_counts(new, day):
            yield day
        day += timedelta(days=1)


def _what_counts(calendar: WorkingCalendar, day: date) -> tuple[object, ...] | None:
    if not calendar.first_day <= day <= calendar.last_day:
        return None
    if not calendar.is_working(day):
        return (False,)
    return (True, calendar.is_closed(day), calendar.office_hours(day))
