"""What officers do at a machine of the city, through the store as the program's operations do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from app.clock.time import from_iso
from app.dossier.decide import decide
from app.dossier.desk_events import Certified, Refused
from app.dossier.events import AnyBody, Event, Page, PagesAttached, Printed, sha256_hex
from app.errors import EnvironmentFault, InvalidInput, QmcError, Refusal
from app.ids import new_id
from app.numbering.pad import reference_text
from app.numbering.series import SlipKind, dossier_series, slip_series
from app.store.claims import RETURN_RESULT
from app.store.records import EventState
from app.store.store import Store
from app.store.transaction import Transaction
from tests.faults import intake, life
from tests.faults.city import sticks
from tests.faults.city.faults import Fault
from tests.faults.rules import OnPaper
from tests.sync.real_desk import numbered

if TYPE_CHECKING:
    from tests.faults.city.machine import Machine

RECENT = 6
"""Something happens to one of so many newest dossiers."""


class Entry:
    """A transaction and what was appended in it."""

    def __init__(self, machine: Machine, transaction: Transaction) -> None:
        self._machine = machine
        self.transaction = transaction
        self.events: list[Event] = []

    def append(self, dossier: str, body: AnyBody, *, event_id: str = "") -> Event:
        event = self.transaction.append(dossier, body, event_id=event_id)
        self._machine.city.promises.begun(event)
        self.events.append(event)
        return event


def act(machine: Machine) -> None:
    """An officer does something; the engine hears of it."""
    if machine.store is None:
        return
    chance = machine.chance
    [work] = chance.choices(list(ACTS), weights=list(ACTS.values()))
    machine.city.acts[work.__name__] += attempt(machine, work)
    if machine.engine is not None:
        machine.engine.desk_changed()
        machine.wake_in(0.05)


def attempt(machine: Machine, work: Callable[[Machine, Store], bool | None]) -> bool:
    """Whether it was done; a refusal is said, a disk that fails may end the machine."""
    store = machine.store
    if store is None:
        return False
    try:
        done = work(machine, store) is not False
    except (Refusal, InvalidInput) as refused:
        machine.city.say(f"{machine.name} {work.__name__}: {refused.code}")
        if refused.code == "clock_unsure" and machine.chance.random() < 0.5:
            return attempt(machine, confirm_clock)
        return False
    except EnvironmentFault as fault:
        machine.city.say(f"{machine.name} {work.__name__}: {fault.code}")
        if machine.disk.off:
            machine.city.count(Fault.POWER_CUT)
            machine.crash()
        elif machine.disk.full and fault.code == "disk_full":
            machine.city.count(Fault.DISK_FULL)
        else:
            raise
        return False
    machine.city.say(f"{machine.name} {work.__name__}: {done}")
    return done


def _record(machine: Machine, store: Store, work: Callable[[Entry], None]) -> list[Event]:
    """One commit; what was appended is promised once it has returned."""
    with store.transaction(officer=machine.officer) as transaction:
        entry = Entry(machine, transaction)
        work(entry)
    machine.city.promises.kept(machine.name, entry.events)
    return entry.events


def confirm_clock(machine: Machine, store: Store) -> None:
    """She looks at the clock: that is what it says."""
    store.confirm_clock(machine.officer)


def receive(machine: Machine, store: Store) -> bool:
    """A citizen comes; with a number at hand the dossier is registered in the same commit."""
    if store.installation is None:
        return False
    dossier, now = new_id(machine.clock.now()), machine.clock.now()
    series = dossier_series(machine.agency, now.date())
    store.prepare_number(series)

    def work(entry: Entry) -> None:
        transaction = entry.transaction
        assert store.installation is not None
        reference = reference_text(store.installation.key_id, transaction.take_reference())
        opened = intake.opened(now, machine.chance.randrange(90), resolver=machine.agency)
        entry.append(dossier, msgspec.structs.replace(opened, reference=reference))
        _number(entry, dossier)

    events = _record(machine, store, work)
    machine.city.promises.reference(events[0])
    _hand_out(machine, events)
    return True


def number_waiting(machine: Machine) -> None:
    """Dossiers that wait get their numbers, as far as the leases go."""

    def work(machine: Machine, store: Store) -> bool:
        done = False
        for waiting in store.waiting_for_number():
            if not store.prepare_number(waiting.series):
                continue

            def register(entry: Entry, dossier: str = waiting.dossier_id) -> None:
                _number(entry, dossier)

            _hand_out(machine, _record(machine, store, register))
            done = True
        return done

    machine.city.acts["number_waiting"] += attempt(machine, work)


def _number(entry: Entry, dossier: str) -> None:
    """Register it with its day's next number, where one is leased."""
    state = entry.transaction.dossier(dossier)
    if state is None or state.application is None or state.code is not None:
        return
    received = from_iso(state.received_at)
    taken = entry.transaction.take_number(
        dossier_series(state.application.resolver, received.date())
    )
    if taken is None:
        return
    body = intake.registered(str(taken.code), taken.lease, received=received)
    place = entry.transaction.book_place(body.procedure.field)
    entry.append(dossier, msgspec.structs.replace(body, book=place))


def _hand_out(machine: Machine, events: list[Event]) -> None:
    """The receipts are printed: from now on somebody has these numbers on paper."""
    for event in events:
        machine.city.promises.printed(event)


def correct(machine: Machine, store: Store) -> bool:
    """She asks for a correction by what this desk knows."""
    dossier = _some_dossier(machine, store)
    state = None if dossier is None else store.dossier(dossier)
    if state is None or state.application is None:
        return False
    phone = f"09{machine.chance.randrange(10**8):08d}"
    body = intake.corrected(state.application.submitter.phone, phone)
    _record(machine, store, lambda entry: _append(entry, state.id, body))
    return True


