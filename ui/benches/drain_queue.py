"""A desk with a full queue, and the central that it is enrolled at, made once a bench.

The desk receives as at the counter: each dossier is opened and registered in one commit, its
receipt is recorded as printed in another. The line is down; nothing was sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.roles import ALL_ROLES
from app.clock.time import FixedClock
from app.dossier.commands import RecordPrint
from app.dossier.decide import decide
from app.ids import new_id
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.numbering.series import dossier_series
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.register import receive
from app.store.store import Store, create_store
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.contract.messages import MAX_LEASE_COUNT
from sync.desk_sync import sync_desk
from ui.demonstration.sample_intake import (
    COMMUNE,
    COMMUNE_NAME,
    NEIGHBOUR,
    POLICE,
    opening_time,
    visit,
)

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue

RECORDS = "records"
OFFICER = "Nguyễn Thị Minh Họa"
_LOOKUP_HOST = "MOTCUA.EXAMPLE"
_AGENCIES = {COMMUNE: COMMUNE_NAME, POLICE: "Công an Phường Hoa Sữa", NEIGHBOUR: "Xã Bình Yên"}


@dataclass(frozen=True, slots=True)
class Queue:
    """``place`` holds ``desk``, ``key``, ``central.sqlite`` and ``records``.

    ``records`` has a line of JSON for each dossier: what its events hold, for the other programs.
    ``payload_bytes`` are the events' own.
    """

    place: Path
    dossiers: int
    events: int
    payload_bytes: int

    @property
    def records(self) -> Path:
        """The records' file."""
        return self.place / RECORDS


def make_queue(
    place: Path, dossiers: int, *, today: date, catalogue: Catalogue, calendar: WorkingCalendar
) -> Queue:
    """Make it in the empty directory ``place``; some three seconds for 1,000 dossiers."""
    clock = FixedClock(opening_time(today, calendar))
    keys, machine = KeyFile(place / "key"), machine_fingerprint()
    with create_store(place / "desk", keys, clock=clock, machine=machine) as store:
        desk = Desk(
            store=store,
            catalogue=catalogue,
            calendar=calendar,
            clock=clock,
            officer=OFFICER,
            unlock=new_id(clock.now()),
            roles=ALL_ROLES,
        )
        _enrol(desk, place, dossiers)
        for index in range(dossiers):
            _serve(desk, clock, index, dossiers)
        return _queue_of(store, place, dossiers)


def _enrol(desk: Desk, place: Path, dossiers: int) -> None:
    """At a central that ends again, with enough numbers of every resolving agency."""
    store, now = desk.store, desk.clock.now()
    url = f"sqlite:///{(place / 'central.sqlite').as_posix()}"
    with EmbeddedCentral(url, desk.clock, rules=desk.catalogue) as central:
        for agency, name in _AGENCIES.items():
            resolvers = {"commune": COMMUNE, "commune_police": POLICE} if agency == COMMUNE else {}
            add_agency(central.database, agency, name, resolvers, lookup_host=_LOOKUP_HOST)
        code = add_installation_code(central.database, COMMUNE, now=now)
        store.enrolment.prepare(central_url=central.url, code=code, counter="Quầy 1")
        sync_desk(store, desk.calendar, desk.clock, once=False)
        for agency in _AGENCIES:
            series = dossier_series(agency, now.date())
            for _ in range(-(-dossiers // MAX_LEASE_COUNT)):
                store.leases.ask(series, MAX_LEASE_COUNT, now)
        sync_desk(store, desk.calendar, desk.clock, once=False)


def _serve(desk: Desk, clock: FixedClock, index: int, dossiers: int) -> None:
    """Receive one visitor and record that the receipt was printed."""
    guest = visit(index, dossiers, day=clock.now().date(), calendar=desk.calendar)
    clock.advance(max(guest.received_at - clock.now(), timedelta(0)))
    received = receive(desk, intake_of(guest.row, 1, Batch("bench", {1: guest.row}), desk))
    command = RecordPrint(form="receipt", form_version="2025", pages=1, copies=2)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        (body,) = decide(transaction.dossier(received.dossier), command, desk.catalogue)
        transaction.append(received.dossier, body)
        transaction.audit("print", received.dossier, {"form": "receipt"})


def _queue_of(store: Store, place: Path, dossiers: int) -> Queue:
    events = size = 0
    with (place / RECORDS).open("w", encoding="utf-8") as file:
        rows, _ = store.search("", dossiers)
        for row in rows:
            held = [stored.event for stored in store.events(row.id)]
            events += len(held)
            size += sum(len(one.header_bytes) + len(one.payload_bytes) for one in held)
            parts = [
                {"header": json.loads(one.header_bytes), "payload": json.loads(one.payload_bytes)}
                for one in held
            ]
            file.write(json.dumps({"id": row.id, "events": parts}, ensure_ascii=False) + "\n")
    return Queue(place, dossiers, events, size)
