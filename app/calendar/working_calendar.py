"""The working calendar: which days state bodies work, why not, and their office hours.

Source: BLLĐ 2019 Đ.111, Đ.112 and each year's decisions, one file a year in
``resources/calendar``. A year without a file is not guessed. Saturday reception does not make a
Saturday a working day: only a working Saturday (làm bù) is one.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from app.calendar.year_file import (
    SATURDAY,
    HoursFile,
    OfficeHours,
    YearFile,
    check_hours,
    check_year,
)
from app.dated_data.toml_table import (
    RESOURCES,
    bad_data,
    content_version,
    in_force,
    read_bytes,
    read_table,
    toml_files,
)
from app.errors import InvalidInput

HOURS_FILE = "office_hours.toml"
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_ONE_DAY = timedelta(days=1)

Sessions = tuple[tuple[time, time], ...]


class CalendarDay(Struct, frozen=True):
    """One day. ``reason`` says why it is off, or why a week-end day is worked; else empty."""

    date: date
    working: bool
    reason: str


class WorkingCalendar:
    """The known years. ``version`` changes exactly when the data does."""

    def __init__(self, years: list[YearFile], hours: list[OfficeHours], version: str) -> None:
        self.version = version
        self._off = {day: off.reason for year in years for off in year.off for day in off.days()}
        self._working = {
            working.day: f"Làm bù cho {_weekday(working.instead_of)} {working.instead_of:%d/%m/%Y}"
            for year in years
            for working in year.working
        }
        self._provisional = {year.year: year.provisional for year in years}
        self._hours: list[tuple[OfficeHours, Sessions]] = [
            (entry, tuple((part.opens, part.closes) for part in entry.sessions)) for entry in hours
        ]

    @property
    def first_day(self) -> date:
        """The first known day."""
        return date(min(self._provisional), 1, 1)

    @property
    def last_day(self) -> date:
        """The last known day."""
        return date(max(self._provisional), 12, 31)

    def is_working(self, day: date) -> bool:
        """Whether state bodies work on ``day``; InvalidInput (``calendar_unknown``)."""
        self._check_known(day)
        return day in self._working or (day.weekday() < SATURDAY and day not in self._off)

    def next_working(self, day: date) -> date:
        """The first working day after ``day``; InvalidInput (``calendar_unknown``)."""
        while True:
            self._check_known(day)
            day += _ONE_DAY
            if self.is_working(day):
                return day

    def day(self, day: date) -> CalendarDay:
        """``day`` and the reason for what it is; InvalidInput (``calendar_unknown``)."""
        working = self.is_working(day)
        reason = self._working.get(day) or self._off.get(day)
        if reason is None:
            reason = "" if working else _weekday(day).capitalize()
        return CalendarDay(day, working, reason)

    def is_provisional(self, year: int) -> bool:
        """Whether the year was computed, not decided; InvalidInput (``calendar_unknown``)."""
        if year not in self._provisional:
            raise self._unknown(str(year))
        return self._provisional[year]

    def office_hours(self, day: date) -> Sessions:
        """The sessions (opening, closing time) that a working day ``day`` has."""
        self._check_known(day)
        for entry, sessions in self._hours:
            if in_force(day, entry.valid_from, entry.valid_to):
                return sessions
        raise AssertionError("check_hours leaves no gap")

    def _check_known(self, day: date) -> None:
        if day.year not in self._provisional:
            raise self._unknown(f"{day:%d/%m}/{day.year}")

    def _unknown(self, what: str) -> InvalidInput:
        first, last = min(self._provisional), max(self._provisional)
        return InvalidInput(
            "calendar_unknown",
            f"Chưa có lịch làm việc cho {what} (đã có các năm {first}–{last}).",
            field="date",
            advice="Cập nhật lịch làm việc, hoặc kiểm tra lại ngày.",
        )


def load_calendar(directory: Path | None = None) -> WorkingCalendar:
    """Read the calendar in ``directory``, by default the one that comes with the program.

    Raises InvalidInput (``bad_data``) naming file, entry and field; EnvironmentFault
    (``data_missing``).
    """
    return _load_default() if directory is None else _load(directory)


@lru_cache(maxsize=1)
def _load_default() -> WorkingCalendar:
    return _load(RESOURCES / "calendar")


def _load(directory: Path) -> WorkingCalendar:
    hours_path = directory / HOURS_FILE
    hours_data = read_bytes(hours_path)
    parts, years = [hours_data], []
    for path in toml_files(directory):
        if path.name == HOURS_FILE:
            continue
        data = read_bytes(path)
        year = read_table(path, data, YearFile)
        check_year(path, year)
        parts.append(data)
        years.append(year)
    numbers = [year.year for year in years]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise bad_data(directory, "year", f"các năm phải liền nhau: {numbers}")
    hours = read_table(hours_path, hours_data, HoursFile)
    check_hours(hours_path, hours, date(numbers[0], 1, 1))
    return WorkingCalendar(years, hours.hours, content_version(parts))


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
