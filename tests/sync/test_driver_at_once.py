"""The driver with several calls under way: real desks, a real central, real threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest

from app.clock.time import FixedClock
from app.store.records import EventState
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.driver import Hooks, SyncBounds, SyncSummary, run
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.engine import Engine
from sync.engine.reasons import Line
from sync.engine.send import Lane, Send
from sync.engine.settings import EngineSettings
from sync.transport.http import HttpTransport
from sync.transport.lanes import KeyOf, Lanes
from tests.faults import intake
from tests.sync.half_open import HalfOpenLine
from tests.sync.real_desk import NOW, QUICK, RealDesk

PATIENCE_S = 20.0
_IMPATIENT = msgspec.structs.replace(QUICK, read_s=0.3)


class Town:
    """A central over SQLite, and desks whose calls go at once."""

    def __init__(self, directory: Path) -> None:
        self.clock = FixedClock(NOW)
        self.directory = directory
        self.central = EmbeddedCentral(f"sqlite:///{directory / 'central.sqlite'}", self.clock)
        add_agency(self.central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.desks: list[RealDesk] = []

    def desk(self, name: str) -> RealDesk:
        """An enrolled desk with numbers."""
        desk = RealDesk(self.directory / name, self.clock)
        self.desks.append(desk)
        code = add_installation_code(self.central.database, intake.AGENCY, now=NOW)
        desk.store.enrolment.prepare(self.central.url, code, name)
        assert desk.sync(self.central.url).enrolled
        return desk

    def close(self) -> None:
        for desk in self.desks:
            desk.close()
        self.central.stop()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def lanes_over(
    desk: RealDesk, url: str, wrap: Callable[[HttpTransport], HttpTransport] = lambda made: made
) -> Lanes:
    def make(key_of: KeyOf) -> HttpTransport:
        return wrap(HttpTransport(url, key_of, desk.clock, settings=QUICK))

    return Lanes(make, desk.port.key_of)


def until_empty(desk: RealDesk, lanes: Lanes, settings: EngineSettings) -> SyncSummary:
    def pause(seconds: float) -> None:
        if lanes.under_way:
            lanes.wait(PATIENCE_S)
        else:
            desk.clock.advance(timedelta(seconds=max(seconds, 0.001)))

    return run(
        Engine(desk.port, Random(3), settings),
        lanes,
        desk.clock,
        pause,
        waiting=desk.port.waiting,
        until_empty=True,
        hooks=Hooks(after_leases=desk.number_waiting),
    )


def test_a_long_queue_arrives_in_order_over_several_connections(town: Town) -> None:
    """Batches that overtake each other on the way come again; nothing is lost or doubled."""
    desk = town.desk("quay-1")
    desk.receive(40)
    settings = EngineSettings(batch_events=4, pipeline=3)
    with lanes_over(desk, town.central.url) as lanes:
        summary = until_empty(desk, lanes, settings)
    assert (summary.waiting, summary.set_aside, summary.standing.line) == (0, 0, Line.UP)
    assert summary.sent == summary.accepted + summary.duplicate == 80
    assert set(desk.states().values()) == {EventState.ACCEPTED}
    other = town.desk("quay-2")
    other.sync(town.central.url)
    assert other.codes() == desk.codes()
    assert len(set(desk.codes())) == 40


class HeldFeed(HttpTransport):
    """A central that holds the feed's answer back until it was let go."""

    let_go: threading.Event
    asked: threading.Event

    def execute(self, send: Send) -> Reply:
        if send.lane is Lane.FEED:
            self.asked.set()
            assert self.let_go.wait(PATIENCE_S)
        return super().execute(send)


def test_a_registration_does_not_wait_for_a_long_poll_to_end(town: Town) -> None:
    """The poll is held until the registration has arrived."""
    desk = town.desk("quay-1")
    let_go, asked = threading.Event(), threading.Event()

    def make(key_of: KeyOf) -> HeldFeed:
        made = HeldFeed(town.central.url, key_of, desk.clock, settings=QUICK)
        made.let_go, made.asked = let_go, asked
        return made

    def stop() -> bool:
        if asked.is_set() and not desk.codes():
            desk.receive(1)
        if desk.codes() and not desk.port.waiting():
            let_go.set()
            return True
        return False

    with Lanes(make, desk.port.key_of) as lanes:
        summary = run(
            Engine(desk.port, Random(3), EngineSettings(long_poll_s=20, pipeline=3)),
            lanes,
            desk.clock,
            lambda _: lanes.wait(0.02),
            waiting=desk.port.waiting,
            hooks=Hooks(stop=stop),
        )
    assert summary.accepted == 2


