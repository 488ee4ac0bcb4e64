"""Pull: pages, the cursor, polls."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from msgspec import Raw

from sync.contract.messages import Cursor, FeedEntry, FeedPage, Problem
from sync.engine.answers import Answer, Failure, FailureKind
from sync.engine.engine import Engine
from sync.engine.send import Lane, Send, Why
from sync.engine.settings import EngineSettings
from tests.faults import intake
from tests.faults.bench import NOW, Bench
from tests.faults.desk import FakeDesk
from tests.faults.line import Fault, FaultyLine


def other_desk(bench: Bench, dossiers: int) -> None:
    """Another desk of the agency registers and pushes so many dossiers."""
    bench.central.books.codes["ma-2"] = None
    desk = FakeDesk("quay-2", Random(5), code="ma-2")
    engine = Engine(desk, Random(6))
    line = FaultyLine(bench.central, bench.clock)
    for _ in range(dossiers):
        desk.receive(bench.clock.now())
    while isinstance(move := engine.next(bench.clock.now()), Send):
        engine.on(move, line.execute(move), bench.clock.now())
    bench.central.calls.clear()


def next_pull(bench: Bench) -> Send:
    """Make ready for a pull without letting it happen."""
    bench.engine.retry_now()
    move = bench.ask()
    assert move.operation.name == "pull_feed", move.operation.name
    return move


def test_pages_are_fetched_until_there_are_no_more() -> None:
    """The cursor of each request is where the page before it ended."""
    bench = Bench(settings=EngineSettings(page_entries=2))
    other_desk(bench, 5)
    bench.engine.retry_now()
    bench.settle()
    pulls = [send.query["after"] for send in bench.central.calls]
    assert pulls == ["1.0", "1.2", "1.4"]
    assert bench.desk.at == Cursor(1, 5)
    assert len(bench.desk.dossiers()) == 5
    assert bench.wait().why is Why.IDLE


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.HALF_BODY, Fault.HTML, Fault.DOUBLED])
def test_the_cursor_moves_only_after_a_page_was_applied(fault: Fault) -> None:
    """A lost page is asked for again from the same place."""
    bench = Bench(fault)
    other_desk(bench, 2)
    bench.engine.retry_now()
    while bench.desk.at == Cursor(1, 0):
        bench.send()
    assert {send.query["after"] for send in bench.central.calls} == {"1.0"}
    assert len(bench.desk.dossiers()) == 2


def test_a_process_that_died_before_applying_reads_again() -> None:
    """Nothing but the desk remembers the cursor."""
    bench = Bench()
    other_desk(bench, 2)
    bench.line.execute(next_pull(bench))
    bench.restart()
    bench.settle()
    assert len(bench.desk.dossiers()) == 2


def test_a_new_generation_is_read_from_its_start() -> None:
    """The page that tells of it is dropped: it is asked for again from 0."""
    bench = Bench()
    other_desk(bench, 3)
    bench.engine.retry_now()
    bench.settle()
    bench.central.restore(bench.central.backup())
    bench.central.calls.clear()
    bench.engine.retry_now()
    bench.settle()
    assert [send.query["after"] for send in bench.central.calls if send.query] == ["1.3", "2.0"]
    assert bench.desk.at == Cursor(2, 3)


def test_a_place_that_the_central_does_not_know_is_left() -> None:
    """``bad_cursor``: read from the start again, once, and not in circles."""
    bench = Bench()
    other_desk(bench, 2)
    bench.desk.at = Cursor(1, 99)
    bench.engine.retry_now()
    while bench.desk.at != Cursor(1, 2):
        bench.send()
    refusal = Answer(400, problem=Problem(title="x", status=400, code="bad_cursor"))
    bench.desk.at = Cursor(1, 0)
    move = next_pull(bench)
    assert bench.answer(move, refusal).failed
    assert bench.wait().why is Why.HELD
    assert bench.engine.standing.code == "status_400"


ENTRY = FakeDesk("quay-3", Random(1)).append("d", intake.opened(NOW, 1), NOW)


def entry(position: int, header: bytes = ENTRY.header_bytes) -> FeedEntry:
    return FeedEntry(position, Raw(header), Raw(ENTRY.payload_bytes))


BEYOND = msgspec.json.encode({**msgspec.json.decode(ENTRY.header_bytes), "seq": 1 << 63})


@pytest.mark.parametrize(
    "page",
    [
        FeedPage(1, [], "x", more=False),
        FeedPage(1, [], "1.0", more=True),
        FeedPage(1, [], "2.0", more=False),
        FeedPage(1, [entry(1), entry(1)], "1.1", more=False),
        FeedPage(1, [entry(2), entry(1)], "1.2", more=False),
        FeedPage(1, [entry(0)], "1.1", more=False),
        FeedPage(1, [entry(3)], "1.2", more=False),
        FeedPage(1, [entry(1, b'{"id":1}')], "1.1", more=False),
        FeedPage(1, [entry(1, BEYOND)], "1.1", more=False),
    ],
)
def test_a_page_that_can_not_follow_is_not_applied(page: FeedPage) -> None:
    """Positions rise, the next cursor lies behind them, headers are headers."""
    bench = Bench()
    move = next_pull(bench)
    assert bench.answer(move, Answer(200, body=page)).failed
    assert bench.desk.at == Cursor(1, 0)
    assert not bench.desk.foreign
    assert bench.engine.standing.code == "not_contract"


def test_a_page_that_is_too_long_comes_in_parts() -> None:
    """The desk bounds what it reads; it asks for less rather than never getting on."""
    bench = Bench(settings=EngineSettings(page_entries=8))
    for expected in ("8", "4", "2", "1", "1"):
        move = next_pull(bench)
        assert move.query["limit"] == expected
        bench.answer(move, Failure(FailureKind.TOO_LARGE, ""))
    move = next_pull(bench)
    bench.answer(move, Answer(200, body=FeedPage(1, [], "1.0", more=False)))
    assert next_pull(bench).query["limit"] == "2"


def long_poll(bench: Bench) -> Send:
    while True:
        move = bench.ask()
        if move.wait_s:
            return move
        bench.answer(move, bench.line.execute(move))


def test_a_long_poll_is_made_only_when_nothing_else_is_to_do() -> None:
    """First everything else, and the whole feed; then the central may hold the answer back."""
    bench = Bench(settings=EngineSettings(long_poll_s=10), enrolled=False)
    bench.desk.receive(bench.clock.now())
    move = long_poll(bench)
    assert move.query["wait_s"] == "10"
    assert not bench.desk.waiting()
    bench.answer(move, bench.line.execute(move))
    bench.desk.receive(bench.clock.now())
    after = bench.engine.next(bench.clock.now())
    assert isinstance(after, Send)
    assert after.operation.name == "push_events"


def test_a_proxy_that_cuts_long_polls_gets_shorter_ones() -> None:
    """The line is up: pushing must not wait because polls break off."""
    bench = Bench(settings=EngineSettings(long_poll_s=10), enrolled=False)
    waits = []
    for _ in range(5):
        move = long_poll(bench)
        waits.append(move.wait_s)
        bench.answer(move, Failure(FailureKind.TIMEOUT, ""))
        bench.engine.retry_now()
    assert waits == [10, 5, 2, 1, 1]


def test_what_is_recorded_during_a_long_poll_goes_out_at_once() -> None:
    """The poll has a lane of its own: nobody waits for its end (docs/adr/0026)."""
    bench = Bench(settings=EngineSettings(long_poll_s=10), enrolled=False)
    poll = long_poll(bench)
    assert bench.wait().why is Why.UNDER_WAY
    bench.desk.receive(bench.clock.now())
    assert bench.ask().operation.name == "push_events"
    assert poll.lane is Lane.FEED
