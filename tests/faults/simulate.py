"""A simulation: desks, a central, a faulty line, one seed. States are compared, not calls.

``python -m tests.faults.simulate --seeds N [--first K]`` runs a long campaign.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import datetime, timedelta
from random import Random

from app.clock.time import VIETNAM, FixedClock
from app.dossier.desk_events import Certified, ResultReturned
from app.dossier.events import AnyBody, Event, Registered
from app.dossier.evolve import read_body, replay
from app.dossier.processing import course_of
from app.dossier.processing_events import Extended, Resolved, Resumed, Supplemented
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.state import Dossier, Stage
from app.processing.clock import clock_of
from sync.engine.engine import Engine
from sync.engine.settings import EngineSettings
from tests.desks import calendar, catalogue
from tests.faults.central import Books, FakeCentral
from tests.faults.counter import AtCounter
from tests.faults.desk import FakeDesk
from tests.faults.line import Fault, FaultyLine, random_plan

START = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)
FAULTY_FOR = timedelta(minutes=12)
MAX_TURNS = 60_000
MAX_EVENTS = 60
SOME_WEEKS = timedelta(days=35)


class Simulation:
    """One seed's run."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.clock = FixedClock(START)
        names = [f"quay-{number}" for number in range(1, self.random.randint(2, 3) + 1)]
        self.central = FakeCentral(*(f"ma-{name}" for name in names))
        self.rate = self.random.choice((0.1, 0.3, 0.6))
        self.backup: Books | None = None
        self.restores = self.random.random() < 0.3
        self.restored = False
        self.fired: Counter[str] = Counter()
        self.pipeline = self.random.choice((1, 1, 2, 3))
        self.counters = [self._counter(name) for name in names]

    def _counter(self, name: str) -> AtCounter:
        desk = FakeDesk(name, Random(self.random.random()), code=f"ma-{name}", ago=SOME_WEEKS)
        line = FaultyLine(
            self.central, self.clock, random_plan(Random(self.random.random()), self.rate)
        )
        return AtCounter(
            desk,
            self._engine(desk),
            line,
            Random(self.random.random()),
            wake=START,
            in_turn=self.pipeline == 1 and self.random.random() < 0.5,
        )

    def _engine(self, desk: FakeDesk) -> Engine:
        settings = EngineSettings(
            batch_events=self.random.choice((1, 3, 500)),
            page_entries=self.random.choice((1, 4, 500)),
            long_poll_s=self.random.choice((0, 0, 5)),
            pipeline=self.pipeline,
        )
        return Engine(desk, Random(self.random.random()), settings)

    def run(self) -> None:
        """Twelve faulty minutes, then a good line until everybody is idle."""
        while self.clock.now() < START + FAULTY_FOR:
            self._turn()
            if self.random.random() < 0.2:
                self._something_happens()
        self._good_line()
        for _ in range(MAX_TURNS):
            if all(self._is_at_rest(counter.desk) for counter in self.counters):
                return
            self._turn()
        raise AssertionError("the desks do not come to rest")

    def _is_at_rest(self, desk: FakeDesk) -> bool:
        books = self.central.books
        head = (books.generation, len(books.feed))
        return (
            (desk.at.generation, desk.at.position) == head
            and desk.waiting() == 0
            and not (desk.asks or desk.ends or desk.waiting_dossiers)
        )

    def _turn(self) -> None:
        """The counter whose time has come goes on."""
        counter = min(self.counters, key=lambda each: (each.next_time(), each.desk.name))
        if counter.next_time() > self.clock.now():
            self.clock.advance(counter.next_time() - self.clock.now())
        counter.turn(self.clock.now())

    def _something_happens(self) -> None:
        counter = self.random.choice(self.counters)
        desk, now = counter.desk, counter.time(self.clock.now())
        dice = self.random.random()
        if dice < 0.3:
            if desk.made < 8:
                desk.receive(now)
        elif dice < 0.4:
            self._correct(desk, now)
        elif dice < 0.7:
            self._process(desk, now)
        elif dice < 0.8:
            # Killed between the calls and their answers, and started again.
            self.fired["killed"] += 1
            counter.restart(self._engine(desk), self.clock.now())
        elif dice < 0.83:
            self.fired["asked to send now"] += 1
            counter.retry_now(self.clock.now())
        elif dice < 0.85:
            self.fired["slept"] += 1
            counter.wake_up(self.clock.now())
        elif dice < 0.88:
            # Somebody sets the clock, or the battery of the machine is flat.
            self.fired["clock set"] += 1
            counter.ahead = timedelta(minutes=self.random.choice((-150, -1, 0, 40)))
        elif self._can_restore():
            assert self.backup is not None
            self.restored = True
            self.fired["central restored"] += 1
            self.central.restore(self.backup)
        elif self.backup is None or self.random.random() < 0.2:
            self.backup = self.central.backup()

    def _can_restore(self) -> bool:
        """Once; and only a backup that knows every desk: the others a person would enrol again."""
        if self.backup is None or self.restored or not self.restores:
            return False
        return self.backup.installations.keys() == self.central.books.installations.keys()

    def _correct(self, desk: FakeDesk, now: datetime) -> None:
        known = sorted(desk.dossiers())
        if known and len(desk.own) < MAX_EVENTS:
            phone = f"09{self.random.randrange(10**8):08d}"
            desk.correct(self.random.choice(known), phone, now)

    def _process(self, desk: FakeDesk, now: datetime) -> None:
        """Something happens to a dossier that has its number; most of it to a few of them."""
        known = sorted(desk.dossiers())[:3]
        if known and len(desk.own) < MAX_EVENTS:
            desk.process(self.random.choice(known), now)

    def _good_line(self) -> None:
        for counter in self.counters:
            counter.line.plan = lambda _: Fault.NONE
            counter.line.deliver_late(everything=True)

    def all_fired(self) -> Counter[str]:
        """How often each fault fired in this run."""
        return sum((counter.fired for counter in self.counters), self.fired)

    # What must hold at the end

    def check(self) -> None:
        """Compare the states of all; raises AssertionError with what differs."""
        self._check_events()
        self._check_numbers()
        self._check_clocks()
        for counter in self.counters:
            self._check_desk(counter.desk)

    def _check_events(self) -> None:
        """Each event is at the central exactly once, byte for byte; the feed has no gap."""
        books = self.central.books
        made = {own.event.header.id: own.event for each in self.counters for own in each.desk.own}
        assert made.keys() == books.kept.keys(), "an event was lost or invented"
        for name, event in made.items():
            assert books.kept[name].event.header_bytes == event.header_bytes
            assert books.kept[name].event.payload_bytes == event.payload_bytes
        assert len(books.feed) == len(set(books.feed)), "an event has two positions"
        positions = sorted(kept.position for kept in books.kept.values() if kept.position)
        assert positions == list(range(1, len(books.feed) + 1)), "the feed has a gap"
        for each in self.counters:
            chain = books.installations[each.desk.name]
            assert chain.seq == len(each.desk.own), "the chain is not whole"

    def _check_numbers(self) -> None:
        """Nobody has a number twice; leases of a series do not overlap."""
        codes = Counter(
            body.code
            for event in self.central.in_order()
            if isinstance(body := read_body(event), Registered)
        )
        assert all(times == 1 for times in codes.values()), f"doubled: {codes.most_common(1)}"
        to_number = sum(each.desk.made - each.desk.refused for each in self.counters)
        assert len(codes) == to_number, "a dossier has no number"
        blocks = [block.grant for each in self.counters for block in each.desk.blocks.values()]
        numbers = [
            (grant.period, number)
            for grant in blocks
            for number in range(grant.first, grant.last + 1)
        ]
        assert len(numbers) == len(set(numbers)), "two desks lease one number"

    def _check_clocks(self) -> None:
        """What the events of a dossier froze, what is counted from them, and the law agree."""
        events: dict[str, list[Event]] = {}
        for event in self.central.in_order():
            events.setdefault(event.header.dossier, []).append(event)
        for dossier, told in events.items():
            bodies = [read_body(event) for event in told]
            state = replay(told)
            assert state is not None
            numbers = [body for body in bodies if isinstance(body, Registered)]
            _check_ends(state, bodies)
            if state.stage is Stage.REFUSED:
                assert not numbers, "a printed number was lost to a refusal"
                continue
            [number] = numbers
            changes = [body for body in bodies if isinstance(body, ProcedureChanged)]
            receipt = [number.due, *(body.due for body in changes)][-1]
            assert state.first_due == receipt, "the paper in the citizen's hand"
            assert len(state.replaced) == len(changes), "a receipt was replaced in silence"
            extensions = [body for body in bodies if isinstance(body, Extended)]
            assert len(extensions) <= 1 + len(changes), "extended twice (NĐ 118/2025 Đ.19.6)"
            face = clock_of(state, catalogue(), calendar(), self.clock.now())
            if not _is_frozen(state):
                continue  # two desks at once: only the clock counts it, the list has no calendar
            listed = None if state.due is None or state.clock_stands else state.due.at
            assert face.due == listed, f"{dossier}: the list says {listed}, the clock {face.due}"

    def _check_desk(self, desk: FakeDesk) -> None:
        """The desk has nothing left to send, and knows every dossier as the central does."""
        books = self.central.books
        assert self._is_at_rest(desk)
        for own in desk.own:
            kept = books.kept[own.event.header.id]
            assert own.position == kept.position
            assert (own.problem is None) == (kept.problem is None)
        dossiers = {event.header.dossier for event in self.central.in_order()}
        assert desk.dossiers() == dossiers
        for dossier in dossiers:
            assert desk.state(dossier) == self.central.state(dossier)


