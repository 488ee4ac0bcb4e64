"""Deadlines: the vectors of the rules, each unit's own rule, and what must hold for all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.calendar.year_file import DayOffKind, DaysOff, OfficeHours, Session, YearFile
from app.clock.time import VIETNAM, from_iso
from app.deadlines.due import MAX_AMOUNT, Cutoff, DeadlineRule, Unit, due_at
from app.dossier.events import Due
from app.errors import InvalidInput

CALENDAR = load_calendar()


def due(received: str, unit: Unit, amount: int = 1, cutoff: Cutoff = Cutoff.NONE) -> Due:
    rule = DeadlineRule(amount=amount, unit=unit, cutoff_15h=cutoff)
    return due_at(from_iso(received), rule, CALENDAR)


VECTORS = [
    ("2026-11-20T09:00", Unit.WORKING_DAY, 3, "2026-11-26T17:00:00+07:00"),
    ("2026-04-24T09:00", Unit.WORKING_DAY, 3, "2026-05-04T17:00:00+07:00"),
    ("2026-08-28T09:00", Unit.WORKING_DAY, 1, "2026-09-03T17:00:00+07:00"),
    ("2026-02-13T09:00", Unit.WORKING_DAY, 5, "2026-02-27T17:00:00+07:00"),
    ("2026-01-08T09:00", Unit.WORKING_DAY, 2, "2026-01-10T17:00:00+07:00"),
    ("2025-04-29T09:00", Unit.WORKING_DAY, 3, "2025-05-07T17:00:00+07:00"),
    ("2026-11-09T09:00", Unit.CALENDAR_DAY, 15, "2026-11-25T17:00:00+07:00"),
    ("2026-02-02T09:00", Unit.CALENDAR_DAY, 15, "2026-02-23T17:00:00+07:00"),
    ("2026-11-23T15:00:00", Unit.SAME_DAY, 1, "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T15:01", Unit.SAME_DAY, 1, "2026-11-25T17:00:00+07:00"),
    ("2026-11-23T15:00:00.001", Unit.SAME_DAY, 1, "2026-11-25T17:00:00+07:00"),
    ("2026-11-23T16:00", Unit.WORKING_HOUR, 8, "2026-11-25T16:30:00+07:00"),
]


@pytest.mark.parametrize(("received", "unit", "amount", "expected"), VECTORS)
def test_vectors_of_the_rules_hold(received: str, unit: Unit, amount: int, expected: str) -> None:
    """The worked examples: holidays, Tết, swaps, working Saturdays, the 15:00 boundary."""
    assert due(received, unit, amount).at == expected


HOURS = [
    ("2026-11-23T07:00", 1, "2026-11-23T08:30:00+07:00"),  # before opening: from opening
    ("2026-11-23T10:30", 1, "2026-11-23T11:30:00+07:00"),  # ends with the morning
    ("2026-11-23T11:00", 1, "2026-11-23T14:00:00+07:00"),  # over noon
    ("2026-11-23T12:00", 1, "2026-11-23T14:30:00+07:00"),  # in the noon break
    ("2026-11-23T18:00", 1, "2026-11-25T08:30:00+07:00"),  # after closing
    ("2026-11-22T10:00", 1, "2026-11-23T08:30:00+07:00"),  # on a Sunday
    ("2026-11-23T16:00", 1, "2026-11-23T17:00:00+07:00"),  # ends with the day
]


@pytest.mark.parametrize(("received", "amount", "expected"), HOURS)
def test_working_hours_run_only_in_office_hours(received: str, amount: int, expected: str) -> None:
    """Nights, noon and days off stand still; the exact time is kept."""
    assert due(received, Unit.WORKING_HOUR, amount).at == expected


HALVES = [
    ("2026-11-23T08:00", 1, "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T06:00", 1, "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T12:15", 1, "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T13:30", 1, "2026-11-25T11:30:00+07:00"),
    ("2026-11-23T17:30", 1, "2026-11-25T11:30:00+07:00"),
    ("2026-11-23T08:00", 2, "2026-11-25T11:30:00+07:00"),
    ("2026-11-23T14:00", 2, "2026-11-25T17:00:00+07:00"),
    ("2026-11-21T09:00", 1, "2026-11-23T17:00:00+07:00"),
]


@pytest.mark.parametrize(("received", "amount", "expected"), HALVES)
def test_a_half_working_day_is_the_next_session(received: str, amount: int, expected: str) -> None:
    """The session of receipt is not counted, as the day of receipt is not."""
    assert due(received, Unit.HALF_WORKING_DAY, amount).at == expected


MONTHS = [
    ("2026-01-31T09:00", 1, "2026-03-02T17:00:00+07:00"),  # received on Saturday: from 2/2
    ("2026-07-31T09:00", 2, "2026-09-30T17:00:00+07:00"),  # no 31 September
    ("2025-12-31T09:00", 2, "2026-03-02T17:00:00+07:00"),  # 28/2 is a Saturday
    ("2026-10-12T09:00", 3, "2027-01-12T17:00:00+07:00"),
]


@pytest.mark.parametrize(("received", "months", "expected"), MONTHS)
def test_months_end_on_the_same_day_number(received: str, months: int, expected: str) -> None:
    """BLDS 148.3: the same day number, else the month's last day; then the next working day."""
    assert due(received, Unit.MONTH, months).at == expected