def process(machine: Machine, store: Store) -> bool:
    """Something happens to a dossier, as the rules allow it by what this desk knows."""
    dossier = _some_dossier(machine, store)
    state = None if dossier is None else store.dossier(dossier)
    if state is None or state.application is None:
        return False
    now = machine.clock.now()
    body = life.happens(machine.chance, state, now)
    try:
        decide(state, life.command(body, now), OnPaper())
    except QmcError:
        return False
    if isinstance(body, Refused) and state.code is not None:
        return False

    def work(entry: Entry) -> None:
        made = numbered(body, entry.transaction) if isinstance(body, Certified) else body
        entry.append(state.id, made)

    _record(machine, store, work)
    return True


def print_slip(machine: Machine, store: Store) -> bool:
    """A paper with a number of its own, where one is leased."""
    dossier = _some_dossier(machine, store)
    if dossier is None:
        return False
    series = slip_series(SlipKind.SUPPLEMENT, machine.agency, machine.clock.now().year)
    number = store.peek_slip(series)

    def work(entry: Entry) -> None:
        body = Printed(form="supplement", form_version="2025", nth=1, pages=1)
        taken = None if number is None else entry.transaction.take_slip(series, expected=number)
        if taken is not None:
            body = msgspec.structs.replace(
                body,
                number=f"{taken.sequence}/PBS-TTPVHCC",
                series=taken.series,
                sequence=taken.sequence,
                lease=taken.lease,
            )
        entry.append(dossier, body)

    _hand_out(machine, _record(machine, store, work))
    return True


def attach_pages(machine: Machine, store: Store) -> bool:
    """Pages are scanned; each is durable before the event that names it."""
    dossier = _some_dossier(machine, store)
    if dossier is None:
        return False
    pages = []
    for _ in range(machine.chance.choice((1, 1, 2))):
        data = machine.chance.randbytes(machine.chance.choice((40, 600, 3_000)))
        machine.city.promises.pages[sha256_hex(data)] = data
        store.pages.put(data)
        pages.append(Page(sha256_hex(data), len(data), "image/png", 100, 140, 200))
    body = PagesAttached(component="to-khai", pages=pages)
    _record(machine, store, lambda entry: _append(entry, dossier, body))
    return True


def print_pad(machine: Machine, store: Store) -> bool:
    """An emergency pad is printed for days without power."""
    if machine.pad or store.installation is None:
        return False
    with store.transaction(officer=machine.officer) as transaction:
        slips = transaction.reserve_pad(3)
    machine.pad = [slip.reference for slip in slips]
    machine.city.promises.pad(machine.pad)
    return True


def enter_late(machine: Machine, store: Store) -> bool:
    """A dossier that was received on a slip of the pad is entered."""
    if not machine.pad:
        return False
    reference = machine.pad.pop(0)
    dossier, now = new_id(machine.clock.now()), machine.clock.now()
    store.prepare_number(dossier_series(machine.agency, now.date()))

    def work(entry: Entry) -> None:
        slip = entry.transaction.take_pad_slip(reference, dossier)
        opened = intake.opened(now, machine.chance.randrange(90), resolver=machine.agency)
        opened = msgspec.structs.replace(opened, reference=slip.reference)
        entry.append(dossier, opened, event_id=slip.event)
        _number(entry, dossier)

    _hand_out(machine, _record(machine, store, work))
    return True


def retry(machine: Machine, store: Store) -> bool:
    """Something of "Cần xử lý" is offered again, or given up."""
    entries = store.outbox.list(EventState.SET_ASIDE, limit=5)
    if not entries:
        return False
    entry = machine.chance.choice(entries)
    if machine.chance.random() < 0.5:
        store.outbox.retry(entry.id)
    else:
        store.outbox.discard(entry.id)
    return True


def restart(machine: Machine, store: Store) -> None:
    """She closes the program and opens it again."""
    machine.stop()
    machine.city.agenda.after(machine.chance.uniform(1.0, 30.0), machine.start)


def rest(machine: Machine, store: Store) -> None:
    """Nobody comes for a while: the WAL is moved into the database, old pages are swept, and a
    backup tool copies the machine."""
    machine.keep_copy()
    store.sweep_pages()
    store.rest()


def copy(machine: Machine, store: Store) -> bool:
    """The running copy's worker gets its turn."""
    return machine.stick is not None and machine.stick.bring_up_to_date(machine, store)


def claim(machine: Machine, store: Store) -> bool:
    """A dossier is opened for handing out its result: the right to do so is asked for, or given
    back."""
    dossier = _some_dossier(machine, store)
    if dossier is None or store.installation is None:
        return False
    if machine.chance.random() < 0.3:
        return store.claims.give_back(RETURN_RESULT, dossier)
    store.claims.ask(RETURN_RESULT, dossier, machine.clock.now())
    return True


ACTS: dict[Callable[[Machine, Store], bool | None], int] = {
    receive: 26,
    process: 44,
    correct: 14,
    print_slip: 8,
    attach_pages: 8,
    retry: 6,
    print_pad: 3,
    enter_late: 8,
    copy: 14,
    claim: 4,
    sticks.export: 2,
    sticks.take_in: 4,
    restart: 3,
    rest: 5,
}
"""What officers do, and how often."""


def _append(entry: Entry, dossier: str, body: AnyBody) -> None:
    entry.append(dossier, body)


def _some_dossier(machine: Machine, store: Store) -> str | None:
    rows = store.parts.database.rows(
        "SELECT id FROM dossier ORDER BY number DESC LIMIT ?", (RECENT,)
    )
    return machine.chance.choice(rows)[0] if rows else None
