"""The files of the calendar: one a year (``2026.toml``), and the office hours.

A day off has a reason and a basis; a working Saturday (làm bù) names the day that it stands for.
Days off may fall on a week-end: they are named there, and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct, field

from app.dated_data.toml_table import bad_data

Text = Annotated[str, Meta(min_length=1, max_length=300)]
SATURDAY = 5
MAX_DAYS_OFF_IN_A_ROW = 31


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


class OfficeHours(Struct, frozen=True, forbid_unknown_fields=True):
    """Office hours for a time: morning and afternoon, or one session without a break."""

    valid_from: date
    sessions: Annotated[list[Session], Meta(min_length=1, max_length=2)]
    basis: Text
    valid_to: date | None = None


class HoursFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The office hours by date."""

    hours: Annotated[list[OfficeHours], Meta(min_length=1)]


def check_year(path: Path, year: YearFile) -> None:
    """Check what types can't say; raises InvalidInput (``bad_data``) naming entry and field."""
    if path.stem != str(year.year):
        raise bad_data(path, "year", f"tệp {path.name} không thể nói về năm {year.year}")
    seen: dict[date, str] = {}
    for index, off in enumerate(year.off):
        last = off.last or off.first
        if not off.first <= last <= off.first + timedelta(days=MAX_DAYS_OFF_IN_A_ROW):
            raise bad_data(path, f"off[{index}].to", f"khoảng ngày sai: {off.first} – {last}")
        for day in off.days():
            _check_once(path, f"off[{index}].from", day, year.year, seen)
    for index, working in enumerate(year.working):
        _check_once(path, f"working[{index}].day", working.day, year.year, seen)
        if working.day.weekday() < SATURDAY:
            raise bad_data(
                path, f"working[{index}].day", f"{working.day} vốn là ngày làm việc trong tuần"
            )


def _check_once(path: Path, entry: str, day: date, year: int, seen: dict[date, str]) -> None:
    if day.year != year:
        raise bad_data(path, entry, f"ngày {day} không thuộc năm {year}")
    if day in seen:
        raise bad_data(path, entry, f"ngày {day} đã có ở {seen[day]}")
    seen[day] = entry


def check_hours(path: Path, table: HoursFile, first_day: date) -> None:
    """Check that hours are in order and cover every day from ``first_day`` on, without gaps."""
    expected: date | None = None
    for index, hours in enumerate(table.hours):
        entry = f"hours[{index}]"
        covers = hours.valid_from <= first_day if index == 0 else hours.valid_from == expected
        if not covers:
            wanted = f"phải là {expected}" if expected else f"không được sau {first_day}"
            raise bad_data(path, f"{entry}.valid_from", wanted)
        if hours.valid_to is not None and hours.valid_to < hours.valid_from:
            raise bad_data(path, f"{entry}.valid_to", "trước valid_from")
        expected = hours.valid_to + timedelta(days=1) if hours.valid_to else None
        if expected is None and index < len(table.hours) - 1:
            raise bad_data(path, f"{entry}.valid_to", "thiếu, vì còn mục sau")
        _check_sessions(path, entry, hours.sessions)
    if expected is not None:
        raise bad_data(path, f"hours[{len(table.hours) - 1}].valid_to", "mục cuối phải để mở")


def _check_sessions(path: Path, entry: str, sessions: list[Session]) -> None:
    before = time.min
    for index, session in enumerate(sessions):
        if not before <= session.opens < session.closes:
            raise bad_data(path, f"{entry}.sessions[{index}].from", "giờ không theo thứ tự")
        before = session.closes