CLOCK_HOURS = [
    ("2027-03-02T10:20:30", 24, "2027-03-03T10:20:30+07:00"),
    ("2026-11-20T10:00", 24, "2026-11-23T17:00:00+07:00"),  # ends on a Saturday
    ("2026-11-20T10:00", 72, "2026-11-23T10:00:00+07:00"),
    ("2026-11-22T23:00", 24, "2026-11-25T17:00:00+07:00"),  # from Monday 7:30, ends on a holiday
]


@pytest.mark.parametrize(("received", "amount", "expected"), CLOCK_HOURS)
def test_clock_hours_run_through(received: str, amount: int, expected: str) -> None:
    """BLDS 147.1: from the moment itself; BLDS 148.5 where the end is on a day off."""
    assert due(received, Unit.HOUR, amount).at == expected


CUTOFFS = [
    ("2026-11-20T15:00", Unit.WORKING_DAY, 3, Cutoff.START_NEXT_DAY, "2026-11-26"),
    ("2026-11-20T15:01", Unit.WORKING_DAY, 3, Cutoff.START_NEXT_DAY, "2026-11-27"),
    ("2026-11-20T15:01", Unit.WORKING_DAY, 3, Cutoff.RESULT_NEXT_DAY, "2026-11-26"),
    ("2026-11-20T15:01", Unit.CALENDAR_DAY, 7, Cutoff.START_NEXT_DAY, "2026-11-30"),
    ("2026-11-20T15:01", Unit.WORKING_HOUR, 1, Cutoff.RESULT_NEXT_DAY, "2026-11-23"),
    ("2026-11-20T15:01", Unit.SAME_DAY, 1, Cutoff.START_NEXT_DAY, "2026-11-23"),
    ("2026-11-20T15:01", Unit.HALF_WORKING_DAY, 1, Cutoff.START_NEXT_DAY, "2026-11-23"),
    ("2026-11-21T15:01", Unit.WORKING_DAY, 1, Cutoff.START_NEXT_DAY, "2026-11-25"),
]


@pytest.mark.parametrize(("received", "unit", "amount", "cutoff", "day"), CUTOFFS)
def test_each_cutoff_has_its_own_meaning(
    received: str, unit: Unit, amount: int, cutoff: Cutoff, day: str
) -> None:
    """``start_next_day`` moves the start; ``result_next_day`` only sets an earliest result."""
    at = due(received, unit, amount, cutoff).at
    assert at is not None
    assert at.startswith(day)