def _check_ends(state: Dossier, bodies: list[AnyBody | None]) -> None:
    """A result that a citizen has stays given, by whom the central heard first."""
    given = [body for body in bodies if isinstance(body, ResultReturned)]
    annulled = [body for body in bodies if isinstance(body, Annulled)]
    assert len(annulled) <= 1, "annulled twice"
    assert (state.stage is Stage.ANNULLED) is bool(annulled)
    assert (state.stage is Stage.RETURNED) is bool(given and not annulled)
    assert state.returned_at == (given[0].at if given else "")
    certified = [paper for body in bodies if isinstance(body, Certified) for paper in body.papers]
    assert list(state.certified) == certified


def _is_frozen(state: Dossier) -> bool:
    """Whether every event that lets the clock run has its date.

    None has it where papers were awaited that had come to another desk, nor where a result ended a
    suspension that its desk did not know of.
    """
    course = course_of(state)
    going_on = [each for each in state.happenings if each.what in {Resumed.TYPE, Supplemented.TYPE}]
    ended_meanwhile = course.ended == Resolved.TYPE and bool(course.paused)
    return all(each.due for each in going_on) and not ended_meanwhile


def simulate(seed: int) -> Simulation:
    """Run one seed and check it."""
    simulation = Simulation(seed)
    simulation.run()
    simulation.check()
    return simulation


FAULTS = frozenset(fault.name for fault in Fault) | {
    "a new generation",
    "answer of another history",
    "answered out of order",
    "asked to send now",
    "central restored",
    "clock set",
    "killed",
    "overtaken on the way",
    "refused because overtaken",
    "several under way",
    "slept",
}
ENOUGH_SEEDS = 500


def main() -> int:
    """Run many seeds; stop at the first that fails, and say which. Says how often what fired."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    fired: Counter[str] = Counter(dict.fromkeys(sorted(FAULTS), 0))
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        try:
            fired.update(simulate(seed).all_fired())
        except Exception:
            print(f"seed {seed} fails", file=sys.stderr)  # noqa: T201 - a command's output
            raise
    for name, times in sorted(fired.items()):
        print(f"{times:9} {name}")  # noqa: T201 - a command's output
    never = sorted(name for name in FAULTS if not fired[name])
    if never and arguments.seeds >= ENOUGH_SEEDS:
        print(f"never fired: {never}", file=sys.stderr)  # noqa: T201 - a command's output
        return 1
    print(f"{arguments.seeds} seeds hold")  # noqa: T201 - a command's output
    return 0


if __name__ == "__main__":
    sys.exit(main())
