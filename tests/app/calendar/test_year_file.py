"""The calendar's files: a fault names its file, entry and field."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from app.calendar.working_calendar import load_calendar
from app.dated_data.toml_table import RESOURCES
from app.errors import EnvironmentFault, InvalidInput


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the calendar that may be spoilt."""
    return shutil.copytree(RESOURCES / "calendar", tmp_path / "calendar")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


YEAR_FAULTS = [
    ("year = 2026", "year = 2025", "year"),
    ("provisional = false", 'provisional = "no"', "provisional"),
    ("provisional = false", "", "provisional"),
    ('kind = "holiday"', 'kind = "party"', "off[0].kind"),
    ('reason = "Tết Dương lịch"', 'reason = ""', "off[0].reason"),
    ("from = 2026-01-01", "from = 2027-01-01", "off[0].from"),
    ("from = 2026-01-02", "from = 2026-01-01", "off[1].from"),
    ("to = 2026-02-20", "to = 2026-02-15", "off[2].to"),
    ("to = 2026-02-20", "to = 2026-12-20", "off[2].to"),
    ("to = 2026-02-20", "until = 2026-02-20", "off[2].until"),
    ("day = 2026-01-10", "day = 2026-01-09", "working[0].day"),
    ("day = 2026-01-10", "day = 2026-04-26", "working[0].day"),
    ("day = 2026-01-10", "day = 2026-13-10", "2026.toml"),
    ("instead_of = 2026-01-02", "instead_of = 2026-01-05", "working[0].instead_of"),
]


@pytest.mark.parametrize(("old", "new", "field"), YEAR_FAULTS)
def test_a_fault_in_a_year_names_file_and_field(
    files: Path, old: str, new: str, field: str
) -> None:
    """Wrong types, unknown fields, overlaps and days of another year are all refused."""
    edit(files / "2026.toml", old, new)
    with pytest.raises(InvalidInput) as caught:
        load_calendar(files)
    assert caught.value.code == "bad_data"
    assert "2026.toml" in caught.value.message
    assert caught.value.field == (field or "2026.toml")


MORE_HOURS = """
[[hours]]
valid_from = {start}
sessions = [{sessions}]
basis = "Quyết định của UBND cấp tỉnh"
"""
THROUGH = "{ from = 08:00:00, to = 14:00:00 }"


def test_hours_may_change_on_a_day(files: Path) -> None:
    """Summer and winter hours, or a day without a noon break, are entries with a date."""
    hours = files / "office_hours.toml"
    edit(hours, "basis =", "valid_to = 2026-12-31\nbasis =")
    with hours.open("a", encoding="utf-8") as out:
        out.write(MORE_HOURS.format(start="2027-01-01", sessions=THROUGH))
    calendar = load_calendar(files)
    assert calendar.office_hours(date(2026, 12, 31))[-1][1] == time(17, 0)
    assert calendar.office_hours(date(2027, 1, 4)) == ((time(8, 0), time(14, 0)),)
    assert calendar.version != load_calendar().version


HOURS_FAULTS = [
    ("valid_from = 2019-01-01", "valid_from = 2019-01-02", "", "hours[0].valid_from"),
    ("from = 13:30:00", "from = 11:00:00", "", "hours[0].sessions[1].from"),
    ("to = 11:30:00", "to = 07:30:00", "", "hours[0].sessions[0].from"),
    ("to = 17:00:00", 'to = "17:00:00+07:00"', "", "hours[0].sessions[1].to"),
    ("basis =", "valid_to = 2018-01-01\nbasis =", "", "hours[0].valid_to"),
    ("basis =", "valid_to = 2026-12-31\nbasis =", "", "hours[0].valid_to"),
    ("basis =", "basis =", "2027-01-01", "hours[0].valid_to"),
    ("basis =", "valid_to = 2026-12-31\nbasis =", "2027-01-02", "hours[1].valid_from"),
]


@pytest.mark.parametrize(("old", "new", "then", "field"), HOURS_FAULTS)
def test_hours_leave_no_gap_and_no_overlap(
    files: Path, old: str, new: str, then: str, field: str
) -> None:
    """Every known day has exactly one set of office hours, in the order of the day."""
    hours = files / "office_hours.toml"
    edit(hours, old, new)
    if then:
        with hours.open("a", encoding="utf-8") as out:
            out.write(MORE_HOURS.format(start=then, sessions=THROUGH))
    with pytest.raises(InvalidInput) as caught:
        load_calendar(files)
    assert caught.value.field == field


SEASONS = """
[[hours.seasons]]
from = "{start}"
to = "{end}"
sessions = [{{ from = 08:00:00, to = 12:00:00 }}, {{ from = 13:00:00, to = 16:30:00 }}]
"""


def add(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as out:
        out.write(text)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 10, 15), time(7, 30)),
        (date(2026, 10, 16), time(8)),
        (date(2027, 1, 4), time(8)),
        (date(2027, 4, 15), time(8)),
        (date(2027, 4, 19), time(7, 30)),
        (date(2028, 2, 29), time(8)),
    ],
)
def test_a_season_has_its_hours_every_year(files: Path, day: date, opens: time) -> None:
    """Winter from 16 October to 15 April, both days in it, over every new year."""
    add(files / "office_hours.toml", SEASONS.format(start="10-16", end="04-15"))
    assert load_calendar(files).office_hours(day)[0][0] == opens


SEASON_FAULTS = [
    ([("02-30", "04-15")], "hours[0].seasons[0].from"),
    ([("10-16", "4-15")], "hours[0].seasons[0].to"),
    ([("10-16", "04-15"), ("04-15", "06-01")], "hours[0].seasons[1].from"),
]


@pytest.mark.parametrize(("seasons", "field"), SEASON_FAULTS)
def test_a_season_is_of_the_year_and_has_no_day_of_another(
    files: Path, seasons: list[tuple[str, str]], field: str
) -> None:
    """A day that is in no year, or in two seasons, is found when the file is read."""
    for start, end in seasons:
        add(files / "office_hours.toml", SEASONS.format(start=start, end=end))
    with pytest.raises(InvalidInput) as caught:
        load_calendar(files)
    assert caught.value.field == field


def test_a_file_of_another_name_is_not_passed_over(files: Path) -> None:
    """A misspelt name would else be law that nobody counts by."""
    (files / "office-hours.toml").write_bytes((files / "office_hours.toml").read_bytes())
    with pytest.raises(InvalidInput, match="tên tệp lạ"):
        load_calendar(files)


def test_a_missing_year_in_the_middle_is_refused(files: Path) -> None:
    """Years follow each other: a hole would be found only when a deadline falls into it."""
    (files / "2023.toml").unlink()
    with pytest.raises(InvalidInput, match="liền nhau"):
        load_calendar(files)


def test_missing_files_are_the_environments_fault(files: Path, tmp_path: Path) -> None:
    """No directory, no hours, no years: the installation is broken, not the input."""
    with pytest.raises(EnvironmentFault) as caught:
        load_calendar(tmp_path / "nowhere")
    assert caught.value.code == "data_missing"
    for year in files.glob("2*.toml"):
        year.unlink()
    with pytest.raises(InvalidInput):
        load_calendar(files)


def test_the_version_ignores_line_ends_and_nothing_else(files: Path) -> None:
    """A checkout with CRLF is the same calendar; a changed reason is another one."""
    version = load_calendar(files).version
    path = files / "2026.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_calendar(files).version == version
    edit(path, "Tết Dương lịch", "Tết dương lịch")
    assert load_calendar(files).version != version