def test_receipt_on_a_closed_day_counts_from_the_next_opening() -> None:
    """Received on Saturday: as if on Monday 7:30, whose day is then not counted."""
    assert due("2026-11-21T09:00", Unit.WORKING_DAY, 1).at == "2026-11-25T17:00:00+07:00"
    assert due("2026-11-21T16:00", Unit.SAME_DAY).at == "2026-11-23T17:00:00+07:00"


def test_receipt_after_closing_keeps_its_day() -> None:
    """A day lasts until 24:00: a long queue does not cost the citizen a day."""
    assert due("2026-11-25T17:40", Unit.WORKING_DAY, 1).at == "2026-11-26T17:00:00+07:00"
    assert due("2026-11-25T23:59", Unit.CALENDAR_DAY, 1).at == "2026-11-26T17:00:00+07:00"


def test_without_a_time_limit_there_is_no_due_time() -> None:
    """A procedure for which the law sets no time has none invented."""
    none = due_at(from_iso("2026-11-23T09:00"), None, CALENDAR)
    assert (none.at, none.provisional) == (None, False)
    assert "không quy định" in none.trace[-1]


def test_a_provisional_year_is_named() -> None:
    """Where 2027's computed calendar was used the due time says that it may change."""
    crossing = due("2026-12-31T09:00", Unit.WORKING_DAY, 1)
    assert crossing.at == "2027-01-04T17:00:00+07:00"
    assert crossing.provisional
    assert "2027" in crossing.trace[-1]
    assert not due("2026-12-30T09:00", Unit.WORKING_DAY, 1).provisional


def test_the_trace_tells_every_step() -> None:
    """Receipt, limit, days counted, the holiday passed, the end: an officer can explain it."""
    trace = due("2026-11-20T09:00", Unit.WORKING_DAY, 3).trace
    assert trace == [
        "Nhận hồ sơ lúc 09:00 thứ sáu 20/11/2026.",
        "Thời hạn: 3 ngày làm việc.",
        "Ngày nhận không tính; đếm từ ngày làm việc liền sau (BLDS 2015 Đ.147).",
        "Đếm 3 ngày làm việc: 23/11/2026, 25/11/2026, 26/11/2026.",
        "Không tính 2 ngày nghỉ cuối tuần.",
        "Ngày nghỉ, làm bù trong thời gian này: thứ ba 24/11/2026 (Ngày Văn hóa Việt Nam).",
        "Hạn trả kết quả: 17:00 thứ năm 26/11/2026.",
    ]


def test_the_trace_stays_short_for_long_limits() -> None:
    """A year of working days is summed up, not listed."""
    trace = due("2025-01-02T09:00", Unit.WORKING_DAY, 250).trace
    assert max(map(len, trace)) < 1_000
    assert any("từ 03/01/2025 đến" in step for step in trace)
    assert any("ngày khác" in step for step in trace)


@pytest.mark.parametrize("received", ["2018-12-31T09:00", "2030-01-01T09:00", "0001-01-02T00:00"])
def test_an_unknown_year_names_the_field(received: str) -> None:
    """Outside the calendar the time of receipt is what is wrong."""
    with pytest.raises(InvalidInput) as caught:
        due(received, Unit.WORKING_DAY)
    assert (caught.value.code, caught.value.field) == ("calendar_unknown", "received")


@pytest.mark.parametrize("unit", [Unit.MONTH, Unit.WORKING_DAY, Unit.WORKING_HOUR, Unit.HOUR])
def test_counting_past_the_calendar_is_refused(unit: Unit) -> None:
    """A limit that runs out of the known years is not guessed."""
    with pytest.raises(InvalidInput) as caught:
        due("2028-12-28T09:00", unit, MAX_AMOUNT)
    assert caught.value.code == "calendar_unknown"


@pytest.mark.parametrize("amount", [0, -1, MAX_AMOUNT + 1])
def test_an_amount_out_of_range_is_refused(amount: int) -> None:
    """One to ten thousand."""
    with pytest.raises(InvalidInput) as caught:
        due("2026-11-23T09:00", Unit.WORKING_DAY, amount)
    assert caught.value.field == "amount"


