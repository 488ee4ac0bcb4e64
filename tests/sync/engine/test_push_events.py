"""Push: batches, outcomes, culprits, chains (docs/adr/0002)."""

from __future__ import annotations

import msgspec
import pytest

from app.dossier.events import make_event
from sync.contract.messages import (
    MAX_EVENT_BYTES,
    BatchAnswer,
    EventBatch,
    EventOutcome,
    Problem,
    Result,
)
from sync.engine.answers import Answer
from sync.engine.reasons import Line
from sync.engine.send import Send, Why
from sync.engine.settings import EngineSettings
from tests.faults import intake
from tests.faults.bench import Bench
from tests.faults.desk import Own
from tests.faults.line import Fault


def batch_of(send: Send) -> EventBatch:
    assert isinstance(send.body, EventBatch)
    return send.body


def pushed(bench: Bench) -> list[int]:
    """How many events each push held that reached the central."""
    return [
        len(batch_of(send).events)
        for send in bench.central.calls
        if send.operation.name == "push_events"
    ]


def receive(bench: Bench, dossiers: int) -> None:
    """So many dossiers are opened (one event each; there are no numbers)."""
    bench.desk.wants_numbers = False
    bench.desk.blocks.clear()
    for _ in range(dossiers):
        bench.desk.receive(bench.clock.now())


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_whatever_the_line_does_each_event_arrives_once(fault: Fault) -> None:
    """*No acknowledgement* is unknown: the same bytes go out again under the same ids."""
    bench = Bench(fault, fault)
    receive(bench, 3)
    while bench.desk.waiting():
        bench.send()
    bench.line.deliver_late(everything=True)
    books = bench.central.books
    assert books.feed == [own.event.header.id for own in bench.desk.own]
    assert [own.position for own in bench.desk.own] == [1, 2, 3]


def test_batches_hold_what_the_bounds_allow() -> None:
    """Bounded in count; the rest follows at once."""
    bench = Bench(settings=EngineSettings(batch_events=4))
    receive(bench, 10)
    bench.settle()
    assert pushed(bench) == [4, 4, 2]


def test_a_batch_that_is_too_large_is_halved() -> None:
    """413 concerns the batch; what is in it goes through in parts."""
    bench = Bench()
    receive(bench, 8)
    size = sum(len(own.event.header_bytes + own.event.payload_bytes) for own in bench.desk.own)
    bench.central.max_batch_bytes = size // 2
    bench.settle()
    assert not bench.desk.waiting()
    assert pushed(bench)[:2] == [8, 4]
    assert not any(own.problem for own in bench.desk.own)


def test_one_event_beyond_the_limit_is_set_aside_and_blocks_nothing() -> None:
    """Its header alone goes out and keeps its place in the chain."""
    bench = Bench()
    receive(bench, 1)
    bench.desk.append(
        "d", intake.opened(bench.clock.now(), 7), bench.clock.now(), pad=MAX_EVENT_BYTES
    )
    receive(bench, 1)
    bench.settle()
    problems = [own.problem and own.problem.code for own in bench.desk.own]
    assert problems == [None, "too_large", None]
    assert [own.position for own in bench.desk.own] == [1, None, 2]
    assert bench.desk.own[1].problem is not None
    assert bench.desk.own[1].problem.advice


def test_the_culprit_of_a_refused_batch_is_found_and_set_aside() -> None:
    """One bad item can't block the rest; it is set aside with the central's reason."""
    bench = Bench()
    receive(bench, 20)
    culprit = bench.desk.own[12].event.header.id
    bench.central.poison.add(culprit)
    bench.settle()
    assert not bench.desk.waiting()
    problems = {own.event.header.id: own.problem for own in bench.desk.own if own.problem}
    assert list(problems) == [culprit]
    assert problems[culprit].code == "bad_body"
    assert len(bench.central.books.feed) == 19
    assert len(pushed(bench)) < 20, "found by halving, not one by one"


def test_a_culprit_that_is_refused_bare_too_is_set_aside_all_the_same() -> None:
    """Nothing blocks: at the latest here the desk gives up visibly."""
    bench = Bench(settings=EngineSettings(batch_events=1))
    receive(bench, 1)
    refusal = Answer(400, problem=Problem(title="x", status=400, code="bad_body"))
    for expected in (0, 1):
        move = bench.ask()
        changed = bench.answer(move, refusal)
        assert changed.set_aside == expected
    assert bench.desk.own[0].problem == refusal.problem


