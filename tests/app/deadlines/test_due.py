"""Deadlines: the vectors of the rules, and each unit's own rule."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.calendar.year_file import DayOffKind, DaysOff, OfficeHours, Session, YearFile
from app.clock.time import from_iso
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
    ("2026-11-23T17:00", 1, "2026-11-25T08:30:00+07:00"),  # exactly at closing
    ("2026-11-23T11:30", 1, "2026-11-23T14:30:00+07:00"),  # exactly at noon
    ("2026-11-23T07:30", 1, "2026-11-23T08:30:00+07:00"),  # exactly at opening
    ("2026-11-23T00:00", 8, "2026-11-25T08:00:00+07:00"),
    ("2026-02-13T16:30", 1, "2026-02-23T08:00:00+07:00"),  # over Tết
    ("2026-08-21T16:30", 8, "2026-08-22T17:00:00+07:00"),  # into a working Saturday
]


@pytest.mark.parametrize(("received", "amount", "expected"), HOURS)
def test_working_hours_run_only_in_office_hours(received: str, amount: int, expected: str) -> None:
    """Nights, noon and days off stand still; the exact time is kept."""
    assert due(received, Unit.WORKING_HOUR, amount).at == expected


HALVES = [
    ("2026-11-23T08:00", 4, "2026-11-26T11:30:00+07:00"),
    ("2026-11-23T00:00", 1, "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T13:29:59", 1, "2026-11-23T17:00:00+07:00"),  # the noon break is still morning
    ("2026-11-23T23:59", 1, "2026-11-25T11:30:00+07:00"),
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
    ("2027-01-29T09:00", 1, "2027-03-01T17:00:00+07:00"),  # 28/2/2027 is a Sunday
    ("2028-01-31T09:00", 1, "2028-02-29T17:00:00+07:00"),  # a leap year
    ("2028-02-29T09:00", 1, "2028-03-29T17:00:00+07:00"),
    ("2024-02-29T09:00", 12, "2025-02-28T17:00:00+07:00"),
    ("2026-01-16T09:00", 1, "2026-02-23T17:00:00+07:00"),  # 16/2 is in Tết
    ("2025-12-18T09:00", 2, "2026-02-23T17:00:00+07:00"),
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
    ("2026-02-13T23:00", 2, "2026-02-23T17:00:00+07:00"),  # over midnight into Tết
    ("2026-02-12T22:30", 2, "2026-02-13T00:30:00+07:00"),  # over midnight of a working day
    ("2026-11-25T23:59:59", 24, "2026-11-26T23:59:59+07:00"),
    ("2027-03-02T10:20:30", 24, "2027-03-03T10:20:30+07:00"),
    ("2026-11-20T10:00", 24, "2026-11-23T17:00:00+07:00"),  # ends on a Saturday
    ("2026-11-20T10:00", 72, "2026-11-23T10:00:00+07:00"),
    ("2026-11-22T23:00", 24, "2026-11-25T17:00:00+07:00"),  # from Monday 7:30, ends on a holiday
]


@pytest.mark.parametrize(("received", "amount", "expected"), CLOCK_HOURS)
def test_clock_hours_run_through(received: str, amount: int, expected: str) -> None:
    """BLDS 147.1: from the moment itself; BLDS 148.5 where the end is on a day off."""
    assert due(received, Unit.HOUR, amount).at == expected


RECEIPTS = [
    ("2026-08-22T15:00", Unit.SAME_DAY, 1, "2026-08-22T17:00:00+07:00"),  # a working Saturday
    ("2026-08-22T15:00:01", Unit.SAME_DAY, 1, "2026-08-24T17:00:00+07:00"),
    ("2026-08-22T23:59", Unit.WORKING_DAY, 1, "2026-08-24T17:00:00+07:00"),
    ("2026-11-22T09:00", Unit.SAME_DAY, 1, "2026-11-23T17:00:00+07:00"),  # a Sunday
    ("2026-11-24T16:00", Unit.SAME_DAY, 1, "2026-11-25T17:00:00+07:00"),  # a holiday, after 15:00
    ("2026-11-23T00:00", Unit.SAME_DAY, 1, "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T23:59", Unit.SAME_DAY, 1, "2026-11-25T17:00:00+07:00"),
    ("2026-11-23T00:00", Unit.WORKING_DAY, 1, "2026-11-25T17:00:00+07:00"),
    ("2026-11-22T23:59:59", Unit.WORKING_DAY, 1, "2026-11-25T17:00:00+07:00"),  # as Monday
    ("2026-11-28T08:00", Unit.WORKING_DAY, 1, "2026-12-01T17:00:00+07:00"),  # sáng thứ Bảy
    ("2026-02-17T09:00", Unit.WORKING_DAY, 1, "2026-02-24T17:00:00+07:00"),  # mùng 1 Tết
    ("2026-02-17T09:00", Unit.CALENDAR_DAY, 1, "2026-02-24T17:00:00+07:00"),
    ("2019-01-04T09:00", Unit.WORKING_DAY, 1, "2019-01-05T17:00:00+07:00"),  # làm bù for 2018
    ("2026-11-23T08:00:01Z", Unit.SAME_DAY, 1, "2026-11-25T17:00:00+07:00"),
    ("2026-11-22T18:00:00+00:00", Unit.SAME_DAY, 1, "2026-11-23T17:00:00+07:00"),  # Monday here
    ("2026-11-23T00:30+14:00", Unit.SAME_DAY, 1, "2026-11-23T17:00:00+07:00"),  # Sunday here
    ("2028-12-28T09:00", Unit.WORKING_DAY, 1, "2028-12-29T17:00:00+07:00"),  # the last one known
]


@pytest.mark.parametrize(("received", "unit", "amount", "expected"), RECEIPTS)
def test_the_moment_of_receipt_counts_where_and_when_it_is(
    received: str, unit: Unit, amount: int, expected: str
) -> None:
    """Days off, working Saturdays, ends of days, other zones."""
    assert due(received, unit, amount).at == expected


def test_a_naive_time_is_vietnamese_whatever_the_machines_zone() -> None:
    """As everywhere in the program; the machine's own zone does not count."""
    rule = DeadlineRule(unit=Unit.SAME_DAY)
    naive = datetime(2026, 11, 23, 15, 0, 1)  # noqa: DTZ001 - what the rule is about
    assert due_at(naive, rule, CALENDAR).at == "2026-11-25T17:00:00+07:00"


