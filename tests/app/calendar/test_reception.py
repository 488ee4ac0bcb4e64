"""When the desk receives: apart from when state bodies work."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.errors import InvalidInput

MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13, 30), time(17))
SATURDAY_DESK = """
[[reception]]
valid_from = 2019-01-01
valid_to = 2026-06-30
basis = "Như giờ làm việc"

[[reception]]
valid_from = 2026-07-01
saturday = [{ from = 07:30:00, to = 11:00:00 }]
wednesday = [{ from = 07:30:00, to = 11:30:00 }]
friday = []
basis = "Quyết định của UBND cấp tỉnh"
"""
CLOSED = """
[[closed]]
from = 2026-11-26
to = 2026-11-29
reason = "Bão số 14"
basis = "Công điện của UBND cấp tỉnh"
"""


@pytest.fixture
def province(tmp_path: Path) -> Path:
    return tmp_path


def desk(province: Path, *, reception: str = "", closed: str = "") -> WorkingCalendar:
    if reception:
        (province / "reception.toml").write_text(reception, encoding="utf-8")
    if closed:
        (province / "closed_days.toml").write_text(closed, encoding="utf-8")
    return load_calendar(province=province)


def test_by_default_the_desk_receives_in_office_hours() -> None:
    """On working days alone: a working Saturday, but no other one and no holiday."""
    calendar = load_calendar()
    assert calendar.reception_hours(date(2026, 11, 23)) == (MORNING, AFTERNOON)
    assert calendar.reception_hours(date(2026, 8, 22)) == (MORNING, AFTERNOON)
    for closed in (date(2026, 11, 24), date(2026, 11, 21), date(2026, 11, 22)):
        assert calendar.reception_hours(closed) == ()


WEEK = [
    (date(2026, 11, 23), (MORNING, AFTERNOON)),  # Monday is not named
    (date(2026, 11, 25), (MORNING,)),  # Wednesday in the morning
    (date(2026, 11, 27), ()),  # never on Fridays
    (date(2026, 11, 28), ((time(7, 30), time(11)),)),  # sáng thứ Bảy
    (date(2026, 11, 29), ()),
    (date(2026, 6, 27), ()),  # a Saturday before the decision
    (date(2026, 6, 26), (MORNING, AFTERNOON)),
    (date(2026, 8, 22), (MORNING, AFTERNOON)),  # làm bù for a Monday
    (date(2028, 1, 1), ()),  # a holiday on a Saturday
]


@pytest.mark.parametrize(("day", "hours"), WEEK)
def test_each_weekday_has_its_sessions_from_a_day_on(
    province: Path, day: date, hours: tuple[tuple[time, time], ...]
) -> None:
    """A weekday that is not named has office hours; a holiday has none in any case."""
    assert desk(province, reception=SATURDAY_DESK).reception_hours(day) == hours


def test_saturday_reception_makes_no_working_day(province: Path) -> None:
    """Two calendars: the desk receives, the limit does not run."""
    calendar = desk(province, reception=SATURDAY_DESK)
    assert calendar.reception_hours(date(2026, 11, 28))
    assert not calendar.is_working(date(2026, 11, 28))
    assert calendar.is_working(date(2026, 11, 27))


def test_a_closed_day_has_no_reception_and_is_worked(province: Path) -> None:
    """Storm: no reception, also on its Saturday; state bodies work on, and it says why."""
    calendar = desk(province, reception=SATURDAY_DESK, closed=CLOSED)
    for number in (26, 28, 29):
        assert calendar.reception_hours(date(2026, 11, number)) == ()
    day = calendar.day(date(2026, 11, 26))
    assert (day.working, day.closed) == (True, "Bão số 14")
    assert day.basis == "Công điện của UBND cấp tỉnh"
    assert calendar.day(date(2026, 11, 28)).closed == "Bão số 14"  # Saturday reception falls out
    assert calendar.is_closed(date(2026, 11, 26))
    assert not calendar.is_closed(date(2026, 11, 28))  # off in any case
    assert not calendar.is_closed(date(2026, 11, 30))


RECEPTION_FAULTS = [
    ("valid_from = 2026-07-01", "valid_from = 2026-07-02", "reception[1].valid_from"),
    ("valid_to = 2026-06-30", "", "reception[0].valid_to"),
    ("to = 11:00:00", "to = 07:00:00", "reception[1].saturday[0].from"),
    ("friday = []", "freitag = []", "reception[1].freitag"),
    ("friday = []", 'friday = "sáng"', "reception[1].friday"),
    ("valid_from = 2019-01-01", "valid_from = 2020-01-01", "reception[0].valid_from"),
]


@pytest.mark.parametrize(("old", "new", "field"), RECEPTION_FAULTS)
def test_a_fault_in_the_reception_file_is_named(
    province: Path, old: str, new: str, field: str
) -> None:
    """Periods without gaps, sessions in order, weekdays that exist."""
    assert old in SATURDAY_DESK
    with pytest.raises(InvalidInput) as caught:
        desk(province, reception=SATURDAY_DESK.replace(old, new))
    assert "reception.toml" in caught.value.message
    assert caught.value.field == field


CLOSED_FAULTS = [
    ("to = 2026-11-29", "to = 2026-11-25", "closed[0].to"),
    ("to = 2026-11-29", "to = 2027-11-29", "closed[0].to"),
    ("from = 2026-11-26\nto = 2026-11-29", "from = 2062-11-26", "closed[0].from"),
    ("from = 2026-11-26\nto = 2026-11-29", "from = 9999-12-31", "closed[0].from"),
    ('reason = "Bão số 14"', "", "closed[0].reason"),
    ('basis = "Công điện của UBND cấp tỉnh"', 'basis = ""', "closed[0].basis"),
    ("[[closed]]", "[[close]]", "close"),
]


@pytest.mark.parametrize(("old", "new", "field"), CLOSED_FAULTS)
def test_a_fault_in_the_closed_days_is_named(
    province: Path, old: str, new: str, field: str
) -> None:
    """An end before its begin, a year that is not known, no reason, no basis."""
    assert old in CLOSED
    with pytest.raises(InvalidInput) as caught:
        desk(province, closed=CLOSED.replace(old, new))
    assert "closed_days.toml" in caught.value.message
    assert caught.value.field == (field or "closed_days.toml")


def test_a_day_is_closed_once(province: Path) -> None:
    """Two entries for one day would leave its reason open."""
    again = '\n[[closed]]\nfrom = 2026-11-28\nreason = "Mất điện"\nbasis = "Thông báo"\n'
    with pytest.raises(InvalidInput) as caught:
        desk(province, closed=CLOSED + again)
    assert caught.value.field == "closed[1].from"


def test_unknown_years_have_no_reception_hours() -> None:
    """As every other question: not guessed."""
    with pytest.raises(InvalidInput) as caught:
        load_calendar().reception_hours(date(2029, 1, 2))
    assert caught.value.code == "calendar_unknown"
