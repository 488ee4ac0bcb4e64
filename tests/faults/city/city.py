"""A city: agencies with desks, one central, lines between them; one seed's run."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from app.carrying import openers
from app.clock.time import VIETNAM
from app.disk import durable_file
from app.numbering import leases as lease_policy
from app.numbering.series import SlipKind
from sync.central.administration import add_installation_code
from tests.faults.city import acts, disasters, template
from tests.faults.city.agenda import Agenda, AheadClock
from tests.faults.city.central import served_inline
from tests.faults.city.chance import seeded
from tests.faults.city.disk import CityVfs, Disk
from tests.faults.city.faults import DISASTERS, LIGHTLY, OF_A_CALL, Fault
from tests.faults.city.line import Line, drawn_kinds
from tests.faults.city.machine import BLOCK, Machine
from tests.faults.city.promises import Promises
from tests.faults.city.small_files import SmallFiles, WatchedOs
from tests.faults.city.sticks import Stick
from tests.faults.city.transport import URL

START = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)  # a Tuesday
LEAST_STEPS = 200
WITH_STICK = 0.4
NEW_MACHINES = 10
"""So many are cloned or installed anew in a run."""
STEPS_A_DESK = 50


class FewDays:
    """A calendar with few working days: desks ask for fewer blocks, each of which costs a call."""

    def is_working(self, day: date) -> bool:
        return day in {date(2026, 11, 25), date(2026, 12, 3)}


class OneKindOfSlip:
    """Fewer kinds of papers with numbers of their own: each kind's lease costs a call."""

    RECEIPT = SlipKind.RECEIPT

    def __iter__(self) -> Iterator[SlipKind]:
        yield SlipKind.SUPPLEMENT


