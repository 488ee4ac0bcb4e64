"""What the central publishes of the calendar lies between the program's files and the desk's."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from app.calendar.working_calendar import load_calendar
from app.dated_data.bundle import bundle_text
from app.errors import InvalidInput
from tests.app.calendar.test_province import HOURS, SEED, YEAR_2029

DAY = date(2026, 11, 25)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    directory = tmp_path / "law" / "calendar"
    directory.mkdir(parents=True)
    return directory


def publish(province: Path, **files: str) -> None:
    named = {f"{name.removeprefix('y')}.toml": text for name, text in files.items()}
    (province / "published-calendar.toml").write_bytes(bundle_text("a1", named))


def off_too(reason: str) -> str:
    """2026 with one more day off."""
    seed = (SEED / "2026.toml").read_text("utf-8")
    return seed + (
        f'\n[[off]]\nfrom = {DAY}\nkind = "holiday"\nreason = "{reason}"\nbasis = "QĐ mẫu"\n'
    )


def test_a_published_year_replaces_the_programs(province: Path) -> None:
    """The other years and the hours stay."""
    assert load_calendar(province=province).is_working(DAY)
    publish(province, y2026=off_too("Ngày của tỉnh"))
    calendar = load_calendar(province=province)
    assert (calendar.is_working(DAY), calendar.day(DAY).reason) == (False, "Ngày của tỉnh")
    assert calendar.version != load_calendar().version
    assert calendar.last_day == load_calendar().last_day


def test_a_desks_own_year_goes_before_the_published_one(province: Path) -> None:
    """The file of the same name that lies beside the bundle."""
    publish(province, y2026=off_too("Ngày của tỉnh"), office_hours=HOURS)
    (province / "2026.toml").write_text(off_too("Ngày của xã"), "utf-8")
    calendar = load_calendar(province=province)
    assert calendar.day(DAY).reason == "Ngày của xã"
    assert calendar.office_hours(date(2026, 11, 23))[0] == (time(7), time(11, 30))


def test_a_year_is_added(province: Path) -> None:
    """The years must follow each other, in whatever layer they lie."""
    last = load_calendar().last_day.year
    publish(province, **{f"y{last + 1}": YEAR_2029.replace("2029", str(last + 1))})
    assert load_calendar(province=province).last_day.year == last + 1
    publish(province, **{f"y{last + 2}": YEAR_2029.replace("2029", str(last + 2))})
    with pytest.raises(InvalidInput) as refused:
        load_calendar(province=province)
    assert "published-calendar.toml" in refused.value.message


@pytest.mark.parametrize(
    "files", [{"holidays": "x = 1"}, {"y2026": YEAR_2029}, {"y2026": "not toml"}]
)
def test_a_fault_names_the_file_in_the_bundle(province: Path, files: dict[str, str]) -> None:
    """As a fault of a file of the layer does."""
    publish(province, **files)
    with pytest.raises(InvalidInput) as refused:
        load_calendar(province=province)
    assert refused.value.code == "bad_data"
    assert "published-calendar.toml" in refused.value.message