def test_one_round_tries_each_lane_once_on_a_dead_line(town: Town) -> None:
    """``sync --once`` ends by itself; all that failed at the same time is one failure."""
    desk = town.desk("quay-1")
    desk.receive(3)
    with lanes_over(desk, "http://127.0.0.1:9") as lanes:
        summary = run(
            Engine(desk.port, Random(3), EngineSettings(pipeline=3)),
            lanes,
            desk.clock,
            lanes.wait,
            waiting=desk.port.waiting,
            once=True,
        )
    assert (summary.sent, summary.waiting) == (0, 6)
    assert summary.standing.line is Line.DOWN


def test_calls_that_fail_together_do_not_end_a_run_together(town: Town) -> None:
    """Five at once break off when a cable is pulled: that is one failure in a row, not five."""
    desk = town.desk("quay-1")
    desk.receive(8)
    calls: dict[Lane, int] = {}
    together = threading.Barrier(2)

    class Shaky(HttpTransport):
        def execute(self, send: Send) -> Reply:
            calls[send.lane] = calls.get(send.lane, 0) + 1
            if calls[send.lane] > 1 or send.lane is Lane.BULK:
                return super().execute(send)
            together.wait(PATIENCE_S)
            return Failure(FailureKind.CONNECTION, "rig")

    def make(key_of: KeyOf) -> Shaky:
        return Shaky(town.central.url, key_of, desk.clock, settings=QUICK)

    def pause(seconds: float) -> None:
        if lanes.under_way:
            lanes.wait(PATIENCE_S)
        else:
            desk.clock.advance(timedelta(seconds=max(seconds, 0.001)))

    with Lanes(make, desk.port.key_of) as lanes:
        summary = run(
            Engine(desk.port, Random(3), EngineSettings(pipeline=3)),
            lanes,
            desk.clock,
            pause,
            waiting=desk.port.waiting,
            until_empty=True,
            bounds=SyncBounds(failures_in_a_row=2),
        )
    assert summary.waiting == 0


def test_after_a_sleep_dead_connections_are_left_at_once(town: Town) -> None:
    """The lid was closed in a long poll: its connection is half-open, and nobody will say so."""
    desk, other = town.desk("quay-1"), town.desk("quay-2")
    port = int(town.central.url.rpartition(":")[2])
    slept: list[float] = []

    with HalfOpenLine(port) as line, lanes_over(desk, line.url) as lanes:

        def pause(_seconds: float) -> None:
            lanes.wait(0.02)
            if desk.codes() or slept or line.connections == 0:
                return
            line.freeze()
            other.receive(1)
            other.sync(town.central.url)
            town.clock.advance(timedelta(hours=1))
            slept.append(1.0)

        pauses = iter(range(400))
        run(
            Engine(desk.port, Random(3), EngineSettings(long_poll_s=20)),
            lanes,
            desk.clock,
            pause,
            waiting=desk.port.waiting,
            hooks=Hooks(stop=lambda: bool(desk.codes()) or next(pauses, None) is None),
            monotonic=lambda: 0.0,
        )
        assert line.connections >= 2
    assert desk.codes() == other.codes() != []


def test_a_silent_line_is_noticed_by_its_time_out_all_the_same(town: Town) -> None:
    """Nobody tells of the sleep: each call ends by itself, and the next one gets through."""
    desk = town.desk("quay-1")
    port = int(town.central.url.rpartition(":")[2])
    with HalfOpenLine(port) as line:
        transport = HttpTransport(line.url, desk.port.key_of, desk.clock, settings=_IMPATIENT)
        with transport:
            engine = Engine(desk.port, Random(3))
            first = engine.next(desk.clock.now())
            assert isinstance(first, Send)
            assert isinstance(transport.execute(first), Answer)
            line.freeze()
            dead = transport.execute(first)
            assert isinstance(dead, Failure)
            assert dead.kind is FailureKind.TIMEOUT
            assert isinstance(transport.execute(first), Answer)
