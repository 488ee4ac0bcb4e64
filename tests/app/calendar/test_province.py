"""The province's layer of the calendar: its files replace those of their name."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from app.calendar.differing_days import differing_days
from app.calendar.working_calendar import load_calendar
from app.dated_data.toml_table import RESOURCES
from app.errors import InvalidInput

SEED = RESOURCES / "calendar"
HOURS = """
[[hours]]
valid_from = 2019-01-01
sessions = [{ from = 07:00:00, to = 11:30:00 }, { from = 13:30:00, to = 17:00:00 }]
basis = "Quyết định của UBND cấp tỉnh"
"""
YEAR_2029 = """
year = 2029
provisional = true
basis = "Tính theo luật"
off = []
"""


@pytest.fixture
def province(tmp_path: Path) -> Path:
    directory = tmp_path / "law" / "calendar"
    directory.mkdir(parents=True)
    return directory


def test_no_layer_and_an_empty_one_are_the_programs_calendar(province: Path) -> None:
    """The very same object: a desk that sets nothing pays nothing."""
    assert load_calendar(province=province) is load_calendar()
    assert load_calendar(province=province / "nowhere") is load_calendar()


def test_a_file_replaces_the_file_of_its_name(province: Path) -> None:
    """The province's hours hold, the program's years stay; the version is another one."""
    (province / "office_hours.toml").write_text(HOURS, encoding="utf-8")
    calendar = load_calendar(province=province)
    assert calendar.office_hours(date(2026, 11, 23))[0] == (time(7), time(11, 30))
    assert not calendar.is_working(date(2026, 11, 24))
    assert calendar.version != load_calendar().version


def test_a_year_decided_takes_the_place_of_a_computed_one(province: Path) -> None:
    """The Prime Minister has decided 2027: another swap, no longer provisional."""
    decided = (SEED / "2027.toml").read_text(encoding="utf-8")
    decided = decided.replace("provisional = true", "provisional = false")
    decided = decided.replace(
        "from = 2027-02-04\nto = 2027-02-08", "from = 2027-02-05\nto = 2027-02-09"
    )
    decided = decided.replace(
        "from = 2027-02-09\nto = 2027-02-10", "from = 2027-02-10\nto = 2027-02-11"
    )
    (province / "2027.toml").write_text(decided, encoding="utf-8")
    calendar = load_calendar(province=province)
    assert not calendar.is_provisional(2027)
    assert list(differing_days(load_calendar(), calendar)) == [date(2027, 2, 4), date(2027, 2, 11)]


def test_a_year_is_added(province: Path) -> None:
    """2029 follows 2028; every day of it is new."""
    (province / "2029.toml").write_text(YEAR_2029, encoding="utf-8")
    calendar = load_calendar(province=province)
    assert calendar.last_day == date(2029, 12, 31)
    assert len(list(differing_days(load_calendar(), calendar))) == 365


def test_the_layers_are_checked_together(province: Path) -> None:
    """A year that does not follow, or a swap whose day off stands nowhere, is a fault."""
    (province / "2030.toml").write_text(YEAR_2029.replace("2029", "2030"), encoding="utf-8")
    with pytest.raises(InvalidInput, match="liền nhau"):
        load_calendar(province=province)
    (province / "2030.toml").unlink()
    (province / "2026.toml").write_text(
        'year = 2026\nprovisional = false\nbasis = "thử"\noff = []\n'
        '[[working]]\nday = 2026-01-10\ninstead_of = 2026-01-02\nbasis = "thử"\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidInput) as caught:
        load_calendar(province=province)
    assert "2026.toml" in caught.value.message
    assert caught.value.field == "working[0].instead_of"


def test_the_same_files_in_either_layer_are_the_same_calendar(province: Path) -> None:
    """The version says what is in force, not where it lies."""
    shutil.copy(SEED / "2026.toml", province / "2026.toml")
    assert load_calendar(province=province).version == load_calendar().version


def test_another_reason_moves_no_date(province: Path) -> None:
    """Words of a reason are another version, but no day counts otherwise."""
    text = (SEED / "2026.toml").read_text(encoding="utf-8")
    (province / "2026.toml").write_text(text.replace("Tết Âm lịch", "Tết Nguyên đán"), "utf-8")
    calendar = load_calendar(province=province)
    assert calendar.version != load_calendar().version
    assert list(differing_days(load_calendar(), calendar)) == []