def test_a_call_that_is_refused_whatever_is_in_it_sets_nothing_aside() -> None:
    """One fault of the line must not empty the outbox into Cần xử lý, event by event."""
    bench = Bench()
    receive(bench, 4)
    refusal = Problem(title="x", status=415, code="unsupported_encoding")
    while isinstance(move := bench.engine.next(bench.clock.now()), Send):
        pushes = move.operation.name == "push_events"
        reply = Answer(415, problem=refusal) if pushes else bench.line.execute(move)
        bench.answer(move, reply)
    assert move.why is Why.BLOCKED
    assert bench.engine.standing.code == "unsupported_encoding"
    assert bench.desk.waiting() == 4
    assert not any(own.problem for own in bench.desk.own)
    bench.engine.retry_now()
    bench.settle()
    assert not bench.desk.waiting()


@pytest.mark.parametrize("code", ["not_found", "method_not_allowed", "something_new"])
def test_one_odd_refusal_of_the_call_sets_no_fact_aside(code: str) -> None:
    """No event is guilty of a wrong address; the next healthy answer finds each as it was."""
    bench = Bench()
    bench.desk.append("d", intake.opened(bench.clock.now(), 7), bench.clock.now())
    move = bench.ask()
    problem = Problem(title="x", status=404, code=code)
    bench.answer(move, Answer(404, problem=problem))
    assert bench.engine.standing.code == code
    bench.engine.retry_now()
    bench.settle()
    assert bench.desk.own[0].problem is None
    assert bench.desk.own[0].position == 1


def test_batches_find_the_size_that_goes_through() -> None:
    """On a line where large batches time out, not every second one is tried in vain."""
    bench = Bench(settings=EngineSettings(batch_events=64))
    receive(bench, 300)
    bench.line.plan = lambda send: (
        Fault.LATE
        if send.operation.name == "push_events" and len(batch_of(send).events) > 20
        else Fault.NONE
    )
    while bench.desk.waiting():
        bench.send()
    sizes = [
        (len(batch_of(send).events), fault)
        for send, fault in bench.line.seen
        if send.operation.name == "push_events"
    ]
    assert sum(fault is Fault.LATE for _, fault in sizes) < len(sizes) / 3, sizes


def test_an_oversized_event_that_is_refused_bare_has_a_reason() -> None:
    """The desk's own: the central never saw the payload."""
    bench = Bench()
    bench.desk.append(
        "d", intake.opened(bench.clock.now(), 7), bench.clock.now(), pad=MAX_EVENT_BYTES
    )
    move = bench.ask()
    refusal = Answer(400, problem=Problem(title="x", status=400, code="bad_body"))
    bench.answer(move, refusal)
    assert bench.desk.own[0].problem is not None
    assert bench.desk.own[0].problem.code == "too_large"


def test_a_refused_request_is_set_aside_and_the_rest_goes_on() -> None:
    """docs/adr/0002: a reason in Vietnamese; what follows in the chain is accepted."""
    bench = Bench()
    receive(bench, 1)
    dossier = next(iter(bench.desk.dossiers()))
    now = bench.clock.now()
    bench.desk.append(dossier, intake.corrected("khác", "0900000000"), now)
    receive(bench, 1)
    bench.settle()
    assert [own.position for own in bench.desk.own] == [1, None, 2]
    assert bench.desk.own[1].problem is not None
    assert bench.desk.own[1].problem.code == "changed_meanwhile"


def test_try_again_stops_its_chain_until_its_time_and_nothing_else() -> None:
    """A predecessor's chain that is stuck holds back only itself."""
    bench = Bench()
    receive(bench, 1)
    now = bench.clock.now()
    own = bench.desk.append("d", intake.opened(now, 3), now)
    bench.desk.own.pop()
    header = msgspec.structs.replace(own.header, installation="quay-0", seq=5, prev_hash="f" * 64)
    bench.desk.own.insert(0, Own(make_event(header, own.payload_bytes)))
    bench.central.books.installations["quay-0"] = type(bench.central.books.installations["quay-1"])(
        key_id=9, agency=bench.central.agency
    )
    _, changed = bench.send()
    assert (changed.try_again, changed.accepted) == (1, 1)
    receive(bench, 1)
    move, changed = bench.send()
    assert len(batch_of(move).events) == 1, "the held chain stays out"
    assert changed.accepted == 1
    bench.settle()
    wait = bench.wait()
    assert wait.why is Why.HELD
    assert bench.desk.own[0].attempts == 1


