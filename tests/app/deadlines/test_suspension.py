"""A clock that stands still: which days and hours are left out."""

from __future__ import annotations

import pytest

from app.calendar.working_calendar import load_calendar
from app.clock.time import from_iso
from app.deadlines.due import Cutoff, DeadlineRule, Unit, due_at
from app.deadlines.suspension import Suspension, merged
from app.dossier.events import Due
from app.errors import InvalidInput

CALENDAR = load_calendar()
RECEIVED = "2026-11-02T09:00"  # a Monday, three weeks before a holiday


def stop(begins: str, ends: str) -> Suspension:
    return Suspension(from_iso(begins), from_iso(ends))


def due(unit: Unit, amount: int, *stops: Suspension, cutoff: Cutoff = Cutoff.NONE) -> Due:
    rule = DeadlineRule(unit, amount, cutoff)
    return due_at(from_iso(RECEIVED), rule, CALENDAR, stops)


STOPPED = [
    # received Monday 2/11 09:00; suspended from … to …; limit; due
    ("2026-11-04T10:00", "2026-11-06T09:00", Unit.WORKING_DAY, 5, "2026-11-11T17:00"),
    ("2026-11-04T07:00", "2026-11-06T23:00", Unit.WORKING_DAY, 5, "2026-11-11T17:00"),
    ("2026-11-04T10:00", "2026-11-04T16:00", Unit.WORKING_DAY, 5, "2026-11-09T17:00"),
    ("2026-11-06T10:00", "2026-11-08T10:00", Unit.WORKING_DAY, 5, "2026-11-09T17:00"),
    ("2026-11-07T10:00", "2026-11-09T10:00", Unit.WORKING_DAY, 5, "2026-11-10T17:00"),
    ("2026-11-02T09:00", "2026-11-03T09:00", Unit.WORKING_DAY, 5, "2026-11-10T17:00"),
    ("2026-11-09T17:00", "2026-11-20T10:00", Unit.WORKING_DAY, 5, "2026-11-09T17:00"),
    ("2026-11-10T08:00", "2026-11-20T10:00", Unit.WORKING_DAY, 5, "2026-11-09T17:00"),
    ("2026-10-01T08:00", "2026-10-20T10:00", Unit.WORKING_DAY, 5, "2026-11-09T17:00"),
    ("2026-11-04T10:00", "2026-11-06T09:00", Unit.CALENDAR_DAY, 10, "2026-11-16T17:00"),
    ("2026-11-04T10:00", "2026-11-06T09:00", Unit.CALENDAR_DAY, 20, "2026-11-25T17:00"),
    ("2026-11-04T10:00", "2026-11-06T09:00", Unit.MONTH, 1, "2026-12-04T17:00"),
    ("2026-11-04T10:00", "2026-11-06T09:00", Unit.HOUR, 72, "2026-11-09T17:00"),
    ("2026-11-02T10:00", "2026-11-03T10:00", Unit.HOUR, 24, "2026-11-04T09:00"),
    ("2026-11-02T10:00", "2026-11-03T10:00", Unit.WORKING_HOUR, 8, "2026-11-04T09:30"),
    ("2026-11-02T12:00", "2026-11-02T13:00", Unit.WORKING_HOUR, 8, "2026-11-03T09:30"),
    ("2026-11-02T10:00", "2026-11-02T14:30", Unit.WORKING_HOUR, 1, "2026-11-02T10:00"),
    ("2026-11-02T09:30", "2026-11-02T14:30", Unit.WORKING_HOUR, 1, "2026-11-02T15:00"),
    ("2026-11-03T10:00", "2026-11-05T10:00", Unit.HALF_WORKING_DAY, 4, "2026-11-06T11:30"),
]


@pytest.mark.parametrize(("begins", "ends", "unit", "amount", "expected"), STOPPED)
def test_the_time_of_a_suspension_is_left_out(
    begins: str, ends: str, unit: Unit, amount: int, expected: str
) -> None:
    """The day on which it begins counts, those up to and with its end do not; hours stop."""
    assert due(unit, amount, stop(begins, ends)).at == f"{expected}:00+07:00"


ON_THE_LAST_DAY = [
    # received Monday 2/11 09:00; suspended from … to …; limit; due
    ("2026-11-09T08:00", "2026-11-20T10:00", Unit.WORKING_DAY, 5, "2026-11-20T17:00"),
    ("2026-11-09T16:59", "2026-11-10T07:00", Unit.WORKING_DAY, 5, "2026-11-10T17:00"),
    ("2026-11-09T08:00", "2026-11-09T16:00", Unit.WORKING_DAY, 5, "2026-11-09T17:00"),
    ("2026-11-09T08:00", "2026-11-10T18:00", Unit.WORKING_DAY, 5, "2026-11-11T17:00"),
    ("2026-11-09T08:00", "2026-11-24T10:00", Unit.WORKING_DAY, 5, "2026-11-25T17:00"),
    ("2026-11-09T08:00", "2026-11-14T10:00", Unit.WORKING_DAY, 5, "2026-11-16T17:00"),
    ("2026-11-02T10:00", "2026-11-05T10:00", Unit.SAME_DAY, 1, "2026-11-05T17:00"),
    ("2026-11-02T10:00", "2026-11-02T18:00", Unit.SAME_DAY, 1, "2026-11-03T17:00"),
    ("2026-11-04T10:00", "2026-11-04T14:00", Unit.HALF_WORKING_DAY, 3, "2026-11-03T17:00"),
    ("2026-11-04T10:00", "2026-11-04T14:00", Unit.HALF_WORKING_DAY, 4, "2026-11-04T17:00"),
    ("2026-11-12T10:00", "2026-11-18T10:00", Unit.CALENDAR_DAY, 10, "2026-11-18T17:00"),
    ("2026-11-09T10:00", "2026-11-12T10:00", Unit.CALENDAR_DAY, 6, "2026-11-12T17:00"),
    ("2026-12-02T10:00", "2027-02-06T10:00", Unit.MONTH, 1, "2027-02-11T17:00"),  # over Tết
]


