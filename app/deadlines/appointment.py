"""Dates that are set, and the last days of what may be asked and done meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count

from app.calendar.working_calendar import WorkingCalendar
from app.clock.time import from_iso
from app.deadlines.count import on_day
from app.deadlines.suspension import Suspension, merged
from app.deadlines.telling import day_words
from app.dossier.objections import CLOSE_AFTER_DAYS
from app.errors import InvalidInput

SUPPLEMENT_WITHIN = 3
"""Working days after receipt within which the appraisal sends it back (NĐ 118/2025 Đ.19.5)."""

_ONE_DAY = timedelta(days=1)
_DATE_LENGTH = len("2026-11-23")


def appointment(text: str, calendar: WorkingCalendar, field: str) -> datetime:
    """The time that ``text`` sets; of a mere date the end of its office hours.

    It is in office hours of a working day on which the desk is open: else nobody can be handed it.
    Raises InvalidInput (``missing``, ``bad_time``, ``not_working_day``, ``desk_closed``,
    ``outside_hours``, ``calendar_unknown``) naming ``field``.
    """
    if not text.strip():
        raise InvalidInput("missing", "Chưa ghi ngày hẹn mới.", field=field)
    moment = from_iso(text, field=field)
    day = moment.date()
    try:
        working = calendar.is_working(day)
    except InvalidInput as error:
        raise InvalidInput(error.code, error.message, field=field, advice=error.advice) from None
    if not working:
        raise InvalidInput(
            "not_working_day",
            f"Không hẹn trả vào {day_words(day, 0)} được: ngày nghỉ.",
            field=field,
            advice=f"Hẹn {day_words(calendar.next_working(day), 0)} hoặc muộn hơn.",
        )
    if calendar.is_closed(day):
        raise InvalidInput(
            "desk_closed",
            f"Không hẹn trả vào {day_words(day, 0)} được: quầy đóng cửa"
            f" ({calendar.day(day).closed}).",
            field=field,
        )
    if len(text.strip()) <= _DATE_LENGTH:
        return closing(day, calendar)
    hours = calendar.office_hours(day)
    if not any(opens <= moment.time() <= closes for opens, closes in hours):
        told = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours)
        raise InvalidInput(
            "outside_hours", f"Giờ hẹn trả phải trong giờ làm việc: {told}.", field=field
        )
    return moment


def closing(day: date, calendar: WorkingCalendar) -> datetime:
    """The end of office hours of a working day."""
    return on_day(day, calendar.office_hours(day)[-1][1])


def last_day_to_complete(asked: date, calendar: WorkingCalendar) -> date:
    """The 15th day after the request, or the next working day (NĐ 118/2025 Đ.19.5, BLDS Đ.148.5).

    Raises InvalidInput (``calendar_unknown``).
    """
    return _working_from(asked + CLOSE_AFTER_DAYS * _ONE_DAY, calendar)


def last_day_to_ask(received: date, calendar: WorkingCalendar) -> date:
    """The last day of the appraisal's supplement request; raises as ``last_day_to_complete``."""
    day = _working_from(received, calendar)
    for _ in range(SUPPLEMENT_WITHIN):
        day = calendar.next_working(day)
    return day


def put_off(
    due: datetime, stops: Iterable[Suspension], calendar: WorkingCalendar, *, working_days: bool
) -> datetime:
    """A date that was set, moved by the days on which the clock stood still since.

    Working days are given back where the time limit counts in such (or in office hours), else
    calendar days; it never falls inside a suspension. Raises InvalidInput (``calendar_unknown``).
    """
    for stop in merged(stops):
        begun, ended = stop.begins.date(), stop.ends.date()
        if stop.begins >= due:
            continue
        if stop.covers(due) and begun == due.date():
            due = _day_after_stop(stop, calendar)
            continue
        if ended == begun:
            continue
        if working_days:
            left = sum(calendar.is_working(day) for day in _days(begun, due.date()))
            day = _working_from(ended, calendar)
            for _ in range(left - (day > ended)):
                day = calendar.next_working(day)
        else:
            day = _working_from(due.date() + (ended - begun), calendar)
        due = datetime.combine(day, due.timetz())
        if calendar.is_closed(day):
            due = closing(_open_from(day, calendar), calendar)
    return due


def _day_after_stop(stop: Suspension, calendar: WorkingCalendar) -> datetime:
    """The end of the day on which the clock goes on, as ``due_at`` has it."""
    day = _working_from(stop.ends.date(), calendar)
    if closing(day, calendar) < stop.ends:
        day = calendar.next_working(day)
    return closing(_open_from(day, calendar), calendar)


def _open_from(day: date, calendar: WorkingCalendar) -> date:
    while calendar.is_closed(day):
        day = calendar.next_working(day)
    return day


def _working_from(day: date, calendar: WorkingCalendar) -> date:
    return day if calendar.is_working(day) else calendar.next_working(day)


def _days(after: date, until: date) -> Iterable[date]:
    """The days after ``after`` up to and with ``until``."""
    for n in count(1):
        day = after + n * _ONE_DAY
        if day > until:
            return
        yield day
