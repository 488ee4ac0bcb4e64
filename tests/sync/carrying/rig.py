"""Desks in officers' hands, a central, and a line that is down; all data fictitious."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

from sqlalchemy import select

from app.accounts.roles import ALL_ROLES, Role
from app.clock.time import FixedClock
from app.dossier.events import Page, PagesAttached
from app.reception.desk import Desk
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import Holdings, holdings, registered_codes
from sync.central.schema import event as event_table
from sync.central.schema import scan
from tests.desks import calendar, catalogue
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk

OFFICER = "Nguyễn Thị Minh Họa"
PASSPHRASE = "bốn từ dễ nhớ"


class Town:
    """A central and desks of one commune."""

    def __init__(self, directory: Path, database_url: str) -> None:
        self.clock = FixedClock(NOW)
        self.directory = directory
        self.central = EmbeddedCentral(database_url, self.clock, scans=directory / "scans")
        add_agency(self.central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.desks: list[RealDesk] = []

    def desk(self, name: str) -> RealDesk:
        """A desk that has enrolled and met the central."""
        desk = self.open(name)
        code = add_installation_code(self.central.database, intake.AGENCY, now=self.clock.now())
        desk.store.enrolment.prepare(self.central.url, code, name)
        assert desk.sync(self.central.url).enrolled
        return desk

    def open(self, name: str) -> RealDesk:
        """A desk as it lies on the disk, or a new store."""
        desk = RealDesk(self.directory / name, self.clock)
        self.desks.append(desk)
        return desk

    def end(self, desk: RealDesk) -> None:
        """Its process ends."""
        desk.close()
        self.desks.remove(desk)

    def held(self) -> Holdings:
        """What the central counts."""
        return holdings(self.central.database)

    def codes(self) -> dict[str, list[str]]:
        """The numbers at the central, and the dossiers that hold each."""
        return registered_codes(self.central.database)

    def event_ids(self) -> list[str]:
        """The accepted events at the central."""
        query = select(event_table.c.id).where(event_table.c.position.is_not(None))
        with self.central.database.read() as connection:
            return list(connection.execute(query.order_by(event_table.c.position)).scalars())

    def scans(self) -> set[str]:
        """The pages at the central."""
        with self.central.database.read() as connection:
            return set(connection.execute(select(scan.c.sha256)).scalars())

    def close(self) -> None:
        """The end of the test."""
        for desk in self.desks:
            desk.close()
        self.central.stop()


def in_hands(desk: RealDesk, *roles: Role) -> Desk:
    """The desk as an officer uses it; without ``roles`` one who may do everything."""
    return Desk(
        store=desk.store,
        catalogue=catalogue(),
        calendar=calendar(),
        clock=desk.clock,
        officer=OFFICER,
        unlock="unlock",
        roles=frozenset(roles) or ALL_ROLES,
    )


def attach(desk: RealDesk, dossier: str, *, seed: int, size: int = 3_000) -> str:
    """Attach a page of random bytes to a dossier; returns its SHA-256."""
    data = Random(seed).randbytes(size)
    digest = hashlib.sha256(data).hexdigest()
    desk.store.pages.put(data)
    page = Page(digest, size, "image/jpeg", 100, 140, 100)
    with desk.store.transaction(officer=OFFICER) as transaction:
        transaction.append(dossier, PagesAttached(component="paper", pages=[page]))
    return digest
