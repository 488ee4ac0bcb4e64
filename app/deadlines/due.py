"""When a result is due (ngày hẹn trả kết quả), and why, step by step.

The rules, and where they come from:

- The moment that counts is full and valid receipt, as on the receipt (NĐ 118/2025 Đ.17.3).
- The day of receipt is not counted (BLDS 2015 Đ.147.2); hours count from their moment (Đ.147.1).
- Receipt on a closed day (Saturday reception, online) counts as received when the next working day
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
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from app.calendar.working_calendar import WEEKDAYS, Sessions, WorkingCalendar
from app.clock.time import VIETNAM, to_iso
from app.deadlines.rule import MAX_AMOUNT, Cutoff, DeadlineRule, Unit, amount_text
from app.dossier.events import Due
from app.errors import InvalidInput

__all__ = ["MAX_AMOUNT", "Cutoff", "DeadlineRule", "Unit", "due_at"]

CUTOFF_TIME = time(15, 0)
MAX_LISTED = 12
_ONE_DAY = timedelta(days=1)
_ZERO = timedelta(0)


def due_at(received: datetime, rule: DeadlineRule | None, calendar: WorkingCalendar) -> Due:
    """Count the due time of a dossier received at ``received`` (aware) under ``rule``.

    ``provisional`` where a year was used of which no official calendar is known yet. Raises
    InvalidInput (``bad_amount``; ``calendar_unknown``, field ``received``).
    """
    count = _Count(calendar)
    local = received.astimezone(VIETNAM)
    count.step(f"Nhận hồ sơ lúc {_at(local)}.")
    if rule is None:
        count.step("Pháp luật không quy định thời hạn giải quyết: không hẹn ngày trả.")
        return Due(at=None, provisional=False, trace=count.trace, calendar_version=calendar.version)
    if not 1 <= rule.amount <= MAX_AMOUNT:
        raise InvalidInput(
            "bad_amount", f"Số lượng thời hạn phải từ 1 đến {MAX_AMOUNT}.", field="amount"
        )
    try:
        start = _start(local, rule, count)
        due = _end(start, rule, count)
        if rule.cutoff is Cutoff.RESULT_NEXT_DAY and _after_cutoff(start):
            due = _not_before_next_day(start, due, count)
        provisional = count.provisional_years()
    except InvalidInput as error:
        raise InvalidInput(
            error.code, error.message, field="received", advice=error.advice
        ) from None
    count.step(f"Hạn trả kết quả: {_at(due)}.")
    for year in provisional:
        count.step(f"Lịch nghỉ năm {year} là dự kiến (chưa có quyết định): ngày hẹn có thể đổi.")
    return Due(
        at=to_iso(due),
        provisional=bool(provisional),
        trace=count.trace,
        calendar_version=calendar.version,
    )


class _Count:
    """One count: asks the calendar, remembers which years it used, and tells the steps."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.trace: list[str] = []
        self._calendar = calendar
        self._years: set[int] = set()

    def step(self, sentence: str) -> None:
        self.trace.append(sentence)

    def is_working(self, day: date) -> bool:
        self._years.add(day.year)
        return self._calendar.is_working(day)

    def following(self, day: date) -> Iterator[date]:
        """The working days after ``day``."""
        while True:
            day += _ONE_DAY
            if self.is_working(day):
                yield day

    def working_from(self, day: date) -> date:
        """``day`` if it is a working day, else the next one, with a step that says why."""
        if self.is_working(day):
            return day
        working = next(self.following(day))
        reason = self._calendar.day(day).reason
        why = "nghỉ cuối tuần" if reason.lower() in WEEKDAYS else f"ngày nghỉ: {reason}"
        self.step(f"{_day(day).capitalize()} ({why}): chuyển sang {_day(working)}.")
        return working

    def sessions(self, day: date) -> Sessions:
        return self._calendar.office_hours(day)

    def halves(self, day: date) -> Sessions:
        """The two halves of an office day; one session without a break is cut in its middle."""
        sessions = self.sessions(day)
        if len(sessions) == 2:
            return sessions
        [(opens, closes)] = sessions
        middle = _on(day, opens) + (_on(day, closes) - _on(day, opens)) / 2
        return ((opens, middle.time()), (middle.time(), closes))

    def opening(self, day: date) -> datetime:
        return _on(day, self.sessions(day)[0][0])

    def closing(self, day: date) -> datetime:
        return _on(day, self.sessions(day)[-1][1])

    def tell_passed(self, start: date, end: date) -> None:
        """Name the days off and working Saturdays that the count met on its way."""
        special: list[str] = []
        weekend = 0
        day = start + _ONE_DAY
        while day < end:
            known = self._calendar.day(day)
            if not known.working and known.reason.lower() in WEEKDAYS:
                weekend += 1
            elif known.reason:
                special.append(f"{_day(day)} ({known.reason})")
            day += _ONE_DAY
        if weekend:
            self.step(f"Không tính {weekend} ngày nghỉ cuối tuần.")
        if special:
            more = f" và {len(special) - MAX_LISTED} ngày khác" if len(special) > MAX_LISTED else ""
            self.step(
                f"Ngày nghỉ, làm bù trong thời gian này: {'; '.join(special[:MAX_LISTED])}{more}."
            )

    def provisional_years(self) -> list[int]:
        return sorted(year for year in self._years if self._calendar.is_provisional(year))