def through_calendar(closes: time) -> WorkingCalendar:
    """A week without a noon break: Monday 5 to Friday 9 January 2026, Tuesday off."""
    year = YearFile(
        2026,
        provisional=False,
        basis="thử",
        off=[DaysOff(date(2026, 1, 6), DayOffKind.HOLIDAY, "Nghỉ", "thử")],
    )
    hours = OfficeHours(date(2026, 1, 1), [Session(time(8), closes)], "thử")
    return WorkingCalendar([year], [hours], "thử")


def test_an_office_without_a_noon_break_has_halves_too() -> None:
    """One session is cut in its middle."""
    calendar = through_calendar(time(15))
    rule = DeadlineRule(unit=Unit.HALF_WORKING_DAY)
    assert due_at(from_iso("2026-01-05T09:00"), rule, calendar).at == "2026-01-05T15:00:00+07:00"
    assert due_at(from_iso("2026-01-05T12:00"), rule, calendar).at == "2026-01-07T11:30:00+07:00"


def test_same_day_after_closing_is_the_next_working_day() -> None:
    """Where the office closes before 15:00, after closing is too late for today."""
    calendar = through_calendar(time(14))
    rule = DeadlineRule(unit=Unit.SAME_DAY)
    assert due_at(from_iso("2026-01-05T14:30"), rule, calendar).at == "2026-01-07T14:00:00+07:00"


MOMENTS = st.datetimes(datetime(2019, 1, 2), datetime(2027, 12, 1)).map(  # noqa: DTZ001 - zone below
    lambda moment: moment.replace(tzinfo=VIETNAM)
)
UNITS = st.sampled_from(list(Unit))
CUTOFF_MODES = st.sampled_from(list(Cutoff))


@given(received=MOMENTS, unit=UNITS, amount=st.integers(1, 12), cutoff=CUTOFF_MODES)
def test_due_is_after_receipt_on_a_working_day_and_explained(
    received: datetime, unit: Unit, amount: int, cutoff: Cutoff
) -> None:
    """Not before receipt, on a working day, by closing time, with a trace: for every rule."""
    counted = due_at(received, DeadlineRule(amount=amount, unit=unit, cutoff_15h=cutoff), CALENDAR)
    assert counted.at is not None
    at = from_iso(counted.at)
    assert at >= received.replace(microsecond=received.microsecond // 1000 * 1000)
    assert CALENDAR.is_working(at.date())
    if unit is not Unit.HOUR:
        assert at.time() <= CALENDAR.office_hours(at.date())[-1][1]
    assert counted.trace
    assert all(step[0].isupper() and step.endswith(".") for step in counted.trace)
    assert counted.provisional == (at.year >= 2027)


@given(received=MOMENTS, unit=UNITS, amount=st.integers(1, 30), cutoff=CUTOFF_MODES)
def test_a_longer_limit_is_never_due_on_an_earlier_day(
    received: datetime, unit: Unit, amount: int, cutoff: Cutoff
) -> None:
    """Monotone in the amount."""
    days = [
        due_at(received, DeadlineRule(amount=n, unit=unit, cutoff_15h=cutoff), CALENDAR).at
        for n in (amount, amount + 1)
        if not (unit is Unit.MONTH and n > 12)
    ]
    assert [day[:10] for day in days if day] == sorted(day[:10] for day in days if day)


@given(received=MOMENTS, amount=st.integers(1, 30))
def test_working_days_agree_with_plain_counting(received: datetime, amount: int) -> None:
    """Against an independent count: step from day to day, count the working ones."""
    day = received.date()
    while not CALENDAR.is_working(day):
        day += timedelta(days=1)
    left = amount
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working(day)
    at = due_at(received, DeadlineRule(amount=amount, unit=Unit.WORKING_DAY), CALENDAR).at
    assert at is not None
    assert at.startswith(day.isoformat())
