"""One count of a time limit: which days count, where the clock stands still, what to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from app.calendar.working_calendar import Sessions, WorkingCalendar
from app.clock.time import VIETNAM
from app.deadlines.suspension import Suspension, merged
from app.deadlines.telling import (
    day_words,
    listed_days,
    off_words,
    short_date,
    short_moment,
    span_words,
    why_off,
)

_ONE_DAY = timedelta(days=1)


class Count:
    """Asks the calendar, remembers which years it used, and gathers the steps to tell.

    ``year`` is that of receipt: dates of another one are told with their year.
    """

    def __init__(
        self, calendar: WorkingCalendar, year: int, suspended: Sequence[Suspension]
    ) -> None:
        """Raises InvalidInput (``calendar_unknown``) where a suspension leaves the known years."""
        self.trace: list[str] = []
        self._calendar = calendar
        self._year = year
        self._years: set[int] = set()
        self.stops = merged(suspended)
        for stop in self.stops:
            calendar.is_working(stop.begins.date())
            calendar.is_working(stop.ends.date())
        self._still = [(stop.begins.date() + _ONE_DAY, stop.ends.date()) for stop in self.stops]

    def step(self, sentence: str) -> None:
        self.trace.append(sentence)

    def is_working(self, day: date) -> bool:
        self._years.add(day.year)
        return self._calendar.is_working(day)

    def following(self, day: date) -> Iterator[date]:
        """The working days after ``day`` on which the clock runs."""
        while True:
            day += _ONE_DAY
            if self.is_working(day) and not self._stands_still(day):
                yield day

    def days_later(self, day: date, amount: int) -> date:
        """``amount`` days after ``day``, not counting those on which the clock stands still."""
        end = day + amount * _ONE_DAY
        for first, last in self._still:
            counted_from = max(first, day + _ONE_DAY)
            if counted_from <= min(last, end):
                end += last - counted_from + _ONE_DAY
        return end

    def hours_later(self, start: datetime, length: timedelta) -> datetime:
        """``length`` after ``start``, not counting the time in which the clock stands still."""
        end = start + length
        for stop in self.stops:
            counted_from = max(stop.begins, start)
            if counted_from < min(stop.ends, end):
                end += stop.ends - counted_from
        return end

    def working_from(self, day: date) -> date:
        """``day`` if it is a working day, else the next one, with a step that says why."""
        if self.is_working(day):
            return day
        working = next(self.following(day))
        self.step(
            f"{self.capital(day)} nghỉ ({why_off(self._calendar, day)}):"
            f" chuyển sang {self.day(working)} (BLDS 2015 Đ.148.5)."
        )
        return working

    def sessions(self, day: date) -> Sessions:
        return self._calendar.office_hours(day)

    def running_sessions(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The parts of office sessions after ``start`` in which the clock runs."""
        for day in self._working_days_from(start.date()):
            for opens, closes in self.sessions(day):
                yield from self._running(max(start, on_day(day, opens)), on_day(day, closes))

    def halves(self, day: date) -> Sessions:
        """The two halves of an office day; one session without a break is cut in its middle."""
        sessions = self.sessions(day)
        if len(sessions) == 2:
            return sessions
        [(opens, closes)] = sessions
        middle = on_day(day, opens) + (on_day(day, closes) - on_day(day, opens)) / 2
        return ((opens, middle.time()), (middle.time(), closes))

    def opening(self, day: date) -> datetime:
        return on_day(day, self.sessions(day)[0][0])

    def closing(self, day: date) -> datetime:
        return on_day(day, self.sessions(day)[-1][1])

    def on_open_day(self, due: datetime) -> datetime:
        """``due``, or the end of the next working day on which the desk is not closed."""
        day = due.date()
        if not self._calendar.is_closed(day):
            return due
        reason = self._calendar.day(day).closed
        is_open = next(each for each in self.following(day) if not self._calendar.is_closed(each))
        self.step(f"{self.capital(day)} quầy đóng cửa ({reason}): trả kết quả {self.day(is_open)}.")
        return self.closing(is_open)

    def after_stops(self, due: datetime) -> datetime:
        """``due``, or where the clock stands still then, the end of the day on which it goes on."""
        for stop in self.stops:
            if not stop.covers(due):
                continue
            day = stop.ends.date()
            while not self.is_working(day) or self.closing(day) < stop.ends:
                day += _ONE_DAY
            self.step(f"Đến hạn trong lúc tạm dừng: hạn là hết giờ làm việc {self.day(day)}.")
            due = self.on_open_day(self.closing(day))
        return due

    def tell_off(self, first: date, last: date) -> None:
        """Name the days off and working Saturdays of ``first`` … ``last``."""
        self.trace += off_words(self._calendar, first, last, self._year)

    def tell_stops(self, start: datetime, due: datetime, *, in_days: bool) -> None:
        """Tell the suspensions between ``start`` and ``due``, and what they leave out."""
        for stop in self.stops:
            if stop.ends <= start or stop.begins >= due:
                continue
            begins, ends = (short_moment(end, self._year) for end in (stop.begins, stop.ends))
            left_out = "không tính thời gian này (BLDS 2015 Đ.147.1)"
            if in_days:
                left_out = self._days_left_out(stop, due)
            self.step(f"Tạm dừng từ {begins} đến {ends}: {left_out}.")

    def _days_left_out(self, stop: Suspension, due: datetime) -> str:
        first, last = stop.begins.date() + _ONE_DAY, stop.ends.date()
        if stop.covers(due):
            return "bắt đầu vào ngày cuối"
        if first > last:
            return "trong một ngày, không đổi hạn"
        return f"không tính {span_words(first, last, self._year)} (BLDS 2015 Đ.147.2)"

    def day(self, day: date) -> str:
        return day_words(day, self._year)

    def capital(self, day: date) -> str:
        words = self.day(day)
        return words[0].upper() + words[1:]

    def short(self, day: date) -> str:
        return short_date(day, self._year)

    def listed(self, days: list[date]) -> str:
        return listed_days(days, self._year)

    def provisional_years(self) -> list[int]:
        return sorted(year for year in self._years if self._calendar.is_provisional(year))

    def _stands_still(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self._still)

    def _working_days_from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_working(day):
                yield day
            day += _ONE_DAY

    def _running(self, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
        for stop in self.stops:
            if stop.begins >= ends or stop.ends <= begins:
                continue
            if begins < stop.begins:
                yield begins, stop.begins
            begins = stop.ends
        if begins < ends:
            yield begins, ends


def on_day(day: date, at: time) -> datetime:
    """The moment ``at`` of ``day``, Vietnamese time."""
    return datetime.combine(day, at, VIETNAM)
