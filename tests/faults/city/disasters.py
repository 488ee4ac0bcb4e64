"""What strikes machines, agencies and the central now and then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.faults.city import sticks
from tests.faults.city.faults import Fault
from tests.faults.city.machine import Machine

if TYPE_CHECKING:
    from tests.faults.city.city import City

MAX_RESTORES = 5
"""Each takes a safety gap out of every series, and a day's series has 99,999 numbers."""
A_RESTORE_TAKES = timedelta(seconds=31)
"""Key ids of a restored central follow from the time, in steps of half a minute."""
FORWARD_MINUTES = (1, 40, 300, 1_500, 4_000)
BACK_MINUTES = (1, 30, 200, 1_600)


def strike(city: City, fault: Fault) -> None:
    """Let ``fault`` strike somewhere, where there is something for it to strike."""
    city.say(f"disaster: {fault.value}")
    if fault in _OF_THE_CITY:
        _OF_THE_CITY[fault](city)
        return
    running = city.running()
    if running:
        _OF_A_MACHINE[fault](city, city.chance.choice(running))


# -- machines


def _crash(city: City, machine: Machine) -> None:
    city.count(Fault.CRASH)
    machine.crash()


def _power_cut(city: City, machine: Machine) -> None:
    """It is counted when it strikes."""
    machine.disk.cut_in(city.chance.randint(1, 60))


def _cut_at_opening(city: City, machine: Machine) -> None:
    machine.lose_power()
    machine.disk.cut_in(city.chance.randint(1, 12))
    city.agenda.after(1.0, machine.start)


def _disk_full(city: City, machine: Machine) -> None:
    disk = machine.disk
    disk.full = True

    def free() -> None:
        disk.full = False
        machine.start()

    city.agenda.after(city.chance.uniform(20.0, 200.0), free)


def _forward(city: City, machine: Machine) -> None:
    city.count(Fault.CLOCK_FORWARD)
    machine.clock.ahead += timedelta(minutes=city.chance.choice(FORWARD_MINUTES))
    machine.clock.ahead = min(machine.clock.ahead, timedelta(days=9))


def _back(city: City, machine: Machine) -> None:
    city.count(Fault.CLOCK_BACK)
    machine.clock.ahead -= timedelta(minutes=city.chance.choice(BACK_MINUTES))


def _old_copy(city: City, machine: Machine) -> None:
    """Now a copy is taken; later, if there is one, it is put back."""
    _restore(city, machine, Fault.OLD_COPY, record=False)


def _old_image(city: City, machine: Machine) -> None:
    _restore(city, machine, Fault.OLD_IMAGE, record=True)


def _restore(city: City, machine: Machine, fault: Fault, *, record: bool) -> None:
    if not machine.copies:
        machine.keep_copy()
        return
    before = machine.holds()
    city.count(fault)
    if record:
        city.promises.images_ran.add(machine.name)
    machine.lose_power()
    machine.put_back(city.chance.choice(machine.copies), record=record)
    machine.pad.clear()
    city.promises.took_away(before, city.holders(machine.agency))
    city.agenda.after(city.chance.uniform(1.0, 30.0), machine.start)


def _moved(city: City, machine: Machine) -> None:
    """The disk goes into another machine."""
    city.count(Fault.MOVED)
    machine.stop()
    machine.fingerprint += "'"
    city.agenda.after(city.chance.uniform(1.0, 30.0), machine.start)


def _disk_dead(city: City, machine: Machine) -> None:
    """A new disk, the program installed anew, a new code; the administrator retires what was."""
    if len(city.machines) >= city.most_machines:
        return
    assert machine.store is not None
    city.count(Fault.DISK_DEAD)
    before = machine.holds()
    machine.lose_power()
    machine.gone = True
    if machine.stick is not None:
        stick = machine.stick
        city.agenda.after(city.chance.uniform(10.0, 60.0), lambda: sticks.at_central(city, stick))
    city.promises.took_away(before, city.holders(machine.agency))
    if machine.was:
        city.dead.append(machine.was)
    city.switch_on(city.add_machine(f"{machine.name}m{len(city.machines)}", machine.agency))


def _cloned(city: City, machine: Machine) -> None:
    """An image of the whole machine is started beside it."""
    if len(city.machines) >= city.most_machines:
        return
    assert machine.store is not None
    if machine.store.installation is None:
        return
    city.count(Fault.CLONED)
    twin = Machine(
        city,
        f"{machine.name}c{len(city.machines)}",
        machine.agency,
        city.new_disk(f"{machine.name}c.{len(city.machines)}"),
        Random(city.chance.random()),
    )
    shutil.copytree(machine.disk.root, twin.disk.root)
    for left in twin.disk.root.glob("data/*-shm"):
        left.unlink()
    machine.disk.copy_to(twin.disk)
    machine.restored = twin.restored = True  # each scans pages that the other has not
    twin.stick = machine.stick  # both images know of it; in which machine it is changes nothing
    twin.fingerprint, twin.clock.ahead = machine.fingerprint, machine.clock.ahead
    city.machines.append(twin)
    city.promises.images_ran |= {machine.name, twin.name}
    city.promises.replaced(twin.name, machine.own())
    twin.start()
    city.officer_works(twin)


def _officer_left(city: City, machine: Machine) -> None:
    assert machine.store is not None
    if machine.store.outbox.counts().waiting:
        city.count(Fault.OFFICER_LEFT)
    machine.officer = f"Cán bộ {city.chance.randint(2, 99)}"


# -- agencies and the central


def _partition(city: City) -> None:
    agency = city.chance.choice(city.machines).agency
    city.line.cut_off.add(agency)
    city.agenda.after(city.chance.uniform(20.0, 300.0), lambda: city.line.cut_off.discard(agency))


def _central_clock(city: City) -> None:
    city.count(Fault.CENTRAL_CLOCK)
    city.central.clock.ahead += timedelta(minutes=city.chance.choice((-90, -6, 6, 90)))


def _central_restored(city: City) -> None:
    """A backup is taken, or, where there is one, the central goes back to it."""
    central = city.central
    just_now = city.agenda.now < city.restored_at + A_RESTORE_TAKES
    too_often = just_now or city.faults[Fault.CENTRAL_RESTORED] >= MAX_RESTORES
    if too_often or not central.has_backup or city.chance.random() < 0.25:
        central.back_up()
        return
    city.count(Fault.CENTRAL_RESTORED)
    city.restored_at = city.agenda.now
    before = central.events()
    central.restore()
    city.promises.took_away(before, city.holders())


_OF_A_MACHINE: dict[Fault, Callable[[City, Machine], None]] = {
    Fault.CRASH: _crash,
    Fault.POWER_CUT: _power_cut,
    Fault.CUT_AT_OPENING: _cut_at_opening,
    Fault.DISK_FULL: _disk_full,
    Fault.CLOCK_FORWARD: _forward,
    Fault.CLOCK_BACK: _back,
    Fault.OLD_COPY: _old_copy,
    Fault.OLD_IMAGE: _old_image,
    Fault.MOVED: _moved,
    Fault.DISK_DEAD: _disk_dead,
    Fault.CLONED: _cloned,
    Fault.OFFICER_LEFT: _officer_left,
}

_OF_THE_CITY: dict[Fault, Callable[[City], None]] = {
    Fault.PARTITION: _partition,
    Fault.CENTRAL_CLOCK: _central_clock,
    Fault.CENTRAL_RESTORED: _central_restored,
}
