"""The central's answers taken in: many at once, in any order, and never more work than they are."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from app.dossier.events import Event
from app.store.records import FeedItem, Finding, Settled, SettledAs
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import MORNING, OFFICER, DeskRig, correction, printed, receive

PLENTY = 1_000_000


def a_busy_morning(store: Store, rig: DeskRig, random: Random) -> None:
    """Dossiers with facts and requests, mixed up in the queue."""
    known: list[str] = []
    for _ in range(random.randint(3, 6)):
        dossier, _ = receive(store, rig.clock)
        known.append(dossier)
        for _ in range(random.randint(0, 3)):
            phones = [f"09{random.randint(0, 3):08d}" for _ in range(2)]
            asks = random.random() < 0.6
            body = correction("submitter.phone", *phones) if asks else printed()
            with store.transaction(officer=OFFICER) as transaction:
                transaction.append(random.choice(known), body)


def answers_to(events: list[Event], random: Random, places: list[int]) -> list[Settled]:
    """Something for each, in any order; positions rise, but not as the queue does."""
    said = []
    for event in random.sample(events, len(events)):
        result = random.choices(list(SettledAs), weights=[6, 2, 2, 1])[0]
        here = result in {SettledAs.ACCEPTED, SettledAs.DUPLICATE}
        findings = [Finding("ended", "đã xong")] if random.random() < 0.2 else []
        place = places.pop() if here else None
        said.append(Settled(event.header.id, result, place, findings if here else []))
    return said


@pytest.mark.parametrize("seed", range(12))
def test_however_the_answers_come_the_rows_are_what_the_events_make(
    rig: DeskRig, seed: int
) -> None:
    """Where the order of a dossier's events is what it was, nothing is made anew: none the less
    every row is as if it had been."""
    random = Random(seed)
    places = random.sample(range(1, 1_000), 900)
    with rig.create(numbers=40) as store:
        for _ in range(3):
            a_busy_morning(store, rig, random)
            events = [item.event for item in store.outbox.due(MORNING, 100, PLENTY)]
            some = events[: random.randint(1, len(events))]
            answers = answers_to(some, random, places)
            store.outbox.settle(answers, MORNING)
            assert verify(store).problems == []
            told = {each.event_id: each for each in answers}
            page = [
                FeedItem(
                    (told[event.header.id].position or places.pop())
                    + 2_000 * (random.random() < 0.2),
                    event,
                    told[event.header.id].findings,
                )
                for event in some
                if random.random() < 0.7
            ]
            store.feed.apply(1, 5_000, page, MORNING)
            assert verify(store).problems == []


def test_the_feed_that_brings_back_what_was_answered_changes_nothing(rig: DeskRig) -> None:
    """Word for word the same: only the cursor moves. Another place in the feed is news."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        first, second = (item.event for item in store.outbox.due(MORNING, 9, PLENTY))
        for place, event in enumerate((first, second), start=1):
            store.outbox.settle([Settled(event.header.id, SettledAs.ACCEPTED, place)], MORNING)
        assert store.feed.apply(1, 2, [FeedItem(1, first), FeedItem(2, second)], MORNING) == []
        assert store.feed.cursor() == (1, 2)
        assert store.feed.apply(1, 7, [FeedItem(7, second)], MORNING) == [dossier]
        assert [stored.position for stored in store.events(dossier)] == [1, 7]
        assert verify(store).problems == []


def test_the_feed_confirms_an_event_whose_answer_was_lost_or_that_is_offered_again(
    rig: DeskRig,
) -> None:
    """Also one that was accepted before: it leaves the queue."""
    with rig.create() as store:
        receive(store, rig.clock)
        events = [item.event for item in store.outbox.due(MORNING, 9, PLENTY)]
        page = [FeedItem(place, event) for place, event in enumerate(events, start=1)]
        store.feed.apply(1, 2, page, MORNING)
        assert store.outbox.counts().waiting == 0
        store.feed.offer_again()
        assert store.outbox.counts().waiting == 2
        store.feed.apply(1, 2, page, MORNING)
        assert store.outbox.counts().waiting == 0
        assert verify(store).problems == []


def test_events_under_way_are_passed_over_also_by_a_new_process(rig: DeskRig) -> None:
    """What is not known to have been offered is looked up by its id."""
    with rig.create() as store:
        for _ in range(3):
            receive(store, rig.clock)
        ids = [item.event.header.id for item in store.outbox.due(MORNING, 99, PLENTY)]
    with rig.open() as store:
        left = store.outbox.due(MORNING, 99, PLENTY, under_way=ids[:4])
        assert [item.event.header.id for item in left] == ids[4:]
        again = store.outbox.due(MORNING, 99, PLENTY, under_way=[*ids[1:5], "never heard of"])
        assert [item.event.header.id for item in again] == [ids[0], ids[5]]


def test_neither_the_queue_nor_its_answers_read_what_was_sent_before(rig: DeskRig) -> None:
    """Ten years of events lie in the same table: none of the statements reads all of it."""
    with rig.create() as store:
        receive(store, rig.clock)
        said: dict[str, Any] = {}
        connection = store.parts.database._connection

        def note(_cursor: object, sql: str, bindings: object) -> bool:
            said[sql] = bindings
            return True

        connection.exec_trace = note
        events = [item.event for item in store.outbox.due(MORNING, 9, PLENTY, under_way=["x"])]
        store.outbox.settle(
            [
                Settled(event.header.id, result, 1 + place)
                for place, (event, result) in enumerate(
                    zip(events, (SettledAs.ACCEPTED, SettledAs.SET_ASIDE), strict=True)
                )
            ],
            MORNING,
        )
        store.feed.apply(1, 2, [FeedItem(1, events[0]), FeedItem(2, events[1])], MORNING)
        connection.exec_trace = None
        plans = {
            sql: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            for sql, values in said.items()
            if sql.startswith(("SELECT", "UPDATE", "DELETE"))
        }
    assert len(plans) > 8
    for sql, plan in plans.items():
        read_whole = [step for step in plan if step.startswith(("SCAN event", "SCAN dossier"))]
        assert not [step for step in read_whole if "USING INDEX" not in step], sql
