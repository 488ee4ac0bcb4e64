"""A year's calendar out of a document, and which days it changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.calendar.importing import changed_days, read_calendar_document
from app.calendar.working_calendar import load_calendar
from app.dated_data.toml_table import RESOURCES
from app.errors import InvalidInput


def holidays(*entries: tuple[str, str, int]) -> bytes:
    listed = [
        {"holidayDate ": day, "description": about, "holidayType": kind}
        for day, about, kind in entries
    ]
    return msgspec.json.encode({"total": len(listed), "holidayModel": listed})


def test_a_year_file_is_taken_as_it_is(tmp_path: Path) -> None:
    """The decided calendar of 2027 replaces the computed one."""
    decided = (RESOURCES / "calendar/2027.toml").read_text("utf-8").replace(
        "provisional = true", "provisional = false"
    ).replace("from = 2027-11-24", "from = 2027-11-23")  # fmt: skip
    files = read_calendar_document("nghi-2027.toml", decided.encode())
    assert list(files) == ["2027.toml"]
    (tmp_path / "2027.toml").write_bytes(files["2027.toml"])
    new = load_calendar(province=tmp_path)
    assert not new.is_provisional(2027)
    days = changed_days(load_calendar(), new, [2027])
    assert [(one.date, one.working_before, one.working) for one in days] == [
        (date(2027, 11, 23), True, False),
        (date(2027, 11, 24), False, True),
    ]


def test_the_holidays_of_opencps_make_a_year(tmp_path: Path) -> None:
    """Type 1 is worked instead of the day that its words name."""
    files = read_calendar_document(
        "holidays.json",
        holidays(
            ("01/01/2029", "Tết Dương lịch", 0),
            ("02/01/2029", "Nghỉ hoán đổi", 0),
            ("06/01/2029", "Làm bù cho 02/01/2029", 1),
        ),
    )
    (tmp_path / "2029.toml").write_bytes(files["2029.toml"])
    new = load_calendar(province=tmp_path)
    assert [new.is_working(date(2029, 1, day)) for day in range(1, 9)] == [
        False, False, True, True, True, True, False, True,
    ]  # fmt: skip
    days = changed_days(load_calendar(), new, [2029])
    assert [(one.date, one.working_before) for one in days] == [
        (date(2029, 1, 1), None),
        (date(2029, 1, 2), None),
        (date(2029, 1, 6), None),
    ]


@pytest.mark.parametrize(
    "day", ["24/11/2029", "24/11/2029 00:00:00", "2029-11-24", str(1_890_147_600_000)]
)
def test_days_are_written_in_several_ways(day: str) -> None:
    """dd/MM/yyyy with or without a time, ISO, milliseconds."""
    files = read_calendar_document("holidays.json", holidays((day, "Ngày Văn hóa", 0)))
    assert b"from = 2029-11-24" in files["2029.toml"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"", "year"),
        (b"year = 2029", "provisional"),
        (b"{", "file"),
        (b"{}", "file"),
        (holidays(("31/02/2029", "x", 0)), "file.holidayModel[0].holidayDate"),
        (holidays(("hôm nay", "x", 0)), "file.holidayModel[0].holidayDate"),
        (holidays(("06/01/2029", "Làm bù", 1)), "file.holidayModel[0].description"),
        (holidays(("05/01/2029", "Bù cho 02/01/2029", 1)), "working[0].day"),
        (holidays(*[("01/01/2029", "x", 0)] * 2), "off[1].from"),
        (holidays(("01/01/2029", "x", 7)), "file.holidayModel[0].holidayType"),
    ],
)
def test_a_malformed_calendar_names_its_place(data: bytes, field: str) -> None:
    """Nothing is half read."""
    with pytest.raises(InvalidInput) as error:
        read_calendar_document("lich.toml", data)
    assert error.value.field is not None
    assert field in error.value.field or field in str(error.value)


def test_years_that_no_file_could_have_are_refused() -> None:
    """A typing mistake in a year is not a calendar of that year."""
    entries: Any = ("01/01/9029", "x", 0)
    with pytest.raises(InvalidInput):
        read_calendar_document("holidays.json", holidays(entries))
