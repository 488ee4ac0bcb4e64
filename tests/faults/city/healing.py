"""The faults stop; officers and the administrator do what the program asks of them, and wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.central.administration import retire
from tests.faults.city import acts, sticks
from tests.faults.city.promises import Broken

if TYPE_CHECKING:
    from tests.faults.city.city import City
    from tests.faults.city.machine import Machine

ROUNDS = 60
ROUND_S = 150.0
QUICK_ROUND_S = 6.0
IMPATIENT = 0.9
"""In so many cities officers press "send now"; in the others nobody does, and it must come to rest
by itself."""
NEEDS_A_CODE = frozenset(
    {"installation_suspended", "unknown_installation", "bad_enrolment_code", "installation_exists"}
)
"""What the window says where only a new code of the administrator helps."""


def heal(city: City) -> None:
    """Until everybody is at rest; raises Broken where that never comes."""
    city.say("the faults stop")
    city.faults_last = False
    city.line.kinds.clear()
    city.line.cut_off.clear()
    impatient = city.chance.random() < IMPATIENT
    for machine in city.machines:
        machine.disk.full = False
        if machine.disk.off or machine.disk.cut_at:
            machine.lose_power()
        machine.start()
    brought = False
    for _ in range(ROUNDS):
        for machine in city.running():
            if impatient and unrest(city, machine):
                assert machine.engine is not None
                machine.engine.retry_now()
                machine.wake_in(0.01)
        city.agenda.run_for(QUICK_ROUND_S if impatient else ROUND_S)
        for machine in city.running():
            _officer_looks(city, machine)
        waiting = [why for machine in city.running() if (why := unrest(city, machine))]
        if not waiting and not brought:
            for stick in city.sticks:
                sticks.at_central(city, stick)
            for machine in city.running():
                sticks.offer_again(machine)
            brought = True
        elif not waiting:
            for machine in city.running():
                sticks.give_up(city, machine)
            _retire_what_is_gone(city)
            return
        city.say("; ".join(waiting))
    raise Broken(f"the city does not come to rest: {'; '.join(waiting)}")


def _retire_what_is_gone(city: City) -> None:
    """The administrator retires machines whose disk is dead, and, where the task
    ``second_successor`` tells of two, the one that no machine is any more."""
    here = {machine.installation() for machine in city.running()}
    gone = {*city.dead, *city.central.siblings()} - here
    for installation in sorted(gone & city.central.active()):
        retire(city.central.database, installation, "Hỏng ổ đĩa", now=city.central.clock.now())


def _officer_looks(city: City, machine: Machine) -> None:
    """She confirms the clock where she is asked to, and enters a code where one is asked for."""
    store, engine = machine.store, machine.engine
    assert store is not None
    assert engine is not None
    if store.doubts_clock():
        acts.attempt(machine, acts.confirm_clock)
        engine.desk_changed()
    acts.number_waiting(machine)
    if engine.standing.code in NEEDS_A_CODE or engine.standing.code == "not_enrolled":
        city.say(f"{machine.name} gets a new code: {engine.standing.code}")
        machine.enter_code(city.code(machine.agency))
        machine.new_engine()


def unrest(city: City, machine: Machine) -> str:
    """What a desk still waits for; empty where it is at rest."""
    store, port, engine = machine.store, machine.port, machine.engine
    assert store is not None
    assert port is not None
    assert engine is not None
    cursor = store.feed.cursor()
    head = city.central.head(machine.agency)
    counts = {
        "events": port.waiting(),
        "an enrolment": int(store.enrolment.pending() is not None),
        "numbers for dossiers": len(store.waiting_for_number()),
        "leases": len(store.leases.pending_asks()),
        "number ends": len(store.leases.pending_ends()),
        "pages": store.uploads.counts().waiting,
        "carried work": store.carried.counts().waiting,
        "claims": len(store.claims.pending(machine.clock.now())),
    }
    waits = [f"{count} {what}" for what, count in counts.items() if count]
    unanswered = store.parts.database.row("SELECT count(*) FROM outbox WHERE answered = 0")
    assert unanswered is not None
    if unanswered[0]:
        waits.append(f"{unanswered[0]} answers")
    if cursor != head:
        waits.append(f"the feed from {cursor} to {head}")
    if not waits:
        return ""
    return f"{machine.name} ({engine.standing.code}) waits for {', '.join(waits)}"
