"""Numbers of papers ("Số: 12/PBS-TTPVHCC"): leased, taken, burned as dossier codes are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from app.errors import ProgramFault, Refusal
from app.numbering.ceiling import STEP
from app.numbering.series import Series, SlipKind, slip_series
from app.store.projection import rebuild_all
from app.store.store import Store
from app.store.transaction import Transaction
from app.store.verify import verify
from tests.app.store.rig import (
    COMMUNE,
    MORNING,
    OFFICER,
    DeskRig,
    OfficeDays,
    OtherDesk,
    feed_item,
    lease,
    opening,
    print_slip,
    receive,
    slip_printed,
)
from tests.app.store.test_copies import crash, keep_copy, put_back

SLIPS = slip_series(SlipKind.SUPPLEMENT, COMMUNE, 2026)
REFUSALS = slip_series(SlipKind.REFUSAL, COMMUNE, 2026)


def wanted(store: Store, now: datetime = MORNING) -> list[Series]:
    needs = store.leases.wanted(now, OfficeDays())
    return [need.series for need in needs if need.series.kind != "dossier"]


def take_and_print(transaction: Transaction, dossier: str, changes: dict[str, Any]) -> None:
    """Put another number on the paper than was taken."""
    body = slip_printed(transaction.take_slip(SLIPS), "1/PBS")
    transaction.append(dossier, msgspec.structs.replace(body, **changes))


def test_a_paper_gets_the_next_number_of_its_kind_and_year(rig: DeskRig) -> None:
    """1, 2, 3 … by kind; the dossier keeps what its paper bears."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        lease(store, SLIPS, 1, 10, rig.clock)
        lease(store, REFUSALS, 41, 50, rig.clock)
        assert [print_slip(store, dossier, SLIPS) for _ in range(3)] == [1, 2, 3]
        assert print_slip(store, dossier, REFUSALS) == 41
        state = store.dossier(dossier)
        assert state is not None
        assert state.paper_numbers["supplement"] == "1/PBS"
        assert verify(store).problems == []


def test_without_a_lease_the_paper_has_no_number(rig: DeskRig) -> None:
    """docs/adr/0023: it is issued with dots, and keeps them; nothing is invented."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        assert print_slip(store, dossier, SLIPS) is None
        with store.transaction(officer=OFFICER) as transaction:
            assert transaction.take_slip(SLIPS) is None


def test_a_clock_in_doubt_holds_up_no_paper(rig: DeskRig) -> None:
    """Numbers wait for an officer to confirm the day; the paper goes without."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        lease(store, SLIPS, 1, 10, rig.clock)
        rig.clock.advance(timedelta(days=-3))
        assert store.doubts_clock()
        assert print_slip(store, dossier, SLIPS) is None


