"""Which leases are wanted: the policy, without a store."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.numbering.leases import (
    MAX_BLOCK,
    DeskNumbers,
    SeriesNeed,
    is_over,
    wanted_days,
    wanted_leases,
)
from app.numbering.series import Series, dossier_series

OWN = "H26.107"
POLICE = "H26.107.1"
MONDAY = date(2026, 11, 23)


class OfficeDays:
    """Monday to Friday, except holidays."""

    def __init__(self, *holidays: date) -> None:
        self.holidays = holidays

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays


class EndOfCalendar(OfficeDays):
    """Office days of a calendar that is known until a day."""

    def __init__(self, last: date) -> None:
        super().__init__()
        self.last = last

    def is_working(self, day: date) -> bool:
        if day > self.last:
            raise InvalidInput("calendar_unknown", "Chưa có lịch.", field="date")
        return super().is_working(day)


class Closed:
    """An office that never opens."""

    def is_working(self, day: date) -> bool:
        del day
        return False


def desk(
    *,
    busiest: dict[str, int] | None = None,
    waiting: dict[Series, int] | None = None,
    free: dict[Series, int] | None = None,
    asked: dict[Series, int] | None = None,
) -> DeskNumbers:
    return DeskNumbers(OWN, busiest or {}, waiting or {}, free or {}, asked or {})


def counts(needs: list[SeriesNeed]) -> dict[tuple[str, str], int]:
    return {(need.series.agency, need.series.period): need.count for need in needs}


def test_days_reach_over_weekend_and_holiday() -> None:
    """Two days back, today, five working days ahead: the holiday of 24/11 is not one."""
    days = wanted_days(MONDAY, OfficeDays(date(2026, 11, 24)))
    assert [day.isoformat()[5:] for day in days] == [
        "11-21",
        "11-22",
        "11-23",
        "11-25",
        "11-26",
        "11-27",
        "11-30",
        "12-01",
    ]
    assert len(wanted_days(MONDAY, Closed())) == 3


def test_the_own_commune_and_today_come_first() -> None:
    """Then other agencies, the days ahead, and at last the days that are over, with a quarter."""
    needs = wanted_leases(MONDAY, OfficeDays(), desk(busiest={"H26.001": 3, POLICE: 1}))
    assert [need.series for need in needs[:3]] == [
        dossier_series(OWN, MONDAY),
        dossier_series("H26.001", MONDAY),
        dossier_series(POLICE, MONDAY),
    ]
    found = counts(needs)
    assert found[OWN, "2026-11-30"] == 20
    assert found[OWN, "2026-11-22"] == 5
    codes = [need for need in needs if need.series.kind == "dossier"]
    assert codes[-1].series.period == "2026-11-22"
    assert needs[: len(codes)] == codes


def test_a_busy_agency_gets_what_its_busiest_day_took() -> None:
    """More than a block where the history says so."""
    found = counts(wanted_leases(MONDAY, OfficeDays(), desk(busiest={OWN: 80})))
    assert found[OWN, "2026-11-23"] == 80
    assert found[OWN, "2026-11-21"] == 20


def test_enough_is_not_asked_for_again() -> None:
    """A quarter of a block is enough; what was asked for counts."""
    today = dossier_series(OWN, MONDAY)
    for state in (
        desk(free={today: 5}),
        desk(asked={today: 20}),
        desk(free={today: 2}, asked={today: 3}),
    ):
        assert today not in [need.series for need in wanted_leases(MONDAY, OfficeDays(), state)]
    short = wanted_leases(MONDAY, OfficeDays(), desk(free={today: 4}))
    assert short[0] == SeriesNeed(today, 20)


def test_dossiers_that_wait_come_first_on_any_day() -> None:
    """One number each, beside what today needs anyway."""
    old = dossier_series(POLICE, MONDAY - timedelta(days=30))
    today = dossier_series(OWN, MONDAY)
    needs = wanted_leases(MONDAY, OfficeDays(), desk(waiting={old: 3, today: 7}))
    assert needs[:2] == [SeriesNeed(today, 27), SeriesNeed(old, 3)]
    needs = wanted_leases(MONDAY, OfficeDays(), desk(waiting={old: 3}, free={old: 3}))
    assert old not in [need.series for need in needs]


@given(
    waiting=st.integers(0, 3_000),
    busiest=st.integers(0, 3_000),
    free=st.integers(0, 100),
    block=st.integers(1, 1_000),
)
def test_every_request_is_within_the_contract(
    waiting: int, busiest: int, free: int, block: int
) -> None:
    """1 to 1,000 numbers, no series twice."""
    today = dossier_series(OWN, MONDAY)
    state = desk(busiest={OWN: busiest}, waiting={today: waiting}, free={today: free})
    needs = wanted_leases(MONDAY, OfficeDays(), state, block=block)
    assert all(1 <= need.count <= MAX_BLOCK for need in needs)
    assert len({need.series for need in needs}) == len(needs)


def test_a_day_is_over_after_two_days() -> None:
    """Late entries of the last two days still get numbers of their day."""
    series = dossier_series(OWN, MONDAY)
    assert not is_over(series, MONDAY + timedelta(days=2))
    assert is_over(series, MONDAY + timedelta(days=3))


def test_a_series_knows_its_codes() -> None:
    """(kind, agency, period) gives the code of NĐ 118/2025 Đ.28."""
    assert str(dossier_series(OWN, MONDAY).code(12)) == "H26.107-261123-0012"


def test_numbers_are_held_for_agencies_that_no_dossier_has_gone_to_yet() -> None:
    """docs/adr/0004: for every agency that the desk's history and catalogue resolve to."""
    numbers = DeskNumbers(OWN, {}, {}, {}, {}, resolvers=frozenset({POLICE}))
    needs = wanted_leases(MONDAY, OfficeDays(), numbers)
    assert {need.series.agency for need in needs} == {OWN, POLICE}


def test_the_end_of_the_calendar_keeps_no_desk_from_its_central() -> None:
    """In the last week of the last known year numbers are wanted for the days that are known."""
    known = EndOfCalendar(MONDAY + timedelta(days=2))
    days = wanted_days(MONDAY, known)
    assert days[-2:] == [MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)]
    assert len(wanted_days(MONDAY, EndOfCalendar(MONDAY - timedelta(days=400)))) == 3
