"""One machine of a counter: its disk, its store, its engine. It starts, stops, crashes."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

from app.errors import EnvironmentFault, Refusal
from app.keys.key_file import KeyFile
from app.store.settings import CLOCK_OFFSET_MS
from app.store.store import Store, open_store
from sync.carrying.copying import RunningCopy
from sync.engine.answers import Failure, Reply
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.send import Send, Wait
from sync.engine.settings import EngineSettings
from sync.outbox.desk import StoreDesk
from tests.faults.city import acts
from tests.faults.city.agenda import AheadClock
from tests.faults.city.disk import BELOW_CIPHER, Disk
from tests.faults.city.faults import Fault
from tests.faults.city.sticks import Stick
from tests.faults.city.transport import URL, CityTransport, Outcome

if TYPE_CHECKING:
    from tests.faults.city.city import City
    from tests.faults.city.line import Flight

Worked = TypeVar("Worked")

MAX_COPIES = 2
BLOCK = "6"
"""Numbers of a lease: few, so that they run out."""


class Machine:
    """A desk of ``agency`` on its own disk below ``root``."""

    def __init__(self, city: City, name: str, agency: str, disk: Disk, chance: Random) -> None:
        self.city = city
        self.name = name
        self.agency = agency
        self.disk = disk
        self.chance = chance
        self.clock = AheadClock(city.agenda)
        self.fingerprint = f"may-{name}"
        self.officer = "Cán bộ 1"
        self.settings = EngineSettings(
            chunk_bytes=1_024,
            chunk_floor_bytes=256,
            batch_events=chance.choice((1, 3, 500)),
            page_entries=chance.choice((2, 5, 500)),
            pipeline=chance.choice((1, 2, 3)),
            poll_s=chance.choice((30.0, 60.0, 120.0)),
            long_poll_s=chance.choice((0, 0, 0, 20)),
        )
        self.store: Store | None = None
        self.port: StoreDesk | None = None
        self.engine: Engine | None = None
        self.transport: CityTransport | None = None
        self.runs = 0
        self.wakes = 0
        self.copies: list[Copy] = []
        self.taken = 0
        self.stick: Stick | None = None
        self.copying: RunningCopy | None = None
        """The running copy's worker of this run of the program."""
        self._held: set[str] = set()
        self.pad: list[str] = []
        """References of the slips of its emergency pad that were not entered yet."""
        self.was = ""
        """The installation that it was last."""
        self.restored = False
        """Its data were put back: pages and leases that came later are not known there."""
        self.gone = False
        """Its disk was replaced by another machine's, or it never runs again."""

    @property
    def data(self) -> Path:
        return self.disk.root / "data"

    @property
    def keys(self) -> KeyFile:
        return KeyFile(self.disk.root / "key")

    # -- starting and stopping

    def start(self) -> None:
        """Switch on and open the program; tried again later where it can't be opened."""
        if self.gone or self.store is not None:
            return
        try:
            self.store = open_store(
                self.data,
                self.keys,
                clock=self.clock,
                machine=self.fingerprint,
                wait_s=0.0,
                vfs=BELOW_CIPHER,
            )
            self.port = StoreDesk(self.store, self.city.calendar)
            own = self.own()
        except EnvironmentFault as fault:
            self.city.say(f"{self.name} does not open: {fault.code}")
            if self.disk.off:
                self.city.count(Fault.CUT_AT_OPENING)
            elif self.disk.full:
                self.city.count(Fault.DISK_FULL)
            else:
                raise
            self.crash()
            return
        self.disk.cut_at = 0
        self.city.promises.opened(self.name, own)
        self.city.say(f"{self.name} opens with {len(own)} events: {self.store.must_succeed}")
        self.new_engine()

    def new_engine(self) -> None:
        """The program's worker starts; what was under way is forgotten."""
        assert self.store is not None
        assert self.port is not None
        self.runs += 1
        self.engine = Engine(self.port, Random(self.chance.random()), self.settings)
        self.transport = CityTransport(
            self.port.key_of,
            self.clock,
            clock_offset_ms=int(self.store.setting(CLOCK_OFFSET_MS) or 0),
        )
        self.wake_in(self.chance.uniform(0.0, 5.0))

    def stop(self) -> None:
        """The officer closes the program; where the disk fails meanwhile it is as a crash."""
        if self.store is None:
            return
        self.holds()
        with contextlib.suppress(EnvironmentFault):
            self.store.close()
        self._forget()
        if self.disk.off:
            self.city.count(Fault.POWER_CUT)
            self.disk.lose_power(self.chance)

    def crash(self) -> None:
        """The power is gone; started again in a while."""
        self.lose_power()
        self.city.agenda.after(self.chance.uniform(1.0, 60.0), self.start)

    def lose_power(self) -> None:
        """What was not synced is lost, or some of it."""
        self.holds()
        self.disk.off = True
        if self.store is not None:
            with contextlib.suppress(EnvironmentFault):
                self.store.close()
        self._forget()
        self.disk.lose_power(self.chance)

    def _forget(self) -> None:
        self.store = self.port = self.engine = self.transport = self.copying = None
        self.runs += 1

    def own(self) -> set[str]:
        """The hashes of the events that the store has as its own."""
        assert self.store is not None
        rows = self.store.parts.database.rows("SELECT hash FROM event WHERE own = 1")
        return {row[0] for row in rows}

    def holds(self) -> set[str]:
        """The events that it can bring: its own and what it carries for others."""
        if self.store is not None:
            rows = self.store.parts.database.rows(
                "SELECT installation, first_seq, last_seq FROM carried"
            )
            places = {(name, seq) for name, first, last in rows for seq in range(first, last + 1)}
            self._held = self.own() | self.city.promises.at_places(places)
        return self._held

    def installation(self) -> str:
        """What it is to the central; empty where it is nothing yet."""
        current = None if self.store is None else self.store.installation
        return "" if current is None else current.installation

    def enter_code(self, code: str) -> None:
        """An officer enters a one-time code: for a new desk, or for one that must be replaced."""
        assert self.store is not None
        if self.store.installation is None:
            if self.was:  # a copy from before its enrolment: the administrator retires that
                self.city.dead.append(self.was)
            self.store.enrolment.prepare(URL, code, self.name)
        else:
            self.store.enrolment.replace(code)

    # -- the engine

    def wake_in(self, seconds: float) -> None:
        """Ask the engine then; of several wakings only the last one counts."""
        self.wakes += 1
        wake = self.wakes

        def go() -> None:
            if wake == self.wakes:
                self.pump()

        self.city.agenda.after(seconds, go)

    def pump(self) -> None:
        """Send what the engine wants to send now."""
        engine = self.engine
        if engine is None:
            return
        move: Send | Wait | None = self.guarded(lambda: engine.next(self.clock.now()))
        while isinstance(move, Send):
            self.city.line.carry(self, move)
            move = self.guarded(lambda: engine.next(self.clock.now()))
        if move is not None:
            seconds = (move.until - self.clock.now()).total_seconds()
            self.wake_in(min(seconds, 120.0))

    def take(self, flight: Flight, outcome: Outcome) -> None:
        """An answer came, or the time for it is over."""
        engine, transport = self.engine, self.transport
        assert engine is not None
        assert transport is not None
        reply = transport.read(flight.send, flight.request, flight.begun, outcome)
        now = self.clock.now()
        changed = self.guarded(lambda: engine.on(flight.send, reply, now))
        told = _of_reply(reply) if changed is not None and changed.failed else ""
        self.city.say(f"{self.name} {flight.send.operation.name}: {_in_short(changed)} {told}")
        self.was = self.installation() or self.was
        if changed is not None and (changed.leases or changed.enrolled):
            acts.number_waiting(self)
        self.pump()

    def guarded(self, work: Callable[[], Worked]) -> Worked | None:
        """Work on the store that the disk may end: then the power is gone, or the worker starts
        again in a while."""
        try:
            return work()
        except (EnvironmentFault, Refusal) as fault:
            self.city.say(f"{self.name} {fault.code}")
            if self.disk.off:
                self.city.count(Fault.POWER_CUT)
                self.crash()
            elif self.disk.full and fault.code == "disk_full":
                self.city.count(Fault.DISK_FULL)
                self.new_engine()
                self.wake_in(self.chance.uniform(5.0, 30.0))
            else:
                raise
            return None

    # -- its disk in other hands

    def keep_copy(self) -> None:
        """A backup tool copies the machine while it runs."""
        self.copies.append(Copy(self, self.taken))
        self.taken += 1
        if len(self.copies) > MAX_COPIES:
            shutil.rmtree(self.copies.pop(0).folder)

    def put_back(self, copy: Copy, *, record: bool) -> None:
        """The data directory becomes what it was; with ``record`` the key's folder, too."""
        copy.restore(self, record=record)
        self._held = set(copy.holds)
        self.restored = True
        self.city.promises.replaced(self.name, set(copy.own))


