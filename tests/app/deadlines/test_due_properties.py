"""What holds for every due time, whatever the rule, the day and the suspensions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.calendar.working_calendar import load_calendar
from app.clock.time import VIETNAM, from_iso
from app.deadlines.due import Cutoff, DeadlineRule, Suspension, Unit, due_at

CALENDAR = load_calendar()
HOURS = frozenset({Unit.HOUR, Unit.WORKING_HOUR})
MOMENTS = st.datetimes(datetime(2019, 1, 2), datetime(2027, 9, 1)).map(  # noqa: DTZ001 - zone below
    lambda moment: moment.replace(tzinfo=VIETNAM)
)
NEAR_THE_CUTOFF = st.builds(
    lambda moment, seconds: (
        moment.replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(seconds=seconds)
    ),
    MOMENTS,
    st.integers(-1, 1),
)
RECEIPTS = MOMENTS | NEAR_THE_CUTOFF
UNITS = st.sampled_from(list(Unit))
CUTOFFS = st.sampled_from(list(Cutoff))
AMOUNTS = st.integers(1, 12)
LENGTHS = st.integers(0, 60 * 24 * 20).map(lambda minutes: timedelta(minutes=minutes))


def rules(unit: st.SearchStrategy[Unit] = UNITS) -> st.SearchStrategy[DeadlineRule]:
    return st.builds(DeadlineRule, unit, AMOUNTS, CUTOFFS)


def counted(
    received: datetime, rule: DeadlineRule, suspended: tuple[Suspension, ...] = ()
) -> datetime:
    at = due_at(received, rule, CALENDAR, suspended).at
    assert at is not None
    return from_iso(at)


@given(received=RECEIPTS, rule=rules())
def test_due_is_after_receipt_on_a_working_day_and_explained(
    received: datetime, rule: DeadlineRule
) -> None:
    """Not before receipt, on a working day, by closing time, with a trace: for every rule."""
    due = due_at(received, rule, CALENDAR)
    assert due.at is not None
    at = from_iso(due.at)
    assert at >= received.replace(microsecond=received.microsecond // 1000 * 1000)
    assert CALENDAR.is_working(at.date())
    if rule.unit is not Unit.HOUR:
        assert at.time() <= CALENDAR.office_hours(at.date())[-1][1]
    assert all(step[0].isupper() and step.endswith(".") for step in due.trace)
    assert due.provisional == (at.year >= 2027)


@given(received=RECEIPTS, rule=rules())
def test_a_longer_limit_is_never_due_on_an_earlier_day(
    received: datetime, rule: DeadlineRule
) -> None:
    """Monotone in the amount: in the day for all units, to the second but for clock hours."""
    longer = DeadlineRule(rule.unit, rule.amount + 1, rule.cutoff_15h)
    before, after = counted(received, rule), counted(received, longer)
    assert before.date() <= after.date()
    if rule.unit is not Unit.HOUR:
        assert before <= after


@given(received=RECEIPTS, later=LENGTHS, rule=rules())
def test_a_later_receipt_is_never_due_on_an_earlier_day(
    received: datetime, later: timedelta, rule: DeadlineRule
) -> None:
    """Who comes later is never served first; hours alone can be due earlier on the same day."""
    before, after = counted(received, rule), counted(received + later, rule)
    assert before.date() <= after.date()
    if rule.unit not in HOURS:
        assert before <= after


@given(received=RECEIPTS, unit=UNITS, amount=AMOUNTS)
def test_no_cutoff_is_never_later_than_one(received: datetime, unit: Unit, amount: int) -> None:
    """Either cut-off only adds time, and none at or before 15:00 of a working day."""
    modes = [Cutoff.NONE, Cutoff.RESULT_NEXT_DAY, Cutoff.START_NEXT_DAY]
    none, result, start = (counted(received, DeadlineRule(unit, amount, mode)) for mode in modes)
    if unit is not Unit.SAME_DAY:  # whose cut-off can't be taken away
        assert none.date() <= result.date()
        assert none <= result
    assert none.date() <= start.date()
    at = received.time().replace(microsecond=0)
    if received.microsecond == 0 and (at.hour, at.minute, at.second) <= (15, 0, 0):
        assert none == result == start


@given(received=RECEIPTS, amount=AMOUNTS, cutoff=CUTOFFS)
def test_months_are_never_shorter_than_their_shortest_days(
    received: datetime, amount: int, cutoff: Cutoff
) -> None:
    """28 days a month at least, 31 and a Tết of nine days at most."""
    at = counted(received, DeadlineRule(Unit.MONTH, amount, cutoff))
    days = (at.date() - received.date()).days
    assert 28 * amount <= days <= 31 * amount + 2 * 12


def stops(received: datetime) -> st.SearchStrategy[tuple[Suspension, ...]]:
    one = st.builds(
        lambda after, length: Suspension(received + after, received + after + length),
        LENGTHS,
        LENGTHS,
    )
    return st.lists(one, max_size=4).map(tuple)


@given(data=st.data(), received=RECEIPTS, rule=rules())
def test_a_suspension_never_makes_a_result_due_earlier(
    data: st.DataObject, received: datetime, rule: DeadlineRule
) -> None:
    """More suspensions, or a longer one: the same day or a later one, always a working day."""
    suspended = data.draw(stops(received))
    plain, stopped = counted(received, rule), counted(received, rule, suspended)
    assert plain.date() <= stopped.date()
    assert CALENDAR.is_working(stopped.date())
    assert not any(stop.begins < stopped < stop.ends for stop in suspended)
    longer = tuple(Suspension(stop.begins, stop.ends + data.draw(LENGTHS)) for stop in suspended)
    assert stopped.date() <= counted(received, rule, longer).date()
    assert counted(received, rule, suspended[::-1]) == stopped


@given(data=st.data(), received=RECEIPTS, amount=st.integers(1, 30))
def test_working_days_agree_with_plain_counting(
    data: st.DataObject, received: datetime, amount: int
) -> None:
    """Against an independent count: step from day to day, count the working ones that run.

    What falls into a suspension then is due at the end of the day on which it ends.
    """
    suspended = data.draw(stops(received))
    day = received.date()
    while not CALENDAR.is_working(day):
        day += timedelta(days=1)
    left = amount
    while left:
        day += timedelta(days=1)
        still = any(stop.begins.date() < day <= stop.ends.date() for stop in suspended)
        left -= CALENDAR.is_working(day) and not still
    due = _closing(day)
    for stop in sorted(suspended, key=lambda each: each.begins):
        while stop.begins < due < stop.ends:
            day += timedelta(days=1)
            while not CALENDAR.is_working(day):
                day += timedelta(days=1)
            due = _closing(day)
    rule = DeadlineRule(Unit.WORKING_DAY, amount)
    assert counted(received, rule, suspended) == due


@given(data=st.data(), received=RECEIPTS, amount=st.integers(1, 20))
def test_working_hours_agree_with_counting_minutes(
    data: st.DataObject, received: datetime, amount: int
) -> None:
    """Against an independent count: minute by minute, those in office hours that run."""
    received = received.replace(second=0, microsecond=0)
    suspended = data.draw(stops(received))
    minute, left = received, amount * 60
    while left:
        running = not any(stop.begins <= minute < stop.ends for stop in suspended)
        left -= running and _in_office(minute)
        minute += timedelta(minutes=1)
    assert counted(received, DeadlineRule(Unit.WORKING_HOUR, amount), suspended) == minute


def _closing(day: date) -> datetime:
    return datetime.combine(day, CALENDAR.office_hours(day)[-1][1], VIETNAM)


def _in_office(moment: datetime) -> bool:
    if not CALENDAR.is_working(moment.date()):
        return False
    hours = CALENDAR.office_hours(moment.date())
    return any(opens <= moment.time() < closes for opens, closes in hours)
