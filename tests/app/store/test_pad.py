"""The emergency pad: references that no dossier gets otherwise, each used once."""

from __future__ import annotations

import pytest

from app.errors import Refusal
from app.store.pad_slips import find
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import MORNING, OFFICER, DeskRig, feed_item, opening, receive
from tests.app.store.test_copies import crash, keep_copy, put_back


def pad(store: Store, count: int) -> list[str]:
    with store.transaction(officer=OFFICER) as transaction:
        return [slip.reference for slip in transaction.reserve_pad(count)]


def reference(store: Store) -> str:
    with store.transaction(officer=OFFICER) as transaction:
        return f"CHM-7-{transaction.take_reference()}"


def use(store: Store, slip: str, dossier: str) -> str:
    with store.transaction(officer=OFFICER) as transaction:
        taken = transaction.take_pad_slip(slip, dossier)
        body = opening("Đặng Văn Thử", received=MORNING, reference=slip)
        return transaction.append(dossier, body, event_id=taken.event).header.id


def test_a_pads_references_are_nobody_elses(rig: DeskRig) -> None:
    """Neither another pad's nor a dossier's, also after the program was closed."""
    with rig.create() as store:
        receive(store, rig.clock)
        seen = [*pad(store, 100), *pad(store, 3), reference(store)]
    with rig.open() as store:
        seen += [reference(store), *pad(store, 2)]
        assert verify(store).problems == []
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("crashed", [True, False])
def test_an_older_copy_prints_no_reference_twice(rig: DeskRig, crashed: bool) -> None:
    """No event tells of a pad, so the record outside the database must: also after a clean stop."""
    store = rig.create()
    receive(store, rig.clock)
    copy = keep_copy(rig, "copy")
    lost = pad(store, 70)
    if crashed:
        crash(rig, store)
    else:
        store.close()
    put_back(rig, copy)
    with rig.open() as store:
        again = [reference(store), *pad(store, 70)]
    assert set(again).isdisjoint(lost)


def test_a_slip_becomes_one_dossier(rig: DeskRig) -> None:
    """Its event is the one that its mark was signed over; a second time it is refused."""
    with rig.create() as store:
        [slip] = pad(store, 1)
        event = store.pad_slip(slip).event
        assert use(store, slip, "d-1") == event
        assert store.find_dossier(slip) == "d-1"
        with pytest.raises(Refusal, match="pad_slip_used"):
            use(store, slip, "d-2")
        with pytest.raises(Refusal, match="unknown_pad_slip"):
            store.pad_slip("CHM-7-99999")
        assert verify(store).problems == []


def test_a_slip_whose_dossier_came_back_through_the_feed_is_used(rig: DeskRig) -> None:
    """A restored desk does not know that it used the slip; the event says so."""
    store = rig.create()
    [slip] = pad(store, 1)
    copy = keep_copy(rig, "copy")
    use(store, slip, "d-1")
    page = [feed_item(1, stored.event) for stored in store.events("d-1")]
    store.close()
    put_back(rig, copy)
    with rig.open() as store:
        store.feed.apply(1, 1, page, MORNING)
        with pytest.raises(Refusal, match="pad_slip_used"):
            find(store.parts.database, slip)
