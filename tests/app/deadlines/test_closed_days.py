"""A day on which the desk is closed though state bodies work: storm, move, power cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.clock.time import from_iso
from app.deadlines.appointment import appointment, put_off
from app.deadlines.due import DeadlineRule, Unit, due_at
from app.deadlines.suspension import Suspension
from app.errors import InvalidInput

CLOSED = (
    '[[closed]]\nfrom = 2026-11-26\nto = 2026-11-27\nreason = "Bão số 14"\nbasis = "Công điện"\n'
)
NO_FRIDAYS = '[[reception]]\nvalid_from = 2019-01-01\nfriday = []\nbasis = "Quyết định"\n'


@pytest.fixture
def calendar(tmp_path: Path) -> WorkingCalendar:
    (tmp_path / "closed_days.toml").write_text(CLOSED, encoding="utf-8")
    (tmp_path / "reception.toml").write_text(NO_FRIDAYS, encoding="utf-8")
    return load_calendar(province=tmp_path)


CASES = [
    ("2026-11-23T09:00", Unit.WORKING_DAY, 1, "2026-11-25T17:00"),  # before it
    ("2026-11-23T09:00", Unit.WORKING_DAY, 2, "2026-11-30T17:00"),  # on it: when the desk is open
    ("2026-11-23T09:00", Unit.WORKING_DAY, 4, "2026-11-30T17:00"),  # over it: both days count
    ("2026-11-23T09:00", Unit.WORKING_DAY, 5, "2026-12-01T17:00"),
    ("2026-11-23T09:00", Unit.CALENDAR_DAY, 3, "2026-11-30T17:00"),
    ("2026-11-25T09:00", Unit.HOUR, 24, "2026-11-30T17:00"),
    ("2026-11-26T09:00", Unit.WORKING_DAY, 3, "2026-12-01T17:00"),  # received online on it
    ("2026-11-12T09:00", Unit.WORKING_DAY, 1, "2026-11-13T17:00"),  # a Friday without reception
]


@pytest.mark.parametrize(("received", "unit", "amount", "expected"), CASES)
def test_a_closed_day_counts_but_nothing_is_due_on_it(
    calendar: WorkingCalendar, received: str, unit: Unit, amount: int, expected: str
) -> None:
    """The limit runs on; a result that would be due then is handed out on the next open day."""
    at = due_at(from_iso(received), DeadlineRule(unit, amount), calendar).at
    assert at == f"{expected}:00+07:00"


def test_the_trace_says_why_it_is_due_later(calendar: WorkingCalendar) -> None:
    """The last step before the appointment."""
    rule = DeadlineRule(Unit.WORKING_DAY, 2)
    assert due_at(from_iso("2026-11-23T09:00"), rule, calendar).trace[-2:] == [
        "Thứ Năm 26/11 quầy đóng cửa (Bão số 14): trả kết quả thứ Hai 30/11.",
        "Hẹn trả kết quả: 17:00 thứ Hai 30/11/2026.",
    ]


SUSPENDED = [
    # five working days from Monday 16/11: Monday 23/11
    (("2026-11-23T09:00", "2026-11-26T09:00"), "2026-11-30T17:00"),  # goes on when it is closed
    (("2026-11-18T09:00", "2026-11-20T09:00"), "2026-11-30T17:00"),  # counts to 26/11
    (("2026-11-23T09:00", "2026-11-25T09:00"), "2026-11-25T17:00"),
]


@pytest.mark.parametrize(("stop", "expected"), SUSPENDED)
def test_after_a_suspension_it_is_due_when_the_desk_is_open(
    calendar: WorkingCalendar, stop: tuple[str, str], expected: str
) -> None:
    """The same for a counted date and for one that was set."""
    begins, ends = map(from_iso, stop)
    rule = DeadlineRule(Unit.WORKING_DAY, 5)
    stops = [Suspension(begins, ends)]
    due = due_at(from_iso("2026-11-16T09:00"), rule, calendar, stops)
    assert due.at == f"{expected}:00+07:00"
    was_set = from_iso("2026-11-23T17:00")
    assert put_off(was_set, stops, calendar, working_days=True) == from_iso(expected)


def test_nobody_is_promised_a_day_on_which_the_desk_is_closed(calendar: WorkingCalendar) -> None:
    """An extension and an apology name a day on which the result can be collected."""
    with pytest.raises(InvalidInput) as caught:
        appointment("2026-11-26", calendar, "to")
    assert (caught.value.code, caught.value.field) == ("desk_closed", "to")
    assert "Bão số 14" in caught.value.message
    assert appointment("2026-11-25", calendar, "to") == from_iso("2026-11-25T17:00")