@pytest.mark.parametrize(("begins", "ends", "unit", "amount", "expected"), ON_THE_LAST_DAY)
def test_a_due_time_never_falls_inside_a_suspension(
    begins: str, ends: str, unit: Unit, amount: int, expected: str
) -> None:
    """Begun before the due time of the last day: due at the end of the day on which it ends."""
    assert due(unit, amount, stop(begins, ends)).at == f"{expected}:00+07:00"


def test_what_is_due_after_one_suspension_can_fall_into_the_next() -> None:
    """Each pushes it on to the end of its last day."""
    stops = [
        stop("2026-11-09T08:00", "2026-11-11T10:00"),
        stop("2026-11-11T16:00", "2026-11-13T10:00"),
    ]
    assert due(Unit.WORKING_DAY, 5, *stops).at == "2026-11-13T17:00:00+07:00"


def test_two_suspensions_at_once_stop_one_clock_once() -> None:
    """Verification and a financial obligation that overlap, in any order."""
    one, other = (
        stop("2026-11-03T10:00", "2026-11-05T10:00"),
        stop("2026-11-04T08:00", "2026-11-06T08:00"),
    )
    both = due(Unit.WORKING_DAY, 5, stop("2026-11-03T10:00", "2026-11-06T08:00"))
    assert due(Unit.WORKING_DAY, 5, one, other).at == both.at == "2026-11-12T17:00:00+07:00"
    assert due(Unit.WORKING_DAY, 5, other, one).at == both.at
    assert due(Unit.HOUR, 48, one, other).at == due(Unit.HOUR, 48, other, one).at


def test_merged_suspensions_are_in_order_without_overlap() -> None:
    """Touching ones become one; empty and reversed ones are none."""
    first = stop("2026-11-03T10:00", "2026-11-05T10:00")
    second = stop("2026-11-05T10:00", "2026-11-06T10:00")
    inside = stop("2026-11-03T12:00", "2026-11-04T10:00")
    later = stop("2026-11-10T10:00", "2026-11-11T10:00")
    backwards = stop("2026-11-20T10:00", "2026-11-19T10:00")
    assert merged([later, second, inside, backwards, first]) == [
        stop("2026-11-03T10:00", "2026-11-06T10:00"),
        later,
    ]


def test_the_result_the_next_day_is_the_next_day_that_counts() -> None:
    """Received after 15:00, suspended the same day: the days left out are no next day."""
    rule = DeadlineRule(Unit.SAME_DAY)
    stops = [stop("2026-11-02T15:30", "2026-11-04T10:00")]
    at = due_at(from_iso("2026-11-02T15:10"), rule, CALENDAR, stops).at
    assert at == "2026-11-05T17:00:00+07:00"


@pytest.mark.parametrize(
    ("begins", "ends"), [("2018-01-01", "2026-11-05"), ("2026-11-05", "9999-12-31")]
)
def test_a_suspension_in_an_unknown_year_is_named(begins: str, ends: str) -> None:
    """Not the receipt is wrong, but the time in which the clock is said to have stood."""
    with pytest.raises(InvalidInput) as caught:
        due(Unit.WORKING_DAY, 5, stop(begins, ends))
    assert (caught.value.code, caught.value.field) == ("calendar_unknown", "suspended")


def test_the_trace_tells_what_was_left_out() -> None:
    """From when to when, which days, and the rule."""
    steps = due(Unit.WORKING_DAY, 5, stop("2026-11-04T10:00", "2026-11-06T09:00")).trace
    assert (
        "Tạm dừng từ 10:00 04/11 đến 09:00 06/11: không tính 05/11–06/11 (BLDS 2015 Đ.147.2)."
        in steps
    )
    assert "Đếm: 03/11, 04/11, 09/11, 10/11, 11/11." in steps
    hours = due(Unit.HOUR, 48, stop("2026-11-03T10:00", "2026-11-03T12:00")).trace
    assert (
        "Tạm dừng từ 10:00 03/11 đến 12:00 03/11: không tính thời gian này (BLDS 2015 Đ.147.1)."
        in hours
    )
    in_a_day = due(Unit.WORKING_DAY, 5, stop("2026-11-04T10:00", "2026-11-04T16:00")).trace
    assert "Tạm dừng từ 10:00 04/11 đến 16:00 04/11: trong một ngày, không đổi hạn." in in_a_day
    on_the_last = due(Unit.WORKING_DAY, 5, stop("2026-11-09T08:00", "2026-11-20T10:00")).trace
    assert "Tạm dừng từ 08:00 09/11 đến 10:00 20/11: bắt đầu vào ngày cuối." in on_the_last
    moved = "Đến hạn trong lúc tạm dừng: hạn là hết giờ làm việc thứ Sáu 20/11."
    assert moved in on_the_last
    before = due(Unit.WORKING_DAY, 5, stop("2026-10-01T08:00", "2026-10-20T10:00")).trace
    assert not any("Tạm dừng" in step for step in before)
