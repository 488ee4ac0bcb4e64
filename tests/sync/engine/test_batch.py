"""What goes out together, and what the answer says of each."""

from __future__ import annotations

from random import Random

from app.dossier.events import Event
from sync.contract.messages import (
    MAX_EVENT_BYTES,
    BatchAnswer,
    EventOutcome,
    Result,
)
from sync.engine.batch import Batch, cut_batch, outcomes_for, size_of
from tests.faults import intake
from tests.faults.bench import NOW
from tests.faults.desk import FakeDesk


def events(*pads: int) -> list[Event]:
    desk = FakeDesk("quay-1", Random(1))
    return [
        desk.append(f"d{number}", intake.opened(NOW, number), NOW, pad=pad)
        for number, pad in enumerate(pads)
    ]


def test_a_batch_is_bounded_in_count_and_bytes() -> None:
    """The bounds hold for what is sent, not about."""
    due = events(0, 0, 0, 0)
    assert cut_batch(due, limit=3, max_bytes=10**6).events == tuple(due[:3])
    two = size_of(due[0]) + size_of(due[1])
    assert len(cut_batch(due, limit=9, max_bytes=two).events) == 2
    assert len(cut_batch(due, limit=9, max_bytes=two - 1).events) == 1
    assert len(cut_batch(due, limit=9, max_bytes=1).events) == 1, "at least one"


def test_an_event_beyond_the_limit_goes_alone_and_bare() -> None:
    """It must neither spoil its neighbours nor leave a gap in the chain."""
    due = events(0, MAX_EVENT_BYTES, 0)
    assert cut_batch(due, limit=9, max_bytes=10**7).events == (due[0],)
    bare = cut_batch(due[1:], limit=9, max_bytes=10**7)
    assert bare == Batch((due[1],), bare=True)
    wire = bare.on_the_wire().events[0]
    assert bytes(wire.header) == due[1].header_bytes
    assert bytes(wire.payload) == b"null"


def outcome(event: Event, result: Result, position: int | None = None) -> EventOutcome:
    return EventOutcome(event.header.id, result, position=position)


def test_every_event_gets_one_outcome_whatever_the_answer_holds() -> None:
    """Missing and contradicting outcomes are *unknown*; ids nobody sent are passed over."""
    one, two, three, four = due = events(0, 0, 0, 0)
    answer = BatchAnswer(
        1,
        [
            outcome(four, Result.ACCEPTED, 9),
            EventOutcome("nobody", Result.SET_ASIDE),
            outcome(one, Result.ACCEPTED, 8),
            outcome(one, Result.ACCEPTED, 8),
            outcome(two, Result.ACCEPTED, 7),
            outcome(two, Result.SET_ASIDE),
        ],
    )
    got = outcomes_for(Batch(tuple(due)), answer)
    assert [each.id for each in got] == [event.header.id for event in (one, two, three, four)]
    assert [each.result for each in got] == [
        Result.ACCEPTED,
        Result.TRY_AGAIN,
        Result.TRY_AGAIN,
        Result.ACCEPTED,
    ]
