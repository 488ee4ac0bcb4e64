"""The outbox: order, bounds, answers, what a person must look at."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import InvalidInput, Refusal
from app.store.records import (
    EventState,
    Finding,
    OutboxCounts,
    Settled,
    SettledAs,
    StoredProblem,
)
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import (
    MORNING,
    OFFICER,
    DeskRig,
    OtherDesk,
    correction,
    feed_item,
    printed,
    receive,
)

PLENTY = 1_000_000


def due_ids(store: Store, *, limit: int = 100, max_bytes: int = PLENTY) -> list[str]:
    return [item.event.header.id for item in store.outbox.due(MORNING, limit, max_bytes)]


def settle(store: Store, event: str, result: SettledAs, **more: object) -> None:
    answer = {"event_id": event, "result": result, **more}
    store.outbox.settle([Settled(**answer)], MORNING)  # type: ignore[arg-type]  # fields by name


def test_events_go_out_in_the_order_of_seq(rig: DeskRig) -> None:
    """Bounded in count and bytes, and never stuck on one large event."""
    with rig.create() as store:
        for _ in range(3):
            receive(store, rig.clock)
        items = store.outbox.due(MORNING, 100, PLENTY)
        assert [item.event.header.seq for item in items] == [1, 2, 3, 4, 5, 6]
        assert len(due_ids(store, limit=4)) == 4
        assert len(due_ids(store, max_bytes=1)) == 1
        size = sum(
            len(item.event.header_bytes) + len(item.event.payload_bytes) for item in items[:2]
        )
        assert len(due_ids(store, max_bytes=size)) == 2
        assert store.outbox.counts() == OutboxCounts(waiting=6, set_aside=0, waiting_dossiers=3)


@pytest.mark.parametrize("result", [SettledAs.ACCEPTED, SettledAs.DUPLICATE])
def test_an_accepted_or_known_event_leaves_the_queue(rig: DeskRig, result: SettledAs) -> None:
    """ "Already there" is success; the findings are kept."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        first, second = due_ids(store)
        finding = Finding("number_taken", "trùng số")
        settle(store, first, result, position=41, findings=[finding])
        assert due_ids(store) == [second]
        stored = store.events(dossier)
        assert [(item.state, item.position) for item in stored] == [
            (EventState.ACCEPTED, 41),
            (EventState.PENDING, None),
        ]
        assert stored[0].findings == [finding]
        assert store.search("", 1)[0][0].queue == "waiting"
        settle(store, second, result, position=42)
        assert store.search("", 1)[0][0].queue == "sent"
        with store.transaction(officer=OFFICER) as transaction:
            event = transaction.append(dossier, printed())
        assert event.header.base.accepted == 42
        settle(store, second, result, position=42)  # told again: nothing changes
        settle(store, "never heard of", result, position=1)
        assert verify(store).problems == []


def test_an_event_to_be_tried_again_holds_back_what_follows(rig: DeskRig) -> None:
    """Its time is kept; nothing of the chain overtakes it."""
    with rig.create() as store:
        receive(store, rig.clock)
        first, second = due_ids(store)
        later = MORNING + timedelta(seconds=30)
        settle(store, first, SettledAs.TRY_AGAIN, retry_at=later)
        assert due_ids(store) == []
        items = store.outbox.due(later, 10, PLENTY)
        assert [item.event.header.id for item in items] == [first, second]
        assert items[0].attempts == 1
        settle(store, first, SettledAs.TRY_AGAIN)
        assert store.outbox.show(first).attempts == 2


def test_a_refused_request_is_set_aside_with_its_reason(rig: DeskRig) -> None:
    """It has not happened; it can be looked at, retried, and given up."""
    problem = StoredProblem(
        "changed_meanwhile", "Đã sửa ở nơi khác.", "submitter.phone", "Xem lại."
    )
    with rig.create() as store:
        dossier, code = receive(store, rig.clock)
        with store.transaction(officer=OFFICER) as transaction:
            event = transaction.append(
                dossier, correction("submitter.phone", "0900000001", "0900000002")
            )
        for position, waiting in enumerate(due_ids(store)[:-1], start=1):
            settle(store, waiting, SettledAs.ACCEPTED, position=position)
        assert phone(store, dossier) == "0900000002"
        settle(store, event.header.id, SettledAs.SET_ASIDE, problem=problem)
        assert phone(store, dossier) == "0900000001"
        assert due_ids(store) == []
        assert store.outbox.counts() == OutboxCounts(0, 1, 0, 1)
        [entry] = store.outbox.list(EventState.SET_ASIDE)
        assert (entry.id, entry.code, entry.problem) == (event.header.id, code, problem)
        assert store.search("", 1)[0][0].queue == "set_aside"

        assert store.outbox.retry(entry.id).state is EventState.PENDING
        assert phone(store, dossier) == "0900000002"
        assert due_ids(store) == [entry.id]
        assert store.outbox.retry(entry.id).state is EventState.PENDING
        with pytest.raises(Refusal, match="not_answered"):
            store.outbox.discard(entry.id)
        settle(store, entry.id, SettledAs.SET_ASIDE)
        assert store.outbox.show(entry.id).problem == StoredProblem("unknown")
        store.outbox.discard(entry.id)
        assert store.outbox.list() == []
        assert store.events(dossier)[-1].state is EventState.SET_ASIDE
        assert phone(store, dossier) == "0900000001"
        assert verify(store).problems == []
        with pytest.raises(InvalidInput, match="not_in_outbox"):
            store.outbox.show(entry.id)


def phone(store: Store, dossier: str) -> str:
    state = store.dossier(dossier)
    assert state is not None
    assert state.application is not None
    return state.application.submitter.phone


def test_a_retry_that_the_rules_still_forbid_stays_aside(rig: DeskRig) -> None:
    """The desk knows already what the central will say."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        for position, sent in enumerate(due_ids(store), start=1):
            settle(store, sent, SettledAs.ACCEPTED, position=position)
        with store.transaction(officer=OFFICER) as transaction:
            event = transaction.append(dossier, correction("submitter.phone", "0900000001", "1"))
        settle(store, event.header.id, SettledAs.SET_ASIDE)
        other = OtherDesk(rig.clock)
        body = correction("submitter.phone", "0900000001", "2")
        store.feed.apply(1, 9, [feed_item(9, other.event(dossier, body))], MORNING)
        with pytest.raises(Refusal, match="changed_meanwhile"):
            store.outbox.retry(event.header.id)
        assert store.outbox.show(event.header.id).state is EventState.SET_ASIDE
        assert verify(store).problems == []


def test_a_fact_that_was_set_aside_has_still_happened(rig: DeskRig) -> None:
    """The paper left the desk, whatever the central thinks of its bytes."""
    with rig.create() as store:
        dossier, code = receive(store, rig.clock)
        for event in due_ids(store):
            settle(store, event, SettledAs.SET_ASIDE, problem=StoredProblem("malformed"))
        state = store.dossier(dossier)
        assert state is not None
        assert state.code == code
        assert verify(store).problems == []


def test_a_clock_that_was_wrong_for_a_while_holds_nothing_back(rig: DeskRig) -> None:
    """ "Try again" without a time means now, whatever the clock said then."""
    with rig.create() as store:
        receive(store, rig.clock)
        wrong = MORNING + timedelta(days=3_650)
        answers = [
            Settled(item.event.header.id, SettledAs.TRY_AGAIN)
            for item in store.outbox.due(wrong, 10, 10**6)
        ]
        store.outbox.settle(answers, wrong)
        assert len(store.outbox.due(MORNING, 10, 10**6)) == 2
