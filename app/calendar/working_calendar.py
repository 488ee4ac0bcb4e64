"""The working calendar: which days state bodies work, why not, and when this desk receives.

Source: BLLĐ 2019 Đ.111, Đ.112 and each year's decisions, one file a year in
``resources/calendar``. A year without a file is not guessed. Saturday reception does not make a
Saturday a working day: only a working Saturday (làm bù) is one. A day on which the desk is closed
stays a working day of the state body.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from app.calendar.reception_file import (
    DEFAULT_RECEPTION,
    ClosedDays,
    ClosedFile,
    ReceptionFile,
    ReceptionPeriod,
    check_closed,
    check_reception,
)
from app.calendar.year_file import (
    SATURDAY,
    HoursFile,
    OfficeHours,
    Session,
    YearFile,
    check_hours,
    check_year,
)
from app.dated_data.bundle import is_bundle, read_bundle
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
RECEPTION_FILE = "reception.toml"
CLOSED_FILE = "closed_days.toml"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""As official papers write them (NĐ 30/2020, phụ lục II)."""
_YEAR_NAME = re.compile(r"[0-9]{4}\.toml")
_ONE_DAY = timedelta(days=1)

Sessions = tuple[tuple[time, time], ...]
DataOf = Callable[[Path], bytes]


class CalendarDay(Struct, frozen=True):
    """One day. ``reason`` says why it is off, or why a week-end day is worked; else empty.

    ``basis`` is the source of that; empty for ordinary weekdays and week-ends. ``closed`` says why
    the desk is closed on it, on a working day or one of Saturday reception.
    """

    date: date
    working: bool
    reason: str
    basis: str = ""
    closed: str = ""


