"""Carry: others' batches go out as they were signed; one that waits holds up nobody else."""

from __future__ import annotations

from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.contract.carried import CarriedBatch, make_batch
from sync.contract.messages import BatchAnswer, EventOutcome, KeyList, Problem, Result
from sync.engine.answers import Answer, Failure, FailureKind
from sync.engine.carried_port import CarriedDue
from sync.engine.reasons import Line
from sync.engine.send import Lane, Send, Why
from tests.faults.bench import NOW, Bench
from tests.faults.desk import FakeDesk
from tests.faults.intake import AGENCY


def batch_of(installation: str, dossiers: int = 2) -> CarriedBatch:
    """What another desk has made."""
    other = FakeDesk(installation, Random(installation), wants_numbers=False, agency=AGENCY)
    for _ in range(dossiers):
        other.receive(NOW)
    return make_batch([own.event for own in other.own], Ed25519PrivateKey.generate())


def carrying(*installations: str) -> Bench:
    """A bench whose desk has one batch of each to carry, and nothing else to do."""
    bench = Bench()
    bench.settle()
    bench.central.calls.clear()
    bench.desk.to_carry += [CarriedDue(name, batch_of(name)) for name in installations]
    return bench


def answered(*results: Result, code: str = "predecessor_missing") -> Answer:
    """The central's answer with these outcomes."""
    problem = Problem(title="Chưa", status=409, code=code)
    outcomes = [
        EventOutcome(
            id=str(number),
            result=result,
            position=number if result is Result.ACCEPTED else None,
            problem=None if result is Result.ACCEPTED else problem,
        )
        for number, result in enumerate(results, 1)
    ]
    return Answer(200, body=BatchAnswer(generation=1, outcomes=outcomes))


def carried(bench: Bench) -> Send:
    """The next call, which must be a carried batch."""
    send = bench.ask()
    assert send.operation.name == "take_carried"
    return send


def test_a_batch_goes_out_as_it_is_and_is_done_when_each_event_is_answered() -> None:
    """Signed by this desk as a call; the batch is the other desk's word."""
    bench = carrying("quay-2")
    send = carried(bench)
    assert send.body is bench.desk.to_carry[0].batch
    assert send.signer == "quay-1"
    changed = bench.answer(send, answered(Result.ACCEPTED, Result.SET_ASIDE))
    assert (changed.carried, changed.progress, changed.accepted) == (1, True, 0)
    assert bench.desk.carried_results == {"quay-2": [Result.ACCEPTED, Result.SET_ASIDE]}
    assert bench.desk.to_carry == []


def test_one_that_waits_for_its_predecessor_holds_its_own_chain_only() -> None:
    """The other desk's batch goes out meanwhile; the first is asked again after a while."""
    bench = carrying("quay-2", "quay-3")
    bench.answer(carried(bench), answered(Result.TRY_AGAIN, Result.TRY_AGAIN))
    second = carried(bench)
    assert isinstance(second.body, CarriedBatch)
    assert second.body.installation == "quay-3"
    bench.answer(second, answered(Result.ACCEPTED, Result.DUPLICATE))
    assert bench.wait().why is Why.HELD
    bench.engine.retry_now()
    again = carried(bench)
    assert isinstance(again.body, CarriedBatch)
    assert again.body.installation == "quay-2"


def test_own_events_go_out_while_a_batch_is_under_way() -> None:
    """A registration at this counter never waits for another counter's work."""
    bench = carrying("quay-2")
    send = carried(bench)
    assert send.lane is Lane.BULK
    bench.desk.receive(bench.clock.now())
    assert bench.ask().operation.name == "push_events"


def test_what_the_answer_passes_over_is_unknown() -> None:
    """Fewer outcomes than events: asked again, nothing is taken for done."""
    bench = carrying("quay-2")
    bench.answer(carried(bench), answered(Result.ACCEPTED))
    assert bench.desk.carried_results["quay-2"] == [Result.ACCEPTED, Result.TRY_AGAIN]
    assert len(bench.desk.to_carry) == 1


@pytest.mark.parametrize("count", [0, 3])
def test_an_answer_with_none_or_too_many_outcomes_is_not_of_the_contract(count: int) -> None:
    """Nothing is kept of it."""
    bench = carrying("quay-2")
    changed = bench.answer(carried(bench), answered(*[Result.ACCEPTED] * count))
    assert changed.failed
    assert bench.desk.carried_results == {}


def test_a_lost_answer_is_unknown_and_the_same_batch_goes_again() -> None:
    """Also for a new process."""
    bench = carrying("quay-2")
    first = carried(bench)
    bench.answer(first, Failure(FailureKind.TIMEOUT, "no answer"))
    bench.restart()
    assert carried(bench).body is first.body


@pytest.mark.parametrize("code", ["origin_suspended", "bad_carried_signature", "unknown_origin"])
def test_a_refused_batch_is_a_persons_case_and_the_rest_goes_on(code: str) -> None:
    """The desk itself is not blocked by what another desk is refused for."""
    bench = carrying("quay-2", "quay-3")
    problem = Problem(title="Không nhận", status=422, code=code)
    bench.answer(carried(bench), Answer(422, problem=problem))
    assert bench.desk.carried_problems == {"quay-2": problem}
    assert bench.engine.standing.line is Line.UP
    second = carried(bench)
    assert isinstance(second.body, CarriedBatch)
    assert second.body.installation == "quay-3"


@pytest.mark.parametrize(("status", "code"), [(404, "not_found"), (405, "method_not_allowed")])
def test_a_central_without_the_call_blocks_nothing(status: int, code: str) -> None:
    """An older central: this step alone waits, and keeps what it has."""
    bench = carrying("quay-2")
    bench.answer(carried(bench), Answer(status, problem=Problem("Không có", status, code)))
    assert len(bench.desk.to_carry) == 1
    assert bench.desk.carried_problems == {}
    bench.desk.receive(bench.clock.now())
    assert "push_events" in bench.settle()
    assert bench.engine.standing.line is Line.UP
    assert bench.wait().why is Why.IDLE


def test_the_centrals_own_key_is_kept_when_it_is_published() -> None:
    """It comes with the installations' keys; an older central has none."""
    bench = Bench()
    bench.desk.keys_at = None
    for key in ("", "A" * 43 + "="):
        bench.desk.seal_key = "before"
        bench.desk.keys_at = None
        send = bench.ask()
        while send.operation.name != "keys":
            bench.answer(send, bench.line.execute(send))
            send = bench.ask()
        bench.answer(send, Answer(200, body=KeyList(keys=[], seal_key=key)))
        assert bench.desk.seal_key == (key or "before")