CUTOFFS = [
    ("2026-11-20T15:00:01", Unit.MONTH, 1, Cutoff.START_NEXT_DAY, "2026-12-23"),
    ("2026-11-20T15:00:01", Unit.MONTH, 1, Cutoff.RESULT_NEXT_DAY, "2026-12-21"),
    ("2026-11-20T15:00:01", Unit.HOUR, 1, Cutoff.START_NEXT_DAY, "2026-11-23"),
    ("2026-11-20T15:00:01", Unit.HOUR, 1, Cutoff.RESULT_NEXT_DAY, "2026-11-23"),
    ("2026-11-20T15:00:01", Unit.HOUR, 1, Cutoff.NONE, "2026-11-20"),
    ("2026-11-20T15:00:01", Unit.HALF_WORKING_DAY, 1, Cutoff.RESULT_NEXT_DAY, "2026-11-23"),
    ("2026-11-20T15:00:01", Unit.HALF_WORKING_DAY, 2, Cutoff.RESULT_NEXT_DAY, "2026-11-23"),
    ("2026-11-20T15:00:01", Unit.WORKING_HOUR, 8, Cutoff.START_NEXT_DAY, "2026-11-25"),
    ("2026-08-22T16:00", Unit.WORKING_DAY, 1, Cutoff.START_NEXT_DAY, "2026-08-25"),
    ("2026-11-20T23:59", Unit.WORKING_DAY, 1, Cutoff.START_NEXT_DAY, "2026-11-25"),
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


@pytest.mark.parametrize("received", ["2018-12-31T09:00", "2030-01-01T09:00", "0001-01-02T00:00"])
def test_an_unknown_year_names_the_field(received: str) -> None:
    """Outside the calendar the time of receipt is what is wrong."""
    with pytest.raises(InvalidInput) as caught:
        due(received, Unit.WORKING_DAY)
    assert (caught.value.code, caught.value.field) == ("calendar_unknown", "received")


def test_a_year_that_is_not_known_is_told_with_what_is_known() -> None:
    """2018 and 2029 are not guessed: the message has the years that are there."""
    for received, missing in (("2018-06-01T09:00", "2018"), ("2028-12-29T09:00", "2029")):
        with pytest.raises(InvalidInput) as caught:
            due(received, Unit.WORKING_DAY)
        assert caught.value.field == "received"
        assert missing in caught.value.message
        assert "2019–2028" in caught.value.message


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
