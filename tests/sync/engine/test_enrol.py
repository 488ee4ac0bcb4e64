"""Enrolment (docs/adr/0003)."""

from __future__ import annotations

from sync.contract.messages import EnrolRequest
from sync.engine.reasons import Line
from sync.engine.send import Why
from tests.faults.bench import Bench
from tests.faults.line import Fault


def test_enrolment_comes_before_everything() -> None:
    """Nothing is pushed or asked before the desk is somebody."""
    bench = Bench(enrolled=False)
    bench.desk.receive(bench.clock.now())
    names = bench.settle()
    assert names[:2] == ["enrol", "push_events"]
    assert bench.desk.agency == bench.central.agency
    assert bench.engine.standing.line is Line.UP


def test_a_lost_answer_enrols_once() -> None:
    """The same request again gets the same answer: the code is spent by this installation."""
    bench = Bench(Fault.ANSWER_LOST, Fault.HALF_BODY, enrolled=False)
    first, _ = bench.send()
    bench.restart()
    second, _ = bench.send()
    assert first.body == second.body
    _, changed = bench.send()
    assert changed.enrolled
    assert list(bench.central.books.installations) == ["quay-1"]


def test_a_wrong_address_is_no_answer_to_the_code() -> None:
    """One odd 404 does not shut the desk out until somebody starts the program again."""
    bench = Bench(Fault.WRONG_ADDRESS, enrolled=False)
    bench.send()
    assert bench.wait().why is Why.BLOCKED
    bench.engine.retry_now()
    assert bench.send()[1].enrolled


def test_a_bad_code_waits_for_a_person() -> None:
    """It is not tried again until another code was typed."""
    bench = Bench(enrolled=False)
    bench.central.books.codes.clear()
    bench.settle()
    assert bench.wait().why is Why.BLOCKED
    assert bench.engine.standing.code == "bad_enrolment_code"
    assert bench.engine.standing.line is Line.BLOCKED
    assert len(bench.central.calls) == 1
    bench.central.books.codes["ma-moi"] = None
    before = bench.desk.enrolment_request
    assert before is not None
    bench.desk.enrolment_request = EnrolRequest("quay-1", before.public_key, "q", code="ma-moi")
    assert bench.settle()[0] == "enrol"
    assert bench.desk.agency


def test_a_desk_without_a_request_only_waits() -> None:
    """Registering goes on; the pill says that the desk belongs to no central."""
    bench = Bench(enrolled=False)
    bench.desk.enrolment_request = None
    bench.desk.receive(bench.clock.now())
    assert bench.wait().why is Why.NOT_ENROLLED
    assert bench.engine.standing.line is Line.NOT_ENROLLED


def test_a_successor_is_signed_by_its_predecessor_and_goes_first() -> None:
    """docs/adr/0003: no code; until it is answered nothing else is sent."""
    bench = Bench()
    bench.desk.receive(bench.clock.now())
    bench.desk.enrolment_request = EnrolRequest(
        "quay-1b", "A" * 43 + "=", "Quầy 1", predecessor="quay-1"
    )
    bench.line.plan = lambda _: Fault.TOO_MANY
    move, _ = bench.send()
    assert (move.operation.name, move.signer) == ("enrol", "quay-1")
    move, _ = bench.send()
    assert move.operation.name == "enrol"


def test_an_answer_for_another_installation_is_not_ours() -> None:
    """A mixed-up answer is not of the contract: nothing is kept."""
    bench = Bench(enrolled=False)
    move = bench.ask()
    other = bench.desk.enrolment_request
    assert other is not None
    answer = bench.line.execute(move)
    bench.desk.enrolment_request = EnrolRequest("quay-9", other.public_key, "q")
    assert bench.answer(move, answer).failed
    assert not bench.desk.agency
    assert bench.engine.standing.code == "not_contract"