def answered(bench: Bench, answer: BatchAnswer) -> None:
    move = bench.ask()
    bench.answer(move, Answer(200, body=answer))


def test_an_outcome_that_is_missing_means_try_again() -> None:
    """An answer that passes over an event says nothing of it."""
    bench = Bench()
    receive(bench, 1)
    answered(bench, BatchAnswer(1, []))
    assert bench.desk.waiting() == 1
    assert bench.desk.own[0].attempts == 1


def test_a_set_aside_without_a_reason_gets_one() -> None:
    """Cần xử lý without a reason helps nobody."""
    bench = Bench()
    receive(bench, 1)
    event = bench.desk.own[0].event.header.id
    answered(bench, BatchAnswer(1, [EventOutcome(event, Result.SET_ASIDE)]))
    assert bench.desk.own[0].problem is not None
    assert bench.desk.own[0].problem.detail


def test_a_new_generation_is_offered_everything_again() -> None:
    """A central restored from its backup gets back what it lost, in the same order."""
    bench = Bench()
    receive(bench, 2)
    bench.settle()
    backup = bench.central.backup()
    receive(bench, 3)
    bench.settle()
    bench.central.restore(backup)
    receive(bench, 1)
    while bench.desk.waiting():
        bench.send()
    assert [own.position for own in bench.desk.own] == [1, 2, 3, 4, 5, 6]
    assert bench.desk.at.generation == 2


def test_a_central_that_lost_something_in_silence_is_offered_everything_once() -> None:
    """``predecessor_missing`` for what the desk holds answered: heal it, but not for ever."""
    bench = Bench()
    receive(bench, 2)
    bench.settle()
    backup = bench.central.backup()
    receive(bench, 1)
    bench.settle()
    bench.central.books = backup
    receive(bench, 1)
    for _ in range(40):
        bench.send()
    assert len(bench.central.books.feed) == 4
    assert not bench.desk.waiting()


def test_a_chain_that_can_not_be_healed_does_not_turn_in_circles() -> None:
    """Offered again once; then the chain is tried at its times, and the feed is read."""
    bench = Bench()
    receive(bench, 2)
    bench.settle()
    bench.central.books.installations["quay-1"].seq = 0
    receive(bench, 1)
    for _ in range(60):
        bench.send()
    duplicates = sum(
        len(batch_of(s).events) > 1
        for s in bench.central.calls
        if s.body and s.operation.name == "push_events"
    )
    assert duplicates <= 2
    assert "pull_feed" in bench.names()


@pytest.mark.parametrize("fault", [Fault.LATE, Fault.ERROR_500])
def test_a_batch_that_never_gets_through_shrinks(fault: Fault) -> None:
    """A slow line, or one event that breaks the central: smaller parts go through."""
    bench = Bench(plan=lambda _: fault)
    receive(bench, 8)
    sizes = [len(batch_of(bench.send()[0]).events) for _ in range(5)]
    assert sizes == [8, 4, 2, 1, 1]


def test_too_many_requests_wait_as_long_as_the_central_asks() -> None:
    """``Retry-After`` is kept to the second."""
    bench = Bench(Fault.TOO_MANY)
    receive(bench, 1)
    began = bench.clock.now()
    bench.send()
    bench.line.seen.clear()
    while not any(send.operation.name == "push_events" for send, _ in bench.line.seen):
        bench.send()
    assert (bench.clock.now() - began).total_seconds() >= 7.0


def test_a_suspended_desk_keeps_its_events_and_says_so() -> None:
    """403: nothing is set aside, people read why, it is asked again after a while."""
    bench = Bench()
    receive(bench, 2)
    bench.central.books.installations["quay-1"].suspended = True
    bench.settle()
    wait = bench.wait()
    assert wait.why is Why.BLOCKED
    assert bench.engine.standing.line is Line.BLOCKED
    assert bench.engine.standing.code == "installation_suspended"
    assert not any(own.problem for own in bench.desk.own)
    bench.central.books.installations["quay-1"].suspended = False
    bench.engine.retry_now()
    bench.settle()
    assert not bench.desk.waiting()
    assert bench.engine.standing.code == "up"
