"""Claims: asked with a stored id, given back, and nothing waits for them (docs/adr/0028)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.contract.messages import ClaimEnded, ClaimGrant, ClaimKind, ClaimRequest, Problem
from sync.engine.answers import Answer, Failure, FailureKind
from sync.engine.reasons import Line
from sync.engine.send import Lane, Send
from tests.faults.bench import Bench

KIND = ClaimKind.RETURN_RESULT
ASK = ClaimRequest("a", KIND, "d1")


def asking(*asks: ClaimRequest) -> Bench:
    """A desk at rest that wants these."""
    bench = Bench()
    bench.settle()
    bench.desk.claims.update({ask.id: ask for ask in asks})
    return bench


def next_claim(bench: Bench) -> Send:
    move = bench.ask()
    assert move.operation.name in {"take_claim", "end_claim"}, move.operation.name
    assert move.lane is Lane.URGENT
    return move


def refusal(code: str, status: int = 409) -> Answer:
    return Answer(status, problem=Problem(title="Không", status=status, code=code))


def test_a_claim_is_granted() -> None:
    """One round trip; the answer is kept."""
    bench = asking(ASK)
    move = next_claim(bench)
    assert move.body == ASK
    changed = bench.answer(move, Answer(200, ClaimGrant("a", KIND, "d1", 7200)))
    assert (changed.claims, changed.progress, changed.failed) == (1, True, False)
    assert bench.desk.claim_answers == {"a": "granted"}


@pytest.mark.parametrize("code", ["claimed_elsewhere", "claim_used", "claim_ended", "bad_body"])
def test_a_refusal_is_an_answer_and_is_not_asked_again(code: str) -> None:
    """It says who has it: nothing failed."""
    bench = asking(ASK)
    changed = bench.answer(next_claim(bench), refusal(code))
    assert (changed.claims, changed.failed) == (1, False)
    assert bench.desk.claim_answers == {"a": code}
    assert bench.desk.claims == {}


def test_without_an_answer_the_same_request_goes_out_again() -> None:
    """Nothing heard is *unknown*: the id stays, whatever comes between."""
    bench = asking(ASK)
    first = next_claim(bench)
    bench.answer(first, Failure(FailureKind.TIMEOUT, ""))
    bench.engine.retry_now()
    assert next_claim(bench).body == first.body


def test_what_is_given_back_goes_first() -> None:
    """Another desk may wait for it; one that the central does not know has ended."""
    bench = asking(ASK)
    bench.desk.claims_to_end += ["x", "y"]
    move = next_claim(bench)
    assert (move.operation.name, move.path) == ("end_claim", {"claim": "x"})
    bench.answer(move, Answer(200, ClaimEnded("x")))
    move = next_claim(bench)
    bench.answer(move, refusal("unknown_claim", 404))
    assert bench.desk.claim_answers == {"x": "ended", "y": "ended"}
    assert next_claim(bench).operation.name == "take_claim"


@pytest.mark.parametrize(
    "body",
    [
        ClaimGrant("b", KIND, "d1", 7200),
        ClaimGrant("a", ClaimKind.ACCEPT_ONLINE, "d1", 7200),
        ClaimGrant("a", KIND, "d2", 7200),
    ],
)
def test_an_answer_to_something_else_is_none(body: ClaimGrant) -> None:
    """It is of no contract; the request stays."""
    bench = asking(ASK)
    changed = bench.answer(next_claim(bench), Answer(200, body))
    assert changed.failed
    assert bench.desk.claims == {"a": ASK}


@pytest.mark.parametrize("code", ["not_found", "method_not_allowed"])
def test_a_central_without_claims_blocks_nothing(code: str) -> None:
    """An older one: this step alone pauses, for an hour; events go on."""
    bench = asking(ASK)
    bench.answer(next_claim(bench), refusal(code, 404))
    bench.desk.receive(bench.clock.now())
    bench.settle()
    assert bench.desk.waiting() == 0
    assert bench.engine.standing.line is Line.UP
    assert (bench.desk.claims, bench.desk.claim_answers) == ({"a": ASK}, {})
    bench.clock.advance(timedelta(minutes=59))
    assert "take_claim" not in bench.settle()
    bench.clock.advance(timedelta(minutes=2))
    assert bench.ask().operation.name == "take_claim"


def test_a_grant_counts_from_when_it_was_asked_for() -> None:
    """The machine slept over the answer: at the central the time has passed."""
    bench = asking(ASK)
    asked = bench.clock.now()
    move = next_claim(bench)
    bench.clock.advance(timedelta(hours=1))
    bench.answer(move, Answer(200, ClaimGrant("a", KIND, "d1", 7200)))
    assert bench.desk.claims_asked == {"a": asked}
    bench.desk.claims["b"] = ClaimRequest("b", KIND, "d2")
    move = next_claim(bench)
    bench.clock.advance(-timedelta(days=1))
    bench.answer(move, Answer(200, ClaimGrant("b", KIND, "d2", 7200)))
    assert bench.desk.claims_asked["b"] == bench.clock.now()
