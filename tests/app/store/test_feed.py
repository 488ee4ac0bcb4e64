"""The feed: other desks' events come in, the central's order counts, pages are applied once."""

from __future__ import annotations

import shutil
from datetime import timedelta

from app.dossier.events import Corrected, read_event
from app.ids import new_id
from app.store.records import EventState, FeedItem, Settled, SettledAs
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import (
    MORNING,
    OFFICER,
    SERIES,
    DeskRig,
    OtherDesk,
    correction,
    enrol,
    feed_item,
    lease,
    opening,
    printed,
    receive,
)


def phone(store: Store, dossier: str) -> str:
    state = store.dossier(dossier)
    assert state is not None
    assert state.application is not None
    return state.application.submitter.phone


def test_another_desks_dossier_appears(rig: DeskRig) -> None:
    """It is found and shown; it does not wait for a number of ours, nothing of it goes out."""
    with rig.create() as store:
        other = OtherDesk(rig.clock)
        dossier = new_id(MORNING)
        event = other.event(dossier, opening("Trần Thị Đào", received=MORNING, origin="x:1"))
        changed = store.feed.apply(1, 5, [feed_item(5, event)], MORNING)
        assert changed == [dossier]
        assert store.feed.cursor() == (1, 5)
        [row] = store.search("tran dao", 10)[0]
        assert (row.id, row.queue) == (dossier, "sent")
        assert store.waiting_for_number() == []
        assert store.by_origin("x:1") is None
        assert store.outbox.counts().waiting == 0
        assert not store.events(dossier)[0].own
        assert verify(store).problems == []


def test_a_page_applied_twice_changes_nothing(rig: DeskRig) -> None:
    """The answer may be lost and come again."""
    with rig.create() as store:
        other = OtherDesk(rig.clock)
        dossier = new_id(MORNING)
        page = [
            feed_item(1, other.event(dossier, opening("A", received=MORNING))),
            feed_item(2, other.event(dossier, printed())),
        ]
        store.feed.apply(1, 2, page, MORNING)
        before = (store.dossier(dossier), len(store.events(dossier)))
        store.feed.apply(1, 2, page, MORNING)
        assert (store.dossier(dossier), len(store.events(dossier))) == before


def test_own_events_in_the_feed_count_as_accepted(rig: DeskRig) -> None:
    """The push's answer was lost, the feed tells the same."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        items = store.outbox.due(MORNING, 10, 10**6)
        page = [FeedItem(position, item.event) for position, item in enumerate(items, start=1)]
        store.feed.apply(1, 2, page, MORNING)
        assert store.outbox.counts().waiting == 0
        assert [event.state for event in store.events(dossier)] == [EventState.ACCEPTED] * 2
        assert verify(store).problems == []


def test_the_centrals_order_counts_before_own_pending_events(rig: DeskRig) -> None:
    """A pending correction is decided again on what the others did, and set aside if it clashes."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        accept_all(store)
        with store.transaction(officer=OFFICER) as transaction:
            mine = transaction.append(dossier, correction("submitter.phone", "0900000001", "0911"))
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(dossier, printed())
        assert phone(store, dossier) == "0911"
        other = OtherDesk(rig.clock)
        theirs = other.event(dossier, correction("submitter.phone", "0900000001", "0922"))
        store.feed.apply(1, 9, [feed_item(9, theirs)], MORNING)
        assert phone(store, dossier) == "0922"
        entry = store.outbox.show(mine.header.id)
        assert entry.state is EventState.SET_ASIDE
        assert entry.problem is not None
        assert entry.problem.code == "changed_meanwhile"
        assert entry.problem.advice
        # It keeps its place in the chain: it still goes out, and the central decides for good.
        assert mine.header.id in [
            item.event.header.id for item in store.outbox.due(MORNING, 10, 10**6)
        ]
        assert verify(store).problems == []
        store.outbox.settle([Settled(mine.header.id, SettledAs.ACCEPTED, 10)], MORNING)
        assert phone(store, dossier) == "0911"
        assert verify(store).problems == []


def test_a_correction_that_does_not_clash_stays(rig: DeskRig) -> None:
    """Two desks may correct two fields."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        accept_all(store)
        with store.transaction(officer=OFFICER) as transaction:
            mine = transaction.append(dossier, correction("submitter.phone", "0900000001", "0911"))
        theirs: Corrected = correction("summary", "", "Bản sao bằng tốt nghiệp")
        event = OtherDesk(rig.clock).event(dossier, theirs)
        store.feed.apply(1, 9, [feed_item(9, event)], MORNING)
        assert store.outbox.show(mine.header.id).state is EventState.PENDING
        assert phone(store, dossier) == "0911"


def test_an_earlier_position_that_comes_later_takes_its_place(rig: DeskRig) -> None:
    """Own events settled by the push may have passed others that the feed brings afterwards."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        accept_all(store)
        with store.transaction(officer=OFFICER) as transaction:
            mine = transaction.append(dossier, correction("summary", "", "sau"))
        store.outbox.settle([Settled(mine.header.id, SettledAs.ACCEPTED, 9)], MORNING)
        event = OtherDesk(rig.clock).event(dossier, correction("summary", "", "trước"))
        store.feed.apply(1, 8, [feed_item(8, event)], MORNING)
        state = store.dossier(dossier)
        assert state is not None
        assert state.application is not None
        assert state.application.summary == "sau"
        assert verify(store).problems == []


