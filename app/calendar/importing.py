"""A year's calendar out of a document, and what it would change day by day.

Two kinds: a year file as in ``resources/calendar`` (TOML), and the holidays of an OpenCPS site
(``GET /holidays``: ``holidayDate``, ``description``, ``holidayType`` 0 day off, 1 worked instead).
A document speaks for whole years: what it does not list is no day off any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from app.calendar.working_calendar import WorkingCalendar
from app.calendar.year_file import (
    SATURDAY,
    DayOffKind,
    DaysOff,
    WorkingSaturday,
    YearFile,
    check_year,
)
from app.clock.time import from_epoch_ms
from app.dated_data.foreign_document import Place, bad_document, places, read_json
from app.dated_data.toml_table import read_table
from app.dated_data.toml_text import table_text

_LISTS = ("data", "holidayModel", "holidays", "result")
_DAY = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", re.ASCII)
_EPOCH_MS = re.compile(r"\d{12,13}\Z", re.ASCII)
_BASIS = "Danh mục ngày nghỉ của hệ thống một cửa (OpenCPS)"
_OFF, _WORKED = "0", "1"


class DayChange(Struct, frozen=True):
    """One day that is worked or not otherwise than before, or for another reason."""

    date: date
    working_before: bool | None
    working: bool
    reason_before: str
    reason: str


def read_calendar_document(name: str, data: bytes) -> dict[str, bytes]:
    """The year files that a document makes, by file name.

    Raises InvalidInput (``bad_data``, ``bad_document``) naming the place.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return dict([_checked(Path(name), data)])
    return dict(
        _checked(Path(f"{year.year}.toml"), year_text(year).encode())
        for year in _opencps_years(data)
    )


def changed_days(old: WorkingCalendar, new: WorkingCalendar, years: list[int]) -> list[DayChange]:
    """The days of ``years`` that differ, in order. A year that is new is all its own days off."""
    found = []
    for day in (day for year in sorted(years) for day in _days_of(year)):
        after = new.day(day)
        if old.first_day <= day <= old.last_day:
            before = old.day(day)
            if (before.working, before.reason) != (after.working, after.reason):
                found.append(
                    DayChange(day, before.working, after.working, before.reason, after.reason)
                )
        elif after.working != (day.weekday() < SATURDAY):
            found.append(DayChange(day, None, after.working, "", after.reason))
    return found


def year_text(year: YearFile) -> str:
    """A year file as people read it."""
    head: dict[str, object] = {
        "year": year.year,
        "provisional": year.provisional,
        "basis": year.basis,
    }
    head |= {} if year.off else {"off": []}
    parts = [table_text("", head)]
    parts += [table_text("off", off) for off in year.off]
    parts += [table_text("working", worked) for worked in year.working]
    return "\n".join(parts)


def _checked(path: Path, data: bytes) -> tuple[str, bytes]:
    """The year file's right name, and its bytes, which are a year's."""
    year = read_table(path, data, YearFile)
    check_year(Path(f"{year.year}.toml"), year)
    return f"{year.year}.toml", data


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def _opencps_years(data: bytes) -> Iterator[YearFile]:
    document = read_json(data)
    whole = Place(document, "file") if isinstance(document, dict) else None
    listed = places(document, "file") if whole is None else whole.places(*_LISTS)
    if not listed:
        raise bad_document("", "không có ngày nghỉ nào")
    off: dict[int, list[DaysOff]] = {}
    worked: dict[int, list[WorkingSaturday]] = {}
    for place in listed:
        day = _date(place)
        reason = place.text("description")[:300] or "Ngày nghỉ"
        off.setdefault(day.year, [])
        kind = place.text("holidayType") or _OFF
        if kind not in (_OFF, _WORKED):
            raise bad_document(f"{place.where}.holidayType", f"không biết loại {kind[:20]!r}")
        if kind == _WORKED:
            instead = _instead_of(place, reason)
            worked.setdefault(day.year, []).append(WorkingSaturday(day, instead, _BASIS))
        else:
            off[day.year].append(DaysOff(day, DayOffKind.HOLIDAY, reason, _BASIS))
    for year in sorted(off):
        made = YearFile(
            year=year,
            provisional=False,
            basis=_BASIS,
            off=sorted(off[year], key=lambda entry: entry.first),
            working=sorted(worked.get(year, []), key=lambda entry: entry.day),
        )
        yield made


def _date(place: Place) -> date:
    text = place.text("holidayDate", "date")
    match = _DAY.match(text)
    try:
        if match:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        if _EPOCH_MS.match(text):
            return from_epoch_ms(int(text)).date()
        return date.fromisoformat(text[:10])
    except ValueError:
        raise bad_document(
            f"{place.where}.holidayDate", f"không phải ngày: {text[:30]!r}"
        ) from None


def _instead_of(place: Place, description: str) -> date:
    """The day that a Saturday is worked for, which OpenCPS has in words only."""
    match = _DAY.search(description)
    if match is None:
        raise bad_document(
            f"{place.where}.description",
            'ngày làm bù phải ghi bù cho ngày nào (mẫu: "Làm bù cho 02/01/2026")',
        )
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise bad_document(f"{place.where}.description", "ngày không có trong lịch") from None
