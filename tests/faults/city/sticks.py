"""Unsent work that is carried: the running copy on a stick beside a machine, and packs from desk
to desk (docs/adr/0029). What lies on a stick outlives the machine."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.roles import ALL_ROLES
from app.carrying.running_copy import CopyName, read_copy_name
from app.clock.time import epoch_ms
from app.errors import InvalidInput, QmcError, Refusal
from app.reception.desk import Desk
from app.store.carried import MISSING, CarriedState
from app.store.copy_settings import CopySettings, copy_settings_text
from app.store.settings import RUNNING_COPY
from app.store.store import Store
from sync.carrying.copying import RunningCopy
from sync.carrying.exporting import export_unsent
from sync.carrying.importing import import_unsent
from sync.central.import_packs import CentralImport, Receiver, import_packs
from sync.central.scan_files import ScanFiles
from tests.desks import calendar, catalogue
from tests.faults.city.faults import Fault
from tests.faults.rules import OnPaper

if TYPE_CHECKING:
    from tests.faults.city.city import City
    from tests.faults.city.machine import Machine

PASSPHRASE = "nuoc chay da mon"


class Stick:
    """A folder beside a machine; ``held`` are the events in its packs that the central can open."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.held: set[str] = set()

    def plug_in(self, store: Store) -> None:
        """The program copies there from now on."""
        text = copy_settings_text(CopySettings(folder=str(self.folder)))
        store.set_setting(RUNNING_COPY, text)

    def bring_up_to_date(self, machine: Machine, store: Store) -> bool:
        """What the copy's worker does after each change of the queue."""
        if machine.copying is None:
            machine.copying = RunningCopy(store, nullcontext)
        standing = machine.copying.bring_up_to_date()
        if standing.problem is not None:
            machine.city.say(f"{machine.name} copies: {standing.problem.code}")
        if "central" not in standing.opens_with:
            self.held = set()
            return False
        names = [read_copy_name(path.name) for path in self.folder.iterdir()]
        on_disk = machine.own()
        self.held = {
            digest for name in names if name for digest in _events(machine.city, name)
        } & on_disk
        return True


def _events(city: City, name: CopyName) -> set[str]:
    places = {(name.installation, seq) for seq in range(name.first_seq, name.last_seq + 1)}
    return city.promises.at_places(places)


def at_central(city: City, stick: Stick) -> None:
    """The stick of a machine whose disk is dead is brought to the central."""
    central = city.central
    receiver = Receiver(
        central.database, OnPaper(), ScanFiles(central.scans), epoch_ms(central.clock.now())
    )
    try:
        told = import_packs(receiver, stick.folder)
    except QmcError as refused:
        city.say(f"the stick {stick.folder.name} is refused: {refused.code}")
        return
    city.say(
        f"the stick {stick.folder.name}: {told.accepted} accepted, {told.duplicate} duplicate,"
        f" {told.try_again} wait, {[each.code for each in told.refused]}"
    )
    if _cannot_be_attached(city, told):
        city.promises.took_away(stick.held, city.holders(but=stick))


def _cannot_be_attached(city: City, told: CentralImport) -> bool:
    """A central that was put back does not know who signed, or lost what comes before it."""
    if not city.faults[Fault.CENTRAL_RESTORED]:
        return False
    codes = {each.code for each in told.refused}
    return bool(told.try_again or codes & {"unknown_signer", "cannot_open_pack"})


def export(machine: Machine, store: Store) -> bool:
    """Everything unsent goes into a file that another desk can open."""
    if store.installation is None or len(machine.city.packs[machine.agency]) > 6:
        return False
    out = machine.city.folder / "packs"
    out.mkdir(exist_ok=True)
    path = out / f"{len(list(out.iterdir()))}.qmcgoi"
    try:
        told = export_unsent(_desk(machine, store), path, passphrase=PASSPHRASE)
    except Refusal as refused:
        machine.city.say(f"{machine.name} exports: {refused.code}")
        return False
    if told.left_out or told.missing_pages:
        machine.city.say(f"{machine.name} exports without {told.left_out} parts")
    machine.city.packs[machine.agency].append(path)
    return True


def take_in(machine: Machine, store: Store) -> bool:
    """A pack of a desk of the agency is taken in, or what lies on this desk's own stick."""
    packs = machine.city.packs[machine.agency]
    own = machine.stick is not None and machine.chance.random() < 0.5
    if store.installation is None or not (packs or own):
        return False
    place = machine.stick.folder if own and machine.stick else machine.chance.choice(packs)
    try:
        told = import_unsent(_desk(machine, store), place, passphrase=PASSPHRASE)
    except (Refusal, InvalidInput) as refused:
        machine.city.say(f"{machine.name} takes in {place.name}: {refused.code}")
        return False
    machine.city.say(f"{machine.name} takes in {place.name}: {told.new} new, {told.known} known")
    machine.city.carried += told.new
    return True


def offer_again(machine: Machine) -> None:
    """An officer sends carried work again that was set aside: what was missing may have come."""
    store = machine.store
    assert store is not None
    for entry in store.carried.list(CarriedState.SET_ASIDE):
        store.carried.retry(entry.id)


def give_up(city: City, machine: Machine) -> None:
    """A central that was put back has lost what comes before this carried work, and nobody is left
    who could bring it."""
    store = machine.store
    assert store is not None
    for entry in store.carried.list(CarriedState.SET_ASIDE):
        assert entry.problem is not None
        if entry.problem.code == MISSING and city.faults[Fault.CENTRAL_RESTORED]:
            span = range(entry.first_seq, entry.last_seq + 1)
            places = {(entry.installation, seq) for seq in span}
            city.promises.took_away(city.promises.at_places(places), [city.central.events()])


def _desk(machine: Machine, store: Store) -> Desk:
    return Desk(
        store=store,
        catalogue=catalogue(),
        calendar=calendar(),
        clock=machine.clock,
        officer=machine.officer,
        unlock="",
        roles=ALL_ROLES,
    )
