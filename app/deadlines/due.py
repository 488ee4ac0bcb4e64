"""When a result is due (ngày hẹn trả kết quả), and why, step by step.

The rules, and where they come from:

- The moment that counts is full and valid receipt, as on the receipt (NĐ 118/2025 Đ.17.3).
- The day of receipt is not counted (BLDS 2015 Đ.147.2); hours count from their moment (Đ.147.1).
- Receipt on a day off (Saturday reception, online) counts as received when the next working day
  opens. Receipt after closing time *of a working day* keeps that day: a day lasts until 24:00
  (BLDS Đ.148.6) and the citizen may not lose one because the queue was long. Working hours then
  begin to run at the next opening.
- The last day ends with its office hours; where it is a day off, with those of the next working day
  (BLDS Đ.148.5). A month ends on the same day number, or on the month's last day (Đ.148.3).
- Clock hours end at their exact moment, on a day off as above. Working hours run in
  office hours only.
- A half working day is a session. As with days, the one of receipt is not counted: received in the
  morning, due at the end of the afternoon; in the afternoon, at the end of the next morning.
- After 15:00 (exactly 15:00:00 is not after), by the procedure's cut-off: ``start_next_day``
  counts as received at the next working day's opening; with ``result_next_day`` the result is not
  due before the end of the next working day (a later time stays as it is).
- Suspended (VBHN 401 Đ.3.4; docs/adr/0016): the day on which it begins counts, those up to and
  with its end do not; hours stop at the moment. Months move by the days left out. A due time never
  falls inside a suspension: where one begins on the last day before it, the result is due at the
  end of office hours of the day on which the suspension ends.
- A day on which this desk is closed (``closed_days.toml``) counts like any working day: the law
  knows only week-ends and holidays, and the resolving body works on. Only a result that would be
  due on it is due on the next working day when the desk is open, as nobody can be handed it
  before (BLDS Đ.148.5 taken by its purpose; our reading). A weekday on which the desk never
  receives moves nothing: the desk knows of it beforehand.

A larger amount, a later receipt or a longer suspension never makes the due *day* earlier. The time
of day can be, where a result is moved to a day's closing (hours, a closed desk): 10 hours from
Friday 23:00 end on Saturday, so at Monday's closing; 1 hour from Saturday 09:00 on Monday at 08:30.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice

from app.calendar.working_calendar import WorkingCalendar
from app.clock.time import VIETNAM, to_iso
from app.deadlines.count import Count, on_day
from app.deadlines.rule import MAX_AMOUNT, Cutoff, DeadlineRule, Unit, amount_text
from app.deadlines.suspension import Suspension
from app.deadlines.telling import MAX_LISTED, length_words, moment_words
from app.dossier.events import Due
from app.errors import InvalidInput

__all__ = ["MAX_AMOUNT", "Cutoff", "DeadlineRule", "Suspension", "Unit", "due_at"]

CUTOFF_TIME = time(15, 0)
_PLAIN_UNITS = frozenset({Unit.CALENDAR_DAY, Unit.MONTH, Unit.HOUR})
"""Units that count days off as well."""
_HOUR_UNITS = frozenset({Unit.HOUR, Unit.WORKING_HOUR})
_DAY_UNITS = frozenset({Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH})


def due_at(
    received: datetime,
    rule: DeadlineRule | None,
    calendar: WorkingCalendar,
    suspended: Sequence[Suspension] = (),
    *,
    no_limit: str = "",
) -> Due:
    """Count the due time of a dossier received at ``received`` under ``rule``.

    ``suspended`` are the times in which its clock stood still, in any order, ended. A naive time is
    Vietnamese. ``no_limit`` are the words of a procedure without a rule, whose limit stands
    elsewhere. ``provisional`` where a year was used of which no official calendar is known yet.
    Raises InvalidInput (``bad_amount``; ``calendar_unknown``, field ``received`` or ``suspended``).
    """
    local = _local(received)
    if rule is None:
        trace = [
            f"Nhận {moment_words(local)}.",
            _without_limit(no_limit),
        ]
        return Due(at=None, provisional=False, trace=trace, calendar_version=calendar.version)
    if not 1 <= rule.amount <= MAX_AMOUNT:
        raise InvalidInput(
            "bad_amount", f"Số lượng thời hạn phải từ 1 đến {MAX_AMOUNT}.", field="amount"
        )
    stops = [Suspension(_local(stop.begins), _local(stop.ends)) for stop in suspended]
    with _naming("suspended"):
        count = Count(calendar, local.year, stops)
    with _naming("received"):
        due = _counted(local, rule, count)
        provisional = count.provisional_years()
    count.step(f"Hẹn trả kết quả: {moment_words(due)}.")
    for year in provisional:
        count.step(f"Lịch nghỉ năm {year} mới là dự kiến: ngày hẹn có thể đổi.")
    return Due(
        at=to_iso(due),
        provisional=bool(provisional),
        trace=count.trace,
        calendar_version=calendar.version,
    )


def _counted(received: datetime, rule: DeadlineRule, count: Count) -> datetime:
    start = _start(received, rule, count)
    due = _end(start, rule, count)
    if rule.cutoff is Cutoff.RESULT_NEXT_DAY and _after_cutoff(start):
        due = _not_before_next_day(start, due, count)
    last = start if rule.unit in _PLAIN_UNITS else due
    count.tell_off(received.date(), last.date())
    count.tell_stops(start, due, in_days=rule.unit not in _HOUR_UNITS)
    return count.after_stops(count.on_open_day(due))


def _start(received: datetime, rule: DeadlineRule, count: Count) -> datetime:
    """The moment that counts as receipt."""
    day = received.date()
    said = f"Nhận {moment_words(received)}"
    if not count.is_working(day):
        working = _next_working(day, count)
        count.step(f"{said}, ngày nghỉ: tính như nhận đầu giờ {count.day(working)}.")
        return count.opening(working)
    if rule.cutoff is Cutoff.START_NEXT_DAY and _after_cutoff(received):
        following = _next_working(day, count)
        count.step(f"{said}, sau 15 giờ: tính như nhận đầu giờ {count.day(following)}.")
        return count.opening(following)
    if received > count.closing(day) and rule.unit in _DAY_UNITS:
        count.step(f"{said}, sau giờ làm việc: vẫn là nhận trong ngày (BLDS 2015 Đ.148.6).")
        return received
    count.step(f"{said}.")
    return received


def _end(start: datetime, rule: DeadlineRule, count: Count) -> datetime:
    day = start.date()
    match rule.unit:
        case Unit.SAME_DAY:
            count.step("Thời hạn: trong ngày làm việc.")
            closes = count.closing(day)
            return closes if start <= closes else count.closing(next(count.following(day)))
        case Unit.WORKING_DAY:
            return _working_days(day, rule, count)
        case Unit.CALENDAR_DAY | Unit.MONTH:
            return _plain_days(day, rule, count)
        case Unit.HOUR:
            return _clock_hours(start, rule, count)
        case Unit.WORKING_HOUR:
            return _working_hours(start, rule, count)
        case Unit.HALF_WORKING_DAY:
            return _half_days(start, rule, count)


def _working_days(day: date, rule: DeadlineRule, count: Count) -> datetime:
    count.step(f"Thời hạn {amount_text(rule)}, không tính ngày nhận (BLDS 2015 Đ.147.2).")
    days = list(islice(count.following(day), rule.amount))
    count.step(f"Đếm: {count.listed(days)}.")
    return count.closing(days[-1])


def _plain_days(day: date, rule: DeadlineRule, count: Count) -> datetime:
    if rule.unit is Unit.MONTH:
        last = _months_later(day, rule.amount)
        law = "đến ngày tương ứng của tháng cuối (BLDS 2015 Đ.148.3):"
        if last.day != day.day:
            law = f"tháng cuối không có ngày {day.day} nên lấy ngày cuối tháng (BLDS 2015 Đ.148.3):"
    else:
        last = day + timedelta(days=rule.amount)
        law = "kể cả ngày nghỉ, không tính ngày nhận (BLDS 2015 Đ.147.2): đến"
    last = count.days_later(day, (last - day).days)
    count.step(f"Thời hạn {amount_text(rule)}, {law} {count.day(last)}.")
    return count.closing(count.working_from(last))


def _clock_hours(start: datetime, rule: DeadlineRule, count: Count) -> datetime:
    end = count.hours_later(start, timedelta(hours=rule.amount))
    count.step(
        f"Thời hạn {amount_text(rule)}, tính liên tục từ {start:%H:%M}"
        f" (BLDS 2015 Đ.147.1): đến {end:%H:%M} {count.day(end.date())}."
    )
    working = count.working_from(end.date())
    return end if working == end.date() else count.closing(working)


def _working_hours(start: datetime, rule: DeadlineRule, count: Count) -> datetime:
    count.step(f"Thời hạn {amount_text(rule)}, chỉ tính trong giờ làm việc, từ lúc nhận.")
    left = timedelta(hours=rule.amount)
    used: dict[date, timedelta] = {}
    for begins, ends in count.running_sessions(start):
        part = min(left, ends - begins)
        used[begins.date()] = used.get(begins.date(), timedelta()) + part
        left -= part
        if not left:
            _tell_hours(used, count)
            return begins + part
    raise AssertionError("there is always another session")


def _tell_hours(used: dict[date, timedelta], count: Count) -> None:
    if len(used) > MAX_LISTED:
        count.step(f"Đếm giờ làm việc của {count.listed(list(used))}.")
        return
    listed = ", ".join(
        f"{length_words(part)} ngày {count.short(day)}" for day, part in used.items()
    )
    count.step(f"Đếm: {listed}.")


def _half_days(start: datetime, rule: DeadlineRule, count: Count) -> datetime:
    day = start.date()
    afternoon = start >= on_day(day, count.halves(day)[1][0])
    session = "chiều" if afternoon else "sáng"
    count.step(
        f"Thời hạn {amount_text(rule)}, không tính buổi nhận ({session} {count.short(day)})."
    )
    whole, half = divmod(rule.amount + (1 if afternoon else 0), 2)
    last = day if whole == 0 else next(islice(count.following(day), whole - 1, None))
    count.step(
        f"Đếm {rule.amount} buổi, đến hết buổi {'chiều' if half else 'sáng'} {count.day(last)}."
    )
    return on_day(last, count.halves(last)[1 if half else 0][1])


def _not_before_next_day(start: datetime, due: datetime, count: Count) -> datetime:
    following = next(count.following(start.date()))
    earliest = count.closing(following)
    if due >= earliest:
        return due
    count.step(f"Nhận sau 15 giờ: trả trong ngày làm việc tiếp theo, {count.day(following)}.")
    return earliest


def _next_working(day: date, count: Count) -> date:
    """The next working day for receipt: no suspension can begin before it."""
    while True:
        day += timedelta(days=1)
        if count.is_working(day):
            return day


def _months_later(day: date, months: int) -> date:
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_lengths.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def _after_cutoff(moment: datetime) -> bool:
    return moment.time() > CUTOFF_TIME


@contextmanager
def _naming(field: str) -> Iterator[None]:
    """Name what was given where the calendar does not know a day."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInput(error.code, error.message, field=field, advice=error.advice) from None


def _without_limit(words: str) -> str:
    if not words:
        return "Pháp luật không quy định thời hạn giải quyết: không hẹn ngày trả."
    where = words[0].lower() + words[1:]
    return f"Thời hạn {where}, danh mục chưa có số ngày: không hẹn ngày trả."


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(VIETNAM)