def _start(received: datetime, rule: DeadlineRule, count: _Count) -> datetime:
    """The moment that counts as receipt."""
    day = received.date()
    working = count.working_from(day)
    if working != day:
        count.step("Nhận vào ngày nghỉ: coi như nhận lúc mở cửa ngày làm việc tiếp theo.")
        return count.opening(working)
    if rule.cutoff is Cutoff.START_NEXT_DAY and _after_cutoff(received):
        following = next(count.following(day))
        count.step(f"Nhận sau 15 giờ: tính như nhận lúc mở cửa {_day(following)}.")
        return count.opening(following)
    return received


def _end(start: datetime, rule: DeadlineRule, count: _Count) -> datetime:  # noqa: PLR0911 - one arm a unit
    count.step(f"Thời hạn: {amount_text(rule)}.")
    day = start.date()
    match rule.unit:
        case Unit.SAME_DAY:
            closes = count.closing(day)
            return closes if start <= closes else count.closing(next(count.following(day)))
        case Unit.WORKING_DAY:
            return _working_days(day, rule.amount, count)
        case Unit.CALENDAR_DAY:
            count.step("Ngày nhận không tính; đếm từ ngày liền sau (BLDS 2015 Đ.147).")
            return count.closing(count.working_from(day + rule.amount * _ONE_DAY))
        case Unit.MONTH:
            count.step("Kết thúc vào ngày tương ứng của tháng cuối (BLDS 2015 Đ.148.3).")
            return count.closing(count.working_from(_months_later(day, rule.amount)))
        case Unit.HOUR:
            return _clock_hours(start, rule.amount, count)
        case Unit.WORKING_HOUR:
            return _working_hours(start, timedelta(hours=rule.amount), count)
        case Unit.HALF_WORKING_DAY:
            return _half_days(start, rule.amount, count)


def _working_days(day: date, amount: int, count: _Count) -> datetime:
    count.step("Ngày nhận không tính; đếm từ ngày làm việc liền sau (BLDS 2015 Đ.147).")
    days = list(islice(count.following(day), amount))
    if amount <= MAX_LISTED:
        listed = ", ".join(f"{counted:%d/%m/%Y}" for counted in days)
    else:
        listed = f"từ {days[0]:%d/%m/%Y} đến {days[-1]:%d/%m/%Y}"
    count.step(f"Đếm {amount} ngày làm việc: {listed}.")
    count.tell_passed(day, days[-1] + _ONE_DAY)
    return count.closing(days[-1])


def _clock_hours(start: datetime, amount: int, count: _Count) -> datetime:
    count.step("Giờ tính liên tục từ lúc nhận (BLDS 2015 Đ.147.1).")
    end = start + timedelta(hours=amount)
    working = count.working_from(end.date())
    return end if working == end.date() else count.closing(working)


def _working_hours(start: datetime, left: timedelta, count: _Count) -> datetime:
    count.step("Chỉ tính giờ trong giờ làm việc, từ lúc nhận.")
    for opens, closes in _sessions_from(start, count):
        begins = max(start, opens)
        if left <= closes - begins:
            count.tell_passed(start.date(), begins.date())
            return begins + left
        left -= max(closes - begins, _ZERO)
    raise AssertionError("there is always another session")


def _sessions_from(start: datetime, count: _Count) -> Iterator[tuple[datetime, datetime]]:
    """The office sessions that end after ``start``, which lies on a working day."""
    for opens, closes in count.sessions(start.date()):
        if _on(start.date(), closes) > start:
            yield _on(start.date(), opens), _on(start.date(), closes)
    for day in count.following(start.date()):
        for opens, closes in count.sessions(day):
            yield _on(day, opens), _on(day, closes)


def _half_days(start: datetime, amount: int, count: _Count) -> datetime:
    day = start.date()
    afternoon = start >= _on(day, count.halves(day)[1][0])
    whole, half = divmod(amount + (1 if afternoon else 0), 2)
    count.step(
        f"Nhận vào buổi {'chiều' if afternoon else 'sáng'}: buổi nhận không tính,"
        f" đếm {amount} buổi làm việc liền sau."
    )
    last = day if whole == 0 else next(islice(count.following(day), whole - 1, None))
    count.tell_passed(day, last)
    return _on(last, count.halves(last)[1 if half else 0][1])


def _not_before_next_day(start: datetime, due: datetime, count: _Count) -> datetime:
    following = next(count.following(start.date()))
    earliest = count.closing(following)
    if due >= earliest:
        return due
    count.step(f"Nhận sau 15 giờ: trả kết quả trong ngày làm việc tiếp theo, {_day(following)}.")
    count.tell_passed(start.date(), following)
    return earliest


def _months_later(day: date, months: int) -> date:
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_lengths.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def _after_cutoff(moment: datetime) -> bool:
    return moment.time() > CUTOFF_TIME


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, VIETNAM)


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _at(moment: datetime) -> str:
    return f"{moment:%H:%M} {_day(moment.date())}"