def accept_all(store: Store) -> None:
    settled = [
        Settled(item.event.header.id, SettledAs.ACCEPTED, position)
        for position, item in enumerate(store.outbox.due(MORNING, 100, 10**6), start=1)
    ]
    store.outbox.settle(settled, MORNING, generation=1)


def test_a_new_generation_is_offered_everything_again(rig: DeskRig) -> None:
    """Also what was set aside and given up, so that the chain has no gap; the feed is read anew."""
    with rig.create() as store:
        dossier, code = receive(store, rig.clock)
        accept_all(store)
        with store.transaction(officer=OFFICER) as transaction:
            gone = transaction.append(dossier, correction("summary", "", "x"))
        store.outbox.settle([Settled(gone.header.id, SettledAs.SET_ASIDE)], MORNING)
        store.outbox.discard(gone.header.id)
        store.feed.apply(1, 2, [], MORNING)
        store.feed.begin_generation(1)
        assert store.outbox.due(MORNING, 10, 10**6) == []
        store.feed.begin_generation(2)
        assert store.feed.cursor() == (2, 0)
        offered = [item.event.header.seq for item in store.outbox.due(MORNING, 10, 10**6)]
        assert offered == [1, 2, 3]
        assert verify(store).problems == []
        state = store.dossier(dossier)
        assert state is not None
        assert state.code == code
        store.outbox.settle(
            [
                Settled(item.event.header.id, SettledAs.DUPLICATE, 7 + number)
                for number, item in enumerate(store.outbox.due(MORNING, 2, 10**6))
            ],
            MORNING,
        )
        assert [event.position for event in store.events(dossier)] == [7, 8, None]
        store.feed.offer_again()
        assert store.feed.cursor() == (2, 0)
        assert len(store.outbox.due(MORNING, 10, 10**6)) == 3
        assert verify(store).problems == []


def test_after_a_restore_the_feed_brings_lost_events_back_into_the_chain(rig: DeskRig) -> None:
    """Own events that the old copy does not know continue its chain; nothing waits until then."""
    store = rig.create(numbers=0)
    receive(store, rig.clock, "Đặng Văn Thử")
    store.close()
    copy = (rig.data / "desk.db").read_bytes()
    with rig.open() as store:
        other, _ = receive(store, rig.clock, "Người Đến Sau")
        page = [
            FeedItem(position, item.event)
            for position, item in enumerate(store.outbox.due(MORNING, 10, 10**6), start=1)
        ]
    (rig.data / "desk.db").write_bytes(copy)
    with rig.open() as store:
        assert store.must_succeed
        enrol(store, key_id=8)
        assert store.waiting_for_number() == []
        store.feed.apply(1, 1, page[:1], MORNING, more=True)
        assert store.waiting_for_number() == []
        store.feed.apply(1, 2, page[1:], MORNING)
        assert [waiting.dossier_id for waiting in store.waiting_for_number()][1] == other
        assert [event.own for event in store.events(other)] == [True]
        assert verify(store).problems == []


def test_a_request_that_was_sent_again_later_leaves_no_hole_in_the_own_chain(rig: DeskRig) -> None:
    """After a restore and then a central's restore everything is offered, in the chain's order."""
    store = rig.create()
    store.close()
    copy = (rig.data / "desk.db").read_bytes()
    with rig.open() as store:
        first, _ = receive(store, rig.clock)
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(first, correction("submitter.phone", "0900000001", "0900000002"))
        receive(store, rig.clock, "Người Đến Sau")
        chain = [item.event for item in store.outbox.due(MORNING, 10, 10**6)]
    opened, registered, corrected, *later = chain
    feed = [opened, registered, *later, corrected]  # set aside at first, accepted when sent again
    (rig.data / "desk.db").write_bytes(copy)
    with rig.open() as store:
        enrol(store, key_id=8)
        for position, event in enumerate(feed, start=1):
            store.feed.apply(
                1, position, [feed_item(position, event)], MORNING, more=event is not corrected
            )
        assert not store.catching_up
        assert verify(store).problems == []
        mine, _ = receive(store, rig.clock, "Sau Khi Khôi Phục")
        store.feed.begin_generation(2)
        offered = [item.event.header.id for item in store.outbox.due(MORNING, 10, 10**6)]
        assert offered[:5] == [event.header.id for event in chain]
        assert [item.event.header.id for item in store.events(mine)] == offered[5:]
        assert store.rebuild() == 3
        assert verify(store).problems == []


