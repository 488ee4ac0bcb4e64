"""A desk on disk for tests: fictitious persons, a fixed clock, a scripted central."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from app.clock.time import VIETNAM, FixedClock, to_iso
from app.dossier.application import Application, GivenComponent, Person
from app.dossier.events import (
    AnyBody,
    Change,
    Corrected,
    Due,
    Event,
    FrozenProcedure,
    Header,
    Opened,
    Printed,
    Registered,
    encode_payload,
    make_event,
    sha256_hex,
)
from app.ids import new_id
from app.keys.key_file import KeyFile
from app.numbering.series import Series, dossier_series
from app.store.records import FeedItem, TakenNumber, TakenSlip
from app.store.store import Store, create_store, open_store
from app.store.transaction import Transaction

MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=VIETNAM)  # a Monday
TODAY = MORNING.date()
COMMUNE = "H26.107"
SERIES = dossier_series(COMMUNE, TODAY)
MACHINE = "0123456789abcdef"
OFFICER = "Lê Thị Quầy"


class OfficeDays:
    """Monday to Friday."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


@dataclass
class DeskRig:
    """One data directory and its key file, opened and closed as a test likes."""

    root: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    machine: str = MACHINE
    vfs: str | None = None

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def keys(self) -> KeyFile:
        return KeyFile(self.root / "key")

    def create(self, *, numbers: int = 20) -> Store:
        """A new store, enrolled, with ``numbers`` leased for today's series (0: none)."""
        store = create_store(
            self.data, self.keys, clock=self.clock, machine=self.machine, vfs=self.vfs
        )
        enrol(store)
        if numbers:
            lease(store, SERIES, 1, numbers, self.clock)
        return store

    def open(self, *, wait_s: float = 0.2, read_only: bool = False) -> Store:
        return open_store(
            self.data,
            self.keys,
            clock=self.clock,
            machine=self.machine,
            wait_s=wait_s,
            read_only=read_only,
            vfs=self.vfs,
        )


def enrol(store: Store, *, key_id: int = 7, generation: int = 1, nth: int = 0) -> None:
    """Prepare where nothing is pending, and answer as the central would."""
    if store.enrolment.pending() is None:
        store.enrolment.prepare("http://central.example", "BCDF-GHJK", "Quầy 1")
    store.enrolment.enrolled(
        key_id=key_id,
        agency=COMMUNE,
        agency_name="UBND xã Thử Nghiệm",
        generation=generation,
        resolvers={"commune": COMMUNE},
        lookup_host="TRACUU.EXAMPLE",
        nth=nth,
    )


def lease(store: Store, series: Series, first: int, last: int, clock: FixedClock) -> str:
    """Ask for and be granted a block; returns its id."""
    asked = store.leases.ask(series, last - first + 1, clock.now())
    assert store.leases.grant(asked.id, first, last)
    return asked.id


def application(name: str = "Đặng Văn Thử", resolver: str = COMMUNE) -> Application:
    return Application(
        procedure="2.000815",
        resolver=resolver,
        submitter=Person(name=name, id_number="001099000001", phone="0900000001"),
        components=[GivenComponent("paper", "Bản chính giấy tờ", originals=1)],
    )


def opening(name: str, *, received: datetime, reference: str = "", origin: str = "") -> Opened:
    return Opened(
        received_at=to_iso(received),
        application=application(name),
        reference=reference,
        origin=origin,
    )


def registration(taken: TakenNumber) -> Registered:
    return Registered(
        code=str(taken.code),
        lease=taken.lease,
        procedure=FrozenProcedure(
            code="2.000815",
            name="Chứng thực bản sao từ bản chính",
            field="Chứng thực",
            valid_from="2025-07-01",
            legal_basis=["NĐ 23/2015/NĐ-CP"],
            deadline="trong ngày",
        ),
        due=Due(
            at=to_iso(MORNING + timedelta(hours=8)),
            provisional=False,
            trace=[],
            calendar_version="1",
        ),
        fees=[],
    )


def receive(
    store: Store, clock: FixedClock, name: str = "Đặng Văn Thử", *, series: Series = SERIES
) -> tuple[str, str | None]:
    """Open and, where a number is at hand, register; returns (dossier id, code)."""
    store.prepare_number(series)
    with store.transaction(officer=OFFICER, unlock="u1") as transaction:
        dossier, code = receive_in(transaction, clock, name, series=series)
    return dossier, code


def receive_in(
    transaction: Transaction, clock: FixedClock, name: str, *, series: Series = SERIES
) -> tuple[str, str | None]:
    dossier = new_id(clock.now())
    reference = f"CHM-7-{transaction.next_seq}"
    transaction.append(dossier, opening(name, received=clock.now(), reference=reference))
    taken = transaction.take_number(series)
    if taken is not None:
        body = registration(taken)
        place = transaction.book_place(body.procedure.field)
        transaction.append(dossier, msgspec.structs.replace(body, book=place))
    transaction.audit("receive", dossier, {"name": name})
    return dossier, None if taken is None else str(taken.code)


def correction(field_name: str, old: str, new: str) -> Corrected:
    return Corrected(changes=[Change(field_name, old, new)], reason="viết sai")


def printed(nth: int = 1) -> Printed:
    return Printed(form="receipt", form_version="2025", nth=nth, pages=1)


@dataclass
class OtherDesk:
    """Another desk of the agency, as the feed tells of it."""

    clock: FixedClock
    installation: str = "other-desk"
    seq: int = 0
    hash: str = "0" * 64

    def event(self, dossier: str, body: AnyBody) -> Event:
        payload = encode_payload(body)
        self.seq += 1
        base = msgspec.json.decode(b'{"accepted":0,"own":null}', type=dict[str, object])
        header = msgspec.convert(
            {
                "id": new_id(self.clock.now()),
                "type": body.TYPE,
                "schema": 1,
                "dossier": dossier,
                "agency": COMMUNE,
                "installation": self.installation,
                "seq": self.seq,
                "prev_hash": self.hash,
                "officer": "Người Khác",
                "unlock": "u9",
                "recorded_at": to_iso(self.clock.now()),
                "clock_offset_ms": None,
                "base": base,
                "payload_hash": sha256_hex(payload),
            },
            Header,
        )
        event = make_event(header, payload)
        self.hash = event.hash
        return event


def feed_item(position: int, event: Event) -> FeedItem:
    return FeedItem(position=position, event=event)


def slip_printed(taken: TakenSlip | None, text: str, form: str = "supplement") -> Printed:
    """A first printing under the number that was taken for it."""
    body = Printed(form=form, form_version="2025", nth=1, pages=1, number=text)
    if taken is None:
        return body
    return msgspec.structs.replace(
        body, series=taken.series, sequence=taken.sequence, lease=taken.lease
    )


def print_slip(store: Store, dossier: str, series: Series) -> int | None:
    """Issue a paper of a slip's series, as printing does; returns its number."""
    number = store.peek_slip(series)
    with store.transaction(officer=OFFICER, unlock="u3") as transaction:
        taken = None if number is None else transaction.take_slip(series, expected=number)
        transaction.append(dossier, slip_printed(taken, "" if number is None else f"{number}/PBS"))
    return number
