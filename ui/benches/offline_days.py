"""A desk after days without a line: dossiers, each with scanned pages. All fictitious."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from app.accounts.roles import ALL_ROLES
from app.calendar.working_calendar import WorkingCalendar
from app.catalogue.catalogue import Catalogue
from app.clock.time import Clock
from app.dossier.events import Page, PagesAttached
from app.ids import new_id
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.register import Intake, receive
from app.store.store import Store, create_store
from sync.central.administration import add_agency, add_installation_code
from sync.central.database import open_database
from sync.desk_sync import sync_desk
from ui.demonstration.sample_intake import COMMUNE, COMMUNE_NAME, NEIGHBOUR, POLICE, visit

PAGE_BYTES = (60_000, 100_000)
"""A sheet of A4 in grey at 200 dpi has so much; it does not compress further."""
_OFFICER = "Lê Thị Quầy"


@dataclass(frozen=True, slots=True)
class Days:
    """What waits: how many dossiers and pages, and their bytes (events as they are kept)."""

    dossiers: int
    pages: int
    page_bytes: int
    event_bytes: int


@dataclass(slots=True)
class OfflineDesk:
    """A desk's store with its law, enrolled at the central at ``url``."""

    directory: Path
    url: str
    clock: Clock
    catalogue: Catalogue
    calendar: WorkingCalendar

    def open(self, database_url: str, dossiers: int) -> Store:
        """A new store that is enrolled and has numbers for so many dossiers."""
        database = open_database(database_url, clock=self.clock)
        try:
            for agency, name in ((POLICE, "Công an Phường Hoa Sữa"), (NEIGHBOUR, "Xã Bình Yên")):
                add_agency(database, agency, name, {}, "")
            resolvers = {"commune": COMMUNE, "commune_police": POLICE}
            add_agency(database, COMMUNE, COMMUNE_NAME, resolvers, "")
            code = add_installation_code(database, COMMUNE, now=self.clock.now())
        finally:
            database.close()
        keys = KeyFile(self.directory / "key")
        machine = machine_fingerprint()
        store = create_store(self.directory / "desk", keys, clock=self.clock, machine=machine)
        store.set_setting("lease_block", str(max(20, dossiers)))
        store.enrolment.prepare(self.url, code, "Quầy 1")
        sync_desk(store, self.calendar, self.clock, once=False)
        return store

    def receive(self, store: Store, dossiers: int, pages: int) -> Days:
        """Register so many dossiers and scan so many pages, as evenly as can be; no line needed."""
        desk = Desk(
            store=store,
            catalogue=self.catalogue,
            calendar=self.calendar,
            clock=self.clock,
            officer=_OFFICER,
            unlock=new_id(self.clock.now()),
            roles=ALL_ROLES,
        )
        random = Random(1)  # noqa: S311 - made-up pages
        page_bytes = 0
        for number in range(dossiers):
            dossier, component = self._register(desk, number, dossiers)
            share = pages * (number + 1) // dossiers - pages * number // dossiers
            scanned = [random.randbytes(random.randint(*PAGE_BYTES)) for _ in range(share)]
            page_bytes += sum(len(each) for each in scanned)
            _attach(store, dossier, component, scanned)
        entries = store.parts.database.row(
            "SELECT sum(length(e.header) + length(e.payload)) FROM event e"
            " JOIN outbox o ON o.number = e.number"
        )
        assert entries is not None
        return Days(dossiers, pages, page_bytes, int(entries[0]))

    def _register(self, desk: Desk, number: int, total: int) -> tuple[str, str]:
        """The dossier and a component of it."""
        guest = visit(number, max(total, 8), day=self._day(), calendar=self.calendar)
        intake = intake_of(guest.row, 1, Batch("bench", {1: guest.row}), desk)
        received = receive(desk, Intake(intake.application, desk.clock.now()))
        return received.dossier, intake.application.components[0].component

    def _day(self) -> date:
        day = self.clock.now().date()
        while not self.calendar.is_working(day):
            day = date.fromordinal(day.toordinal() - 1)
        return day


def _attach(store: Store, dossier: str, component: str, pages: list[bytes]) -> None:
    named = [
        Page(store.pages.put(each), len(each), "image/jpeg", 1_654, 2_339, 200) for each in pages
    ]
    with store.transaction(officer=_OFFICER) as transaction:
        transaction.append(dossier, PagesAttached(component=component, pages=named))