class City:
    """``run`` lets ``steps`` things happen, with faults; ``tests.faults.city.healing`` goes on."""

    def __init__(self, seed: int, folder: Path, vfs: CityVfs, size: Size) -> None:
        self.seed = seed
        self.folder = folder
        self.vfs = vfs
        self.chance = Random(f"city {seed}")
        self.agenda = Agenda(START)
        self.calendar = FewDays()
        self.promises = Promises()
        self.faults: Counter[Fault] = Counter()
        self.acts: Counter[str] = Counter()
        self.steps = 0
        self.faults_last = True
        """Whether officers work and faults strike."""
        self.restored_at = START - timedelta(days=1)
        self.sticks: list[Stick] = []
        self.packs: dict[str, list[Path]] = defaultdict(list)
        """Files that desks of an agency have exported."""
        self.carried = 0
        """Events that a desk has taken in for another."""
        self.dead: list[str] = []
        """Installations whose disk is dead."""
        self.trace: Callable[[str], None] = lambda _: None
        self._hash = hashlib.sha256()
        self.machines: list[Machine] = []
        self.central = template.central(folder, AheadClock(self.agenda), size.agencies)
        self.line = Line(self, Random(self.chance.random()))
        self.line.kinds = list(OF_A_CALL) if size.every_fault else drawn_kinds(self.chance)
        self.line.rate = self.chance.choice((0.02, 0.1, 0.25, 0.5))
        self.kinds = [kind for kind in DISASTERS if size.every_fault or self.chance.random() < 0.4]
        self.unrest = self.chance.choice((0.01, 0.03, 0.06))
        self.busy = self.chance.choice((2.0, 5.0, 15.0))
        for agency in size.agencies:
            for number in range(self.chance.choice(size.desks)):
                machine = self.add_machine(f"{agency}-{number + 1}", agency)
                self.switch_on(machine)
        self.most_machines = len(self.machines) + NEW_MACHINES
        self.steps_wanted = max(LEAST_STEPS, STEPS_A_DESK * len(self.machines))

    # -- machines

    def new_disk(self, name: str) -> Disk:
        """An empty disk of a machine."""
        disk = Disk(self.folder / name)
        self.vfs.disks[str(disk.root)] = disk
        return disk

    def add_machine(self, name: str, agency: str) -> Machine:
        """A machine with the program freshly installed."""
        disk = self.new_disk(f"{name}.{len(self.machines)}")
        machine = Machine(self, name, agency, disk, Random(self.chance.random()))
        self.machines.append(machine)
        template.install(disk)
        return machine

    def switch_on(self, machine: Machine) -> None:
        """It is enrolled by a code of the administrator, and an officer begins to work at it."""
        machine.start()
        assert machine.store is not None
        machine.store.set_setting("lease_block", BLOCK)
        if machine.chance.random() < WITH_STICK:
            machine.stick = Stick(self.folder / f"stick-{len(self.sticks)}")
            machine.stick.plug_in(machine.store)
            self.sticks.append(machine.stick)
        machine.store.enrolment.prepare(URL, self.code(machine.agency), machine.name)
        self.officer_works(machine)

    def officer_works(self, machine: Machine) -> None:
        """Something is done at the machine now and then, for as long as it is there."""

        def go() -> None:
            if machine.gone or not self.faults_last:
                return
            for _ in range(machine.chance.choice((2, 4, 10))):
                acts.act(machine)
            self.agenda.after(machine.chance.expovariate(1 / self.busy), go)

        self.agenda.after(machine.chance.expovariate(1 / self.busy), go)

    def holders(self, agency: str = "", *, but: Stick | None = None) -> list[set[str]]:
        """The events of everybody who could bring them: machines (of one agency, where its work
        alone is meant), sticks, the central."""
        near = [each for each in self.machines if agency in {"", each.agency}]
        held = [each.holds() for each in near if not each.gone]
        sticks = [each.held for each in self.sticks if each is not but]
        return [*held, *sticks, self.central.events()]

    def running(self) -> list[Machine]:
        """The machines on which the program is open."""
        return [machine for machine in self.machines if machine.store is not None]

    def code(self, agency: str) -> str:
        """The administrator makes a one-time code."""
        return add_installation_code(self.central.database, agency, now=self.central.clock.now())

    # -- what happens

    def run(self) -> None:
        """The faulty days."""
        while self.steps < self.steps_wanted:
            self.steps += 1
            self.agenda.step()
            if self.kinds and self.chance.random() < self.unrest:
                weights = [LIGHTLY.get(kind, 1) for kind in self.kinds]
                [kind] = self.chance.choices(self.kinds, weights=weights)
                disasters.strike(self, kind)

    # -- what is told of it

    def count(self, fault: Fault) -> None:
        """A fault has struck."""
        self.faults[fault] += 1

    def say(self, line: str) -> None:
        """A line of the trace; one seed's lines are always the same."""
        text = f"{self.agenda.now:%d %H:%M:%S.%f} {line}"
        self._hash.update(text.encode() + b"\n")
        self.trace(text)

    @property
    def fingerprint(self) -> str:
        """Two runs with this same text were the same."""
        return self._hash.hexdigest()

    def close(self) -> None:
        """Let go of every file."""
        for machine in self.machines:
            machine.lose_power()
            self.vfs.disks.pop(str(machine.disk.root), None)
        self.central.close()
        shutil.rmtree(self.folder)


class Size:
    """How large a city is: its agencies, and how many desks each may have; ``every_fault`` strikes
    there, not only those that the seed draws."""

    def __init__(self, agencies: int, desks: tuple[int, ...], *, every_fault: bool = False) -> None:
        self.every_fault = every_fault
        self.agencies = [f"H26.{number + 107}" for number in range(agencies)]
        self.desks = desks

    @classmethod
    def drawn(cls, seed: int) -> Size:
        """Two to four agencies, two to four desks each; small ones more often."""
        chance = Random(f"size {seed}")
        return cls(chance.choice((2, 2, 2, 2, 3, 4)), (2, 2, 2, 3, 4))


@contextmanager
def city_rules(vfs: CityVfs, random: Random) -> Iterator[None]:
    """What the program takes from the system comes from the rig inside the block."""

    def files_of(path: str) -> SmallFiles | None:
        while len(path) > 1:
            if path in vfs.disks:
                return vfs.disks[path].files
            path = path.rsplit("/", 1)[0]
        return None

    with ExitStack() as stack:
        stack.enter_context(seeded(random))
        stack.enter_context(served_inline())
        stack.enter_context(patch.object(durable_file, "os", WatchedOs(files_of)))
        stack.enter_context(patch.object(lease_policy, "SlipKind", OneKindOfSlip()))
        stack.enter_context(patch.object(openers, "_SCRYPT_N", 2))  # a passphrase at no cost
        yield