class WorkingCalendar:
    """The known years. ``version`` changes exactly when the data does."""

    def __init__(
        self,
        years: list[YearFile],
        hours: list[OfficeHours],
        version: str,
        *,
        reception: list[ReceptionPeriod] | None = None,
        closed: list[ClosedDays] | None = None,
    ) -> None:
        """Made by ``load_calendar`` of checked data; reception is office hours unless given."""
        self.version = version
        self._off = {day: off for year in years for off in year.off for day in off.days()}
        self._working = {working.day: working for year in years for working in year.working}
        self._closed = {day: entry for entry in closed or [] for day in entry.days()}
        self._provisional = {year.year: year.provisional for year in years}
        self._hours = [
            (
                entry,
                _sessions(entry.sessions),
                [(season, _sessions(season.sessions)) for season in entry.seasons],
            )
            for entry in hours
        ]
        self._reception = [
            (period, tuple(None if day is None else _sessions(day) for day in period.named()))
            for period in reception or [DEFAULT_RECEPTION]
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

    def working_days(self, after: date, until: date) -> int:
        """How many working days there are after ``after``, up to and with ``until``.

        Raises InvalidInput (``calendar_unknown``).
        """
        days = range(1, (until - after).days + 1)
        return sum(self.is_working(after + number * _ONE_DAY) for number in days)

    def day(self, day: date) -> CalendarDay:
        """``day`` and the reason for what it is; InvalidInput (``calendar_unknown``)."""
        working = self.is_working(day)
        closed = self._closed.get(day)
        made_up, off = self._working.get(day), self._off.get(day)
        if made_up is not None:
            instead = made_up.instead_of
            reason = f"Làm bù cho {weekday_name(instead)} {instead:%d/%m/%Y}"
            basis = made_up.basis
        elif off is not None:
            reason, basis = off.reason, off.basis
        else:
            name = weekday_name(day)
            reason, basis = "" if working else name[0].upper() + name[1:], ""
        if closed is not None:
            basis = "; ".join(text for text in (basis, closed.basis) if text)
        return CalendarDay(day, working, reason, basis, "" if closed is None else closed.reason)

    def is_named_off(self, day: date) -> bool:
        """Whether ``day`` is a holiday or a day off by decision, on whatever weekday."""
        return day in self._off

    def is_closed(self, day: date) -> bool:
        """Whether the desk is closed on ``day`` by its own list, though state bodies work."""
        return day in self._closed and self.is_working(day)

    def is_provisional(self, year: int) -> bool:
        """Whether the year was computed, not decided; InvalidInput (``calendar_unknown``)."""
        if year not in self._provisional:
            raise self._unknown(str(year))
        return self._provisional[year]

    def office_hours(self, day: date) -> Sessions:
        """The sessions (opening, closing time) that a working day ``day`` has."""
        self._check_known(day)
        for entry, sessions, seasons in self._hours:
            if in_force(day, entry.valid_from, entry.valid_to):
                return next((own for season, own in seasons if season.has(day)), sessions)
        raise AssertionError("check_hours leaves no gap")

    def reception_hours(self, day: date) -> Sessions:
        """The sessions in which the desk receives on ``day``; empty where it does not.

        Raises InvalidInput (``calendar_unknown``).
        """
        working = self.is_working(day)
        if day in self._closed or (day in self._off and not working):
            return ()
        made_up = self._working.get(day)
        weekday = (day if made_up is None else made_up.instead_of).weekday()
        for period, by_weekday in self._reception:
            if in_force(day, period.valid_from, period.valid_to):
                named = by_weekday[weekday]
                if named is not None:
                    return named
                return self.office_hours(day) if working else ()
        raise AssertionError("check_reception leaves no gap")

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


def load_calendar(directory: Path | None = None, province: Path | None = None) -> WorkingCalendar:
    """Read the calendar in ``directory``, by default the one that comes with the program.

    A file in ``province`` (it need not exist) replaces the file of the same name, or adds a year;
    what is published there lies between the two. All are checked together, and ``version`` covers
    all. Raises InvalidInput (``bad_data``) naming file, entry and field; EnvironmentFault
    (``data_missing``).
    """
    if directory is None and (province is None or not toml_files(province)):
        return _load_default()
    return _load(directory or RESOURCES / "calendar", province)


@lru_cache(maxsize=1)
def _load_default() -> WorkingCalendar:
    return _load(RESOURCES / "calendar", None)


def _load(directory: Path, province: Path | None) -> WorkingCalendar:
    paths = {path.name: path for path in toml_files(directory)}
    own = toml_files(province) if province else []
    held: dict[Path, bytes] = {}
    for path in (path for path in own if is_bundle(path)):
        held |= read_bundle(path)
    paths |= {path.name: path for path in (*held, *own) if not is_bundle(path)}
    hours_path = paths.pop(HOURS_FILE, directory / HOURS_FILE)
    reception_path = paths.pop(RECEPTION_FILE, None)
    closed_path = paths.pop(CLOSED_FILE, None)
    parts: list[bytes] = []
    data_of = _reader(held, parts)
    hours = read_table(hours_path, data_of(hours_path), HoursFile)
    years = [_read_year(paths[name], data_of) for name in sorted(paths)]
    numbers = [year.year for year in years]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        after = next((a for b, a in pairwise(numbers) if a != b + 1), None)
        place = directory if after is None else paths[f"{after}.toml"]
        raise bad_data(place, "year", f"các năm phải liền nhau: {numbers}")
    first, last = date(numbers[0], 1, 1), date(numbers[-1], 12, 31)
    check_hours(hours_path, hours, first)
    reception, closed = None, ClosedFile()
    if reception_path is not None:
        reception = read_table(reception_path, data_of(reception_path), ReceptionFile)
        check_reception(reception_path, reception, first)
    if closed_path is not None:
        closed = read_table(closed_path, data_of(closed_path), ClosedFile)
        check_closed(closed_path, closed, first, last)
    calendar = WorkingCalendar(
        years,
        hours.hours,
        content_version(parts),
        reception=reception.reception if reception else None,
        closed=closed.closed,
    )
    _check_swaps(paths, years, calendar)
    return calendar


def _reader(held: dict[Path, bytes], parts: list[bytes]) -> DataOf:
    """Gives a file's bytes, those of a bundle from ``held``, and notes them for the version."""

    def data_of(path: Path) -> bytes:
        data = held[path] if path in held else read_bytes(path)
        parts.append(path.name.encode() + b"\0" + data)
        return data

    return data_of


def _read_year(path: Path, data_of: DataOf) -> YearFile:
    if not _YEAR_NAME.fullmatch(path.name):
        known = f"NĂM.toml, {HOURS_FILE}, {RECEPTION_FILE}, {CLOSED_FILE}"
        raise bad_data(path, "", f"tên tệp lạ; lịch chỉ gồm: {known}")
    year = read_table(path, data_of(path), YearFile)
    check_year(path, year)
    return year


def _check_swaps(paths: dict[str, Path], years: list[YearFile], calendar: WorkingCalendar) -> None:
    """A working Saturday stands for a day that is off, in whichever layer that stands."""
    for year in years:
        for index, working in enumerate(year.working):
            instead = working.instead_of
            if calendar.first_day <= instead <= calendar.last_day and calendar.is_working(instead):
                raise bad_data(
                    paths[f"{year.year}.toml"],
                    f"working[{index}].instead_of",
                    f"{instead} không phải ngày nghỉ",
                )


def weekday_name(day: date) -> str:
    """``thứ Hai`` … ``Chủ nhật``."""
    return WEEKDAYS[day.weekday()]


def _sessions(sessions: list[Session]) -> Sessions:
    return tuple((session.opens, session.closes) for session in sessions)