class Copy:
    """A machine as a backup tool saw it."""

    def __init__(self, machine: Machine, number: int) -> None:
        self.folder = machine.disk.root.with_name(f"{machine.disk.root.name}-copy{number}")
        shutil.copytree(machine.disk.root, self.folder)
        self.media = {name: medium.copy() for name, medium in machine.disk.media.items()}
        self.own = machine.own() if machine.store is not None else set()
        self.holds = set(machine.holds())

    def restore(self, machine: Machine, *, record: bool) -> None:
        """Put it back; what lies beside the data directory only with ``record``."""
        root = machine.disk.root
        if record:
            shutil.rmtree(root)
            shutil.copytree(self.folder, root)
        else:
            shutil.rmtree(root / "data")
            shutil.copytree(self.folder / "data", root / "data")
        for shm in root.glob("data/*-shm"):
            shm.unlink()
        machine.disk.media = {name: medium.copy() for name, medium in self.media.items()}
        machine.disk.settle()


def _in_short(changed: Changed | None) -> str:
    """What of it is not nothing."""
    if changed is None:
        return "the program ended"
    told = {name: getattr(changed, name) for name in changed.__struct_fields__}
    return ", ".join(f"{name} {value}" for name, value in told.items() if value)


def _of_reply(reply: Reply) -> str:
    """Why no use came of it."""
    if isinstance(reply, Failure):
        return f"{reply.kind} {reply.detail[:60]}"
    return f"{reply.status} {'' if reply.problem is None else reply.problem.code}"
