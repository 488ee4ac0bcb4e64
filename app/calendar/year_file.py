"""The files of the calendar: one a year (``2026.toml``), and the office hours.

A day off has a reason and a basis; a working Saturday (làm bù) names the day that it stands for.
Days off may fall on a week-end: they are named there, and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol

from msgspec import Meta, Struct, field

from app.dated_data.toml_table import bad_data

Text = Annotated[str, Meta(min_length=1, max_length=300)]
SATURDAY = 5
MAX_DAYS_OFF_IN_A_ROW = 31
LEAP_YEAR = 2024
"""Has every day that a season can name."""


class DayOffKind(StrEnum):
    """Why state bodies are closed on a weekday."""

    HOLIDAY = "holiday"  # nghỉ lễ
    COMPENSATORY = "compensatory"  # nghỉ bù: a holiday fell on the week-end
    SWAP = "swap"  # nghỉ hoán đổi: a Saturday is worked instead


class DaysOff(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry ``[[off]]``: a day, or the days ``from`` … ``to``."""

    first: date = field(name="from")
    kind: DayOffKind
    reason: Text
    basis: Text
    last: date | None = field(name="to", default=None)

    def days(self) -> Iterator[date]:
        day = self.first
        while day <= (self.last or self.first):
            yield day
            day += timedelta(days=1)


class WorkingSaturday(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry ``[[working]]``: a week-end day that is worked instead of another day."""

    day: date
    instead_of: date
    basis: Text


class YearFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One year. ``provisional``: computed, no official decision found yet."""

    year: Annotated[int, Meta(ge=2000, le=2200)]
    provisional: bool
    basis: Text
    off: list[DaysOff]
    working: list[WorkingSaturday] = []


class Session(Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the office day (buổi)."""

    opens: time = field(name="from")
    closes: time = field(name="to")


OfficeSessions = Annotated[list[Session], Meta(min_length=1, max_length=2)]
MonthDay = Annotated[str, Meta(pattern=r"^[0-9]{2}-[0-9]{2}\Z")]


class Season(Struct, frozen=True, forbid_unknown_fields=True):
    """Other hours in the same part of every year (giờ mùa hè, giờ mùa đông).

    ``from`` and ``to`` are ``MM-DD``, both count; ``10-16`` to ``04-15`` goes over the new year.
    """

    first: MonthDay = field(name="from")
    last: MonthDay = field(name="to")
    sessions: OfficeSessions

    def has(self, day: date) -> bool:
        at = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


class OfficeHours(Struct, frozen=True, forbid_unknown_fields=True):
    """Office hours for a time: morning and afternoon, or one session without a break.

    ``seasons`` are the parts of each year that have hours of their own.
    """

    valid_from: date
    sessions: OfficeSessions
    basis: Text
    valid_to: date | None = None
    seasons: Annotated[list[Season], Meta(max_length=12)] = []


class HoursFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The office hours by date."""

    hours: Annotated[list[OfficeHours], Meta(min_length=1)]


class Period(Protocol):
    """What has a validity of which both ends count."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


def check_year(path: Path, year: YearFile) -> None:
    """Check what types can't say; raises InvalidInput (``bad_data``) naming entry and field."""
    if path.stem != str(year.year):
        raise bad_data(path, "year", f"tệp {path.name} không thể nói về năm {year.year}")
    seen: dict[date, str] = {}
    for index, off in enumerate(year.off):
        check_days(path, f"off[{index}]", off.first, off.last)
        for day in off.days():
            _check_once(path, f"off[{index}].from", day, year.year, seen)
    for index, working in enumerate(year.working):
        _check_once(path, f"working[{index}].day", working.day, year.year, seen)
        if working.day.weekday() < SATURDAY:
            raise bad_data(
                path, f"working[{index}].day", f"{working.day} vốn là ngày làm việc trong tuần"
            )


def check_days(path: Path, entry: str, first: date, last: date | None) -> None:
    """Check the ends of an entry ``from`` … ``to``: in order, and not half a year by mistake."""
    if last is not None and not 0 <= (last - first).days <= MAX_DAYS_OFF_IN_A_ROW:
        raise bad_data(path, f"{entry}.to", f"khoảng ngày sai: {first} – {last}")


def _check_once(path: Path, entry: str, day: date, year: int, seen: dict[date, str]) -> None:
    if day.year != year:
        raise bad_data(path, entry, f"ngày {day} không thuộc năm {year}")
    if day in seen:
        raise bad_data(path, entry, f"ngày {day} đã có ở {seen[day]}")
    seen[day] = entry


def check_hours(path: Path, table: HoursFile, first_day: date) -> None:
    """Check that hours are in order and cover every day from ``first_day`` on, without gaps."""
    check_periods(path, "hours", table.hours, first_day)
    for index, hours in enumerate(table.hours):
        check_sessions(path, f"hours[{index}].sessions", hours.sessions)
        _check_seasons(path, f"hours[{index}].seasons", hours.seasons)


def _check_seasons(path: Path, entry: str, seasons: Sequence[Season]) -> None:
    for index, season in enumerate(seasons):
        for name, text in (("from", season.first), ("to", season.last)):
            try:
                date.fromisoformat(f"{LEAP_YEAR}-{text}")
            except ValueError:
                raise bad_data(
                    path, f"{entry}[{index}].{name}", f"không có ngày {text} (mẫu: 04-15)"
                ) from None
        check_sessions(path, f"{entry}[{index}].sessions", season.sessions)
    day = date(LEAP_YEAR, 1, 1)
    while day.year == LEAP_YEAR:
        matching = [index for index, season in enumerate(seasons) if season.has(day)]
        if len(matching) > 1:
            raise bad_data(
                path, f"{entry}[{matching[1]}].from", f"ngày {day:%d/%m} đã có ở mùa trước"
            )
        day += timedelta(days=1)


def check_periods(path: Path, name: str, periods: Sequence[Period], first_day: date) -> None:
    """Check that ``periods`` follow each other day by day from ``first_day``, the last open."""
    expected: date | None = None
    for index, period in enumerate(periods):
        entry = f"{name}[{index}]"
        covers = period.valid_from <= first_day if index == 0 else period.valid_from == expected
        if not covers:
            wanted = f"phải là {expected}" if expected else f"không được sau {first_day}"
            raise bad_data(path, f"{entry}.valid_from", wanted)
        if period.valid_to is not None and period.valid_to < period.valid_from:
            raise bad_data(path, f"{entry}.valid_to", "trước valid_from")
        if period.valid_to is None and index < len(periods) - 1:
            raise bad_data(path, f"{entry}.valid_to", "thiếu, vì còn mục sau")
        expected = _day_after(path, entry, period.valid_to)
    if expected is not None:
        raise bad_data(path, f"{name}[{len(periods) - 1}].valid_to", "mục cuối phải để mở")


def _day_after(path: Path, entry: str, day: date | None) -> date | None:
    if day == date.max:
        raise bad_data(path, f"{entry}.valid_to", "để trống khi chưa biết ngày cuối")
    return None if day is None else day + timedelta(days=1)


def check_sessions(path: Path, entry: str, sessions: Sequence[Session]) -> None:
    """Check that the sessions of a day are in its order and don't overlap."""
    before = time.min
    for index, session in enumerate(sessions):
        if not before <= session.opens < session.closes:
            raise bad_data(path, f"{entry}[{index}].from", "giờ không theo thứ tự")
        before = session.closes
