"""The protocol's order, and what holds for every step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.contract.messages import Problem
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.reasons import Line
from sync.engine.send import Why
from tests.faults.bench import Bench
from tests.faults.line import Fault


@pytest.mark.parametrize("pipeline", [1], indirect=True)
def test_the_order_is_the_protocols() -> None:
    """Enrol, push, leases, keys, pull, wait; numbers that came let dossiers be pushed."""
    bench = Bench(enrolled=False)
    bench.desk.receive(bench.clock.now())
    assert bench.settle() == ["enrol", "push_events", *["take_lease"] * 2, "keys", "pull_feed"]
    bench.desk.number_waiting(bench.clock.now())
    assert bench.settle() == ["push_events"]
    assert bench.wait().why is Why.IDLE


def test_a_line_that_is_down_holds_every_step() -> None:
    """One failed connection is enough to know; the others don't try."""
    bench = Bench(Fault.REQUEST_LOST)
    bench.desk.receive(bench.clock.now())
    _, changed = bench.send()
    assert changed.failed
    assert bench.engine.standing.line is Line.DOWN
    assert bench.wait().why is Why.HELD
    assert len(bench.line.seen) > 0
    bench.settle()
    bench.clock.advance(timedelta(seconds=2))
    bench.settle()
    assert not bench.desk.waiting()
    assert bench.engine.standing.code == "up"


def test_a_step_that_fails_does_not_hold_the_others() -> None:
    """Leases that break must not keep the feed from being read, nor events from going out."""
    bench = Bench(
        plan=lambda send: Fault.ERROR_500 if send.operation.name == "take_lease" else Fault.NONE
    )
    bench.desk.blocks.clear()
    bench.engine.retry_now()
    bench.settle()
    assert "pull_feed" in bench.names()
    bench.desk.receive(bench.clock.now())
    bench.settle()
    assert not bench.desk.waiting()


def test_a_skewed_clock_is_signed_anew_at_once() -> None:
    """docs/adr/0008: the wrong clock of a counter never stops the queue."""
    bench = Bench(Fault.CLOCK_SKEW)
    bench.desk.receive(bench.clock.now())
    bench.send()
    assert bench.desk.offset_ms == 420_000
    move, _ = bench.send()
    assert move.operation.name == "push_events"
    assert bench.clock.now() == Bench().clock.now(), "no time was waited"
    assert not bench.desk.waiting()


def test_a_clock_that_never_suits_is_not_asked_without_end() -> None:
    """Bounded: after two tries at once it backs off."""
    bench = Bench(plan=lambda _: Fault.CLOCK_SKEW)
    bench.desk.receive(bench.clock.now())
    for _ in range(3):
        bench.send()
    assert bench.engine.standing.code == "status_401"
    assert bench.wait().why is Why.HELD
    assert not any(own.problem for own in bench.desk.own)


def test_the_offset_is_kept_when_it_moved_and_now_and_then() -> None:
    """A synced write for every answer would be too much; the last contact must be known."""
    bench = Bench()
    kept = bench.desk.offsets

    def hear(offset_ms: int | None) -> None:
        bench.engine.retry_now()
        move = bench.ask()
        answer = bench.line.execute(move)
        assert isinstance(answer, Answer)
        body, status = answer.body, answer.status
        bench.answer(move, Answer(status, body, clock_offset_ms=offset_ms))

    for offset in (None, 100, 900, 1_500, 1_600):
        hear(offset)
    assert kept == [100, 1_500]
    bench.clock.advance(timedelta(minutes=11))
    hear(1_700)
    assert kept == [100, 1_500, 1_700]


@pytest.mark.parametrize(
    ("reply", "line", "code"),
    [
        (Failure(FailureKind.CONNECTION, ""), Line.DOWN, "connection"),
        (Failure(FailureKind.TIMEOUT, ""), Line.DISTURBED, "timeout"),
        (Failure(FailureKind.NOT_CONTRACT, ""), Line.DISTURBED, "not_contract"),
        (Failure(FailureKind.TOO_LARGE, ""), Line.DISTURBED, "answer_too_large"),
        (Answer(503), Line.DISTURBED, "status_503"),
        (
            Answer(401, problem=Problem(title="x", status=401, code="bad_signature")),
            Line.BLOCKED,
            "bad_signature",
        ),
    ],
)
def test_people_read_how_the_desk_stands(reply: Reply, line: Line, code: str) -> None:
    """A reason in Vietnamese for each way in which it does not go."""
    bench = Bench()
    bench.desk.receive(bench.clock.now())
    move = bench.ask()
    bench.answer(move, reply)
    standing = bench.engine.standing
    assert (standing.line, standing.code) == (line, code)
    assert standing.message


def test_a_step_that_is_blocked_leaves_the_others_their_way() -> None:
    """A forked installation gets no numbers and no feed, but its events still come in."""
    bench = Bench()
    bench.desk.blocks.clear()
    bench.engine.desk_changed()
    refusal = Problem(title="x", status=403, code="installation_suspended", detail="Tạm dừng")
    move = bench.ask()
    assert move.operation.name == "take_lease"
    bench.answer(move, Answer(403, problem=refusal))
    bench.desk.receive(bench.clock.now())
    bench.settle()
    assert not bench.desk.waiting()
    assert bench.engine.standing.line is Line.BLOCKED, "people still read it"
    assert bench.wait().why is Why.BLOCKED
    assert "take_lease" not in bench.names()
    bench.engine.retry_now()
    bench.settle()
    assert "take_lease" in bench.names()
    assert bench.engine.standing.code == "up"


def test_a_blocked_enrolment_waits_for_a_person() -> None:
    """The predecessor's key does not count any more: nothing else can be sent."""
    bench = Bench(enrolled=False)
    move = bench.ask()
    problem = Problem(title="x", status=401, code="unknown_installation")
    bench.answer(move, Answer(401, problem=problem))
    assert bench.wait().why is Why.BLOCKED


def test_keys_are_fetched_when_they_are_old() -> None:
    """To check receipts offline; not with every round."""
    bench = Bench()
    assert bench.desk.keys
    bench.clock.advance(timedelta(hours=1))
    assert "keys" not in bench.settle()
    bench.clock.advance(timedelta(hours=6))
    assert "keys" in bench.settle()


def test_keys_that_are_refused_wait_for_their_time() -> None:
    """A central that does not publish them stops nothing."""
    bench = Bench()
    bench.desk.keys_at = None
    move = bench.ask()
    assert move.operation.name == "keys"
    refusal = Answer(403, problem=Problem(title="x", status=403, code="something_new"))
    assert bench.answer(move, refusal).failed
    assert bench.wait().why is Why.HELD
