"""Leases on disk: asked for before they are sent, granted once, ended with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock.time import to_iso
from app.dossier.events import Opened
from app.errors import InvalidInput
from app.numbering.series import Series, dossier_series
from app.store.records import TakenNumber
from app.store.verify import verify
from tests.app.store.rig import (
    COMMUNE,
    MORNING,
    SERIES,
    DeskRig,
    OfficeDays,
    OtherDesk,
    application,
    feed_item,
    lease,
    opening,
    receive,
    registration,
)

POLICE = "H26.107.1"


def test_a_new_desk_asks_for_its_own_commune(rig: DeskRig) -> None:
    """Two days back, today, five working days ahead; today comes first, slips last."""
    with rig.create(numbers=0) as store:
        needs = store.leases.wanted(MORNING, OfficeDays())
        assert needs[0].series == SERIES
        assert needs[0].count == 20
        assert {need.series.agency for need in needs} == {COMMUNE}
        assert len([need for need in needs if need.series.kind == "dossier"]) == 8
        store.set_setting("lease_block", "40")
        assert store.leases.wanted(MORNING, OfficeDays())[0].count == 40


def test_a_request_is_stored_until_it_is_answered(rig: DeskRig) -> None:
    """Its id is the same on every retry; what was asked for is not wanted again."""
    with rig.create(numbers=0) as store:
        asked = store.leases.ask(SERIES, 20, MORNING)
    with rig.open() as store:
        assert store.leases.pending_asks() == [asked]
        assert SERIES not in [need.series for need in store.leases.wanted(MORNING, OfficeDays())]
        assert store.leases.grant(asked.id, 1, 20)
        assert store.leases.grant(asked.id, 1, 20)
        assert not store.leases.grant(asked.id, 1, 21)
        assert not store.leases.grant("never asked", 1, 20)
        assert store.leases.pending_asks() == []
        [held] = store.leases.all()
        assert (held.id, held.series, held.first, held.last, held.free) == (
            asked.id,
            SERIES,
            1,
            20,
            20,
        )


def test_a_refused_request_is_wanted_anew(rig: DeskRig) -> None:
    """A late grant of it is not taken."""
    with rig.create(numbers=0) as store:
        asked = store.leases.ask(SERIES, 20, MORNING)
        store.leases.refuse(asked.id, "period_out_of_range")
        assert store.leases.pending_asks() == []
        assert not store.leases.grant(asked.id, 1, 20)
        with pytest.raises(InvalidInput, match="bad_series"):
            store.leases.ask(SERIES, 0, MORNING)
        with pytest.raises(InvalidInput, match="bad_series"):
            store.leases.ask(Series("slip", COMMUNE, "2026-11-23"), 1, MORNING)


def test_numbers_that_this_desk_already_has_are_not_taken_twice(rig: DeskRig) -> None:
    """Should the central ever grant an overlap, it is not used."""
    with rig.create(numbers=20) as store:
        asked = store.leases.ask(SERIES, 20, MORNING)
        assert not store.leases.grant(asked.id, 20, 39)
        assert store.leases.pending_asks() == []
        assert len(store.leases.all()) == 1


def test_low_water_refills(rig: DeskRig) -> None:
    """Below a quarter of a block today's series is asked for again."""
    with rig.create(numbers=20) as store:
        for _ in range(15):
            receive(store, rig.clock)
        assert SERIES not in [need.series for need in store.leases.wanted(MORNING, OfficeDays())]
        receive(store, rig.clock)
        [need] = [
            need for need in store.leases.wanted(MORNING, OfficeDays()) if need.series == SERIES
        ]
        assert need.count == 20


def test_agencies_of_the_own_work_are_kept_too(rig: DeskRig) -> None:
    """What this desk received for another agency in the last 60 days, it may receive again."""
    with rig.create() as store:
        series = dossier_series(POLICE, MORNING.date())
        lease(store, series, 1, 5, rig.clock)
        with store.transaction(officer="x") as transaction:
            transaction.append(
                "d1",
                Opened(
                    received_at=to_iso(MORNING),
                    application=application("A", resolver=POLICE),
                    reference="",
                ),
            )
        needs = store.leases.wanted(MORNING, OfficeDays())
        assert {need.series.agency for need in needs} == {COMMUNE, POLICE}
        later = MORNING + timedelta(days=61)
        needs = store.leases.wanted(later, OfficeDays())
        assert {need.series.agency for need in needs if need.series.period > "2027"} == {COMMUNE}


def test_a_dossier_that_waits_gets_a_lease_of_its_day(rig: DeskRig) -> None:
    """Also when its day is long over; and that day's numbers are not given back before."""
    with rig.create(numbers=0) as store:
        receive(store, rig.clock)
        later = MORNING + timedelta(days=9)
        needs = store.leases.wanted(later, OfficeDays())
        assert (needs[0].series, needs[0].count) == (SERIES, 1)
        lease(store, SERIES, 1, 5, rig.clock)
        assert SERIES not in [need.series for need in store.leases.wanted(later, OfficeDays())]
        assert store.leases.all_ends() == []


def test_numbers_of_a_day_that_is_over_are_given_back(rig: DeskRig) -> None:
    """Released with a reason, told to the central once, never used again."""
    with rig.create(numbers=20) as store:
        receive(store, rig.clock)
        store.leases.wanted(MORNING + timedelta(days=2), OfficeDays())
        assert store.leases.all_ends() == []
        store.leases.wanted(MORNING + timedelta(days=3), OfficeDays())
        [end] = store.leases.pending_ends()
        assert (end.first, end.last, end.outcome) == (2, 20, "released")
        assert end.reason
        assert not store.prepare_number(SERIES)
        store.leases.ended(end.id)
        assert store.leases.pending_ends() == []
        assert store.leases.all_ends() == [end]
        assert verify(store).problems == []


def test_a_doubtful_clock_gives_no_numbers_back(rig: DeskRig) -> None:
    """A clock that jumped ahead would throw away today's numbers, and the line may be down."""
    with rig.create() as store:
        store.note_central_time(rig.clock.now(), 0)
        rig.clock.advance(timedelta(days=30))
        store.leases.wanted(rig.clock.now(), OfficeDays())
        assert store.leases.all_ends() == []
        store.note_central_time(rig.clock.now(), 0)
        store.leases.wanted(rig.clock.now(), OfficeDays())
        assert [end.outcome for end in store.leases.all_ends()] == ["released"]


def test_a_number_that_another_dossier_has_is_not_handed_out(rig: DeskRig) -> None:
    """A central that leased a block twice: what the feed has told is believed."""
    with rig.create(numbers=3) as store:
        other = OtherDesk(rig.clock)
        for number in (1, 2):
            taken = TakenNumber(SERIES.code(number), "elsewhere")
            page = [
                feed_item(10 * number, other.event(f"d{number}", opening("A", received=MORNING))),
                feed_item(10 * number + 1, other.event(f"d{number}", registration(taken))),
            ]
            store.feed.apply(1, 10 * number + 1, page, MORNING)
        assert len(verify(store).problems) == 2
        assert receive(store, rig.clock)[1] == "H26.107-261123-0003"
        assert receive(store, rig.clock)[1] is None
        ends = sorted((end.first, end.last) for end in store.leases.all_ends())
        assert ends == [(1, 1), (2, 2)]
        assert verify(store).problems == []