def test_what_follows_a_hole_and_the_central_lost_is_told(rig: DeskRig) -> None:
    """A restored desk does not know a request that was set aside: it can't offer what follows."""
    store = rig.create()
    store.close()
    copy = (rig.data / "desk.db").read_bytes()
    with rig.open() as store:
        first, _ = receive(store, rig.clock)
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(first, correction("submitter.phone", "0900000001", "0900000002"))
        receive(store, rig.clock, "Người Đến Sau")
        chain = [item.event for item in store.outbox.due(MORNING, 10, 10**6)]
    known = [event for event in chain if event.header.type != Corrected.TYPE]
    page = [feed_item(position, event) for position, event in enumerate(known, start=1)]
    (rig.data / "desk.db").write_bytes(copy)
    with rig.open() as store:
        enrol(store, key_id=8)
        store.feed.apply(1, len(page), page, MORNING)
        assert verify(store).problems == []
        store.feed.begin_generation(2)
        assert [item.event for item in store.outbox.due(MORNING, 10, 10**6)] == known[:2]
        problems = verify(store).problems
        assert len(problems) == 2
        assert all(
            event.header.id in problem for event, problem in zip(known[2:], problems, strict=True)
        )
        store.feed.apply(2, len(page), page, MORNING)  # another image of this desk had them
        assert verify(store).problems == []


def test_a_fork_of_the_own_chain_is_kept_beside_it(rig: DeskRig) -> None:
    """Another image of this desk wrote the same seq: both dossiers are kept."""
    with rig.create() as store:
        mine, _ = receive(store, rig.clock)
        installation = store.installation
        assert installation is not None
        twin = OtherDesk(rig.clock, installation=installation.installation)
        dossier = new_id(MORNING)
        event = twin.event(dossier, opening("Người Song Sinh", received=MORNING))
        store.feed.apply(1, 1, [feed_item(1, event)], MORNING)
        assert store.dossier(mine) is not None
        assert store.dossier(dossier) is not None
        assert [item.own for item in store.events(dossier)] == [False]
        assert verify(store).problems == []


def test_what_this_version_can_not_read_is_kept(rig: DeskRig) -> None:
    """An unknown type and a broken payload count, and are there for a later version."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        other = OtherDesk(rig.clock)
        event = other.event(dossier, printed())
        unknown = read_event(
            event.header_bytes.replace(b'"printed"', b'"levitated"'), event.payload_bytes
        )
        broken = read_event(other.event(dossier, printed()).header_bytes, b'{"form": 5}')
        rig.clock.advance(timedelta(seconds=1))
        store.feed.apply(1, 2, [feed_item(1, unknown), feed_item(2, broken)], MORNING)
        state = store.dossier(dossier)
        assert state is not None
        assert (state.unknown, state.unreadable) == (1, 1)
        assert len(verify(store).problems) == 1  # the payload's hash, and only that


def test_own_events_that_this_store_never_wrote_tell_that_it_is_an_older_copy(
    rig: DeskRig,
) -> None:
    """The whole machine was put back, record and all: the feed is the first to know."""
    store = rig.create()
    store.close()
    kept = rig.root / "kept"
    shutil.copytree(rig.data, kept)
    record = (rig.root / "key.record").read_bytes()
    with rig.open() as store:
        _, code = receive(store, rig.clock)
        items = store.outbox.due(MORNING, 10, 10**6)
    shutil.rmtree(rig.data)
    shutil.copytree(kept, rig.data)
    (rig.root / "key.record").write_bytes(record)
    with rig.open() as store:
        page = [FeedItem(position, item.event) for position, item in enumerate(items, start=1)]
        store.feed.apply(1, 2, page, MORNING)
        assert store.must_succeed == "older_copy"
        assert all(held.free == 0 for held in store.leases.all())
        assert store.find_dossier(str(code)) is not None
        enrol(store, key_id=8)
        lease(store, SERIES, 21, 40, rig.clock)
        assert receive(store, rig.clock)[1] == "H26.107-261123-0021"
        assert verify(store).problems == []


def test_a_central_that_came_back_from_a_backup_is_told_again_why_numbers_ended(
    rig: DeskRig,
) -> None:
    """It had noted them and lost that: each gap keeps its reason (docs/adr/0004)."""
    with rig.create() as store:
        store.leases.burn_forked()
        [end] = store.leases.pending_ends()
        store.leases.ended(end.id)
        assert store.leases.pending_ends() == []
        store.feed.begin_generation(2)
        assert store.leases.pending_ends() == [end]