def test_a_number_that_another_paper_took_meanwhile_is_not_on_this_one(rig: DeskRig) -> None:
    """The paper was set with the number that was next then: it is set again."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        lease(store, SLIPS, 1, 10, rig.clock)
        seen = store.peek_slip(SLIPS)
        print_slip(store, dossier, SLIPS)
        with (
            pytest.raises(Refusal, match="changed_meanwhile"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.take_slip(SLIPS, expected=seen)
        assert store.peek_slip(SLIPS) == 2
        assert verify(store).problems == []


def test_a_taken_number_must_be_on_a_paper(rig: DeskRig) -> None:
    """And a paper has no number that was not taken: both are our bugs, and rolled back."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        lease(store, SLIPS, 1, 10, rig.clock)
        with (
            pytest.raises(ProgramFault, match="number_without_dossier"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.take_slip(SLIPS)
        changes = ({"lease": "x"}, {"sequence": 2}, {"series": REFUSALS.text}, {"lease": ""})
        for change in changes:
            with (
                pytest.raises(ProgramFault, match="number_not_taken"),
                store.transaction(officer=OFFICER) as transaction,
            ):
                take_and_print(transaction, dossier, change)
        assert store.peek_slip(SLIPS) == 1


def test_a_crash_burns_at_most_the_rest_of_the_step(rig: DeskRig) -> None:
    """The ceiling's rules hold for papers as for codes (docs/adr/0004)."""
    store = rig.create()
    dossier, _ = receive(store, rig.clock)
    lease(store, SLIPS, 1, 20, rig.clock)
    print_slip(store, dossier, SLIPS)
    crash(rig, store)
    with rig.open() as store:
        assert not store.must_succeed
        assert print_slip(store, dossier, SLIPS) == STEP + 1
        assert verify(store).problems == []


@pytest.mark.parametrize("after_copy", [1, STEP - 1, STEP, STEP + 2])
def test_an_older_copy_gives_no_number_twice(rig: DeskRig, after_copy: int) -> None:
    """It burns what the lost original may have used, or must succeed."""
    store = rig.create()
    dossier, _ = receive(store, rig.clock)
    lease(store, SLIPS, 1, 40, rig.clock)
    print_slip(store, dossier, SLIPS)
    copy = keep_copy(rig, "copy")
    lost = {print_slip(store, dossier, SLIPS) for _ in range(after_copy)}
    crash(rig, store)
    put_back(rig, copy)
    with rig.open() as store:
        if not store.must_succeed:
            assert print_slip(store, dossier, SLIPS) not in lost
            assert verify(store).problems == []
        else:
            assert store.peek_slip(SLIPS) is None


def test_a_number_that_another_desks_paper_bears_is_passed_over(rig: DeskRig) -> None:
    """A central that leased a block twice: what the feed has told is believed, also after the
    projections were made anew."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        lease(store, SLIPS, 1, 3, rig.clock)
        other = OtherDesk(rig.clock)
        body = slip_printed(None, "1/PBS")
        body = msgspec.structs.replace(body, series=SLIPS.text, sequence=1, lease="elsewhere")
        page = [
            feed_item(10, other.event("d-other", opening("A", received=MORNING))),
            feed_item(11, other.event("d-other", body)),
        ]
        store.feed.apply(1, 11, page, MORNING)
        database = store.parts.database
        with database.transaction():
            rebuild_all(database)
        assert print_slip(store, dossier, SLIPS) == 2
        [end] = [end for end in store.leases.all_ends() if end.reason.startswith("Số đã thấy")]
        assert (end.first, end.last) == (1, 1)
        assert verify(store).problems == []


def test_a_reprint_takes_no_number(rig: DeskRig) -> None:
    """It repeats the text, and stands in no lease."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        lease(store, SLIPS, 1, 10, rig.clock)
        print_slip(store, dossier, SLIPS)
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(dossier, slip_printed(None, "1/PBS"))
        assert store.peek_slip(SLIPS) == 2
        assert verify(store).problems == []


def test_every_kind_of_paper_is_wanted_in_small_blocks(rig: DeskRig) -> None:
    """This year's only, refilled at half; what is held or asked for is not asked for again."""
    with rig.create() as store:
        assert wanted(store) == [slip_series(kind, COMMUNE, 2026) for kind in SlipKind]
        lease(store, SLIPS, 1, 10, rig.clock)
        store.leases.ask(REFUSALS, 10, MORNING)
        assert SLIPS not in wanted(store)
        assert REFUSALS not in wanted(store)
        dossier, _ = receive(store, rig.clock)
        for _ in range(6):
            print_slip(store, dossier, SLIPS)
        assert SLIPS in wanted(store)


def test_the_next_years_numbers_are_there_before_it_begins(rig: DeskRig) -> None:
    """Once a coming working day lies in it; the old year's are given back when it is over."""
    with rig.create() as store:
        lease(store, SLIPS, 1, 10, rig.clock)
        christmas = MORNING.replace(month=12, day=23)
        assert {series.period[:4] for series in wanted(store, christmas)} == {"2026"}
        later = MORNING.replace(month=12, day=28)
        assert {series.period[:4] for series in wanted(store, later)} == {"2026", "2027"}
        january = MORNING.replace(year=2027, month=1, day=4)
        assert {series.period[:4] for series in wanted(store, january)} == {"2027"}
        assert "Hết kỳ, số không dùng đến." in [end.reason for end in store.leases.all_ends()]


def test_a_central_that_leases_no_slips_is_not_asked_every_round(rig: DeskRig) -> None:
    """An older one refuses: codes are asked for as ever, slips again on another day; one
    refusal of a series is remembered."""
    with rig.create(numbers=0) as store:
        for day in range(3):
            now = MORNING + timedelta(days=day)
            asked = store.leases.ask(SLIPS, 10, now)
            store.leases.refuse(asked.id, "series_not_allowed: Không có loại dãy số")
            needs = store.leases.wanted(now + timedelta(hours=1), OfficeDays())
            assert SLIPS not in [need.series for need in needs]
            assert needs[0].series.kind == "dossier"
            assert SLIPS in wanted(store, now + timedelta(days=1))
        kept = store.parts.database.row("SELECT count(*) FROM lease_ask")
    assert kept == (1,)
