"""A desk for the central's tests: makes chained events, signs calls, knows nothing of the engine.

All data fictitious.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw

from app.clock.time import VIETNAM, FixedClock, epoch_ms
from app.dossier.events import (
    FIRST_PREV_HASH,
    AnyBody,
    Base,
    Change,
    Corrected,
    Event,
    Header,
    Opened,
    Page,
    PagesAttached,
    Registered,
    encode_payload,
    make_event,
    sha256_hex,
)
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.contract.carried import make_batch
from sync.contract.messages import (
    BatchAnswer,
    EnrolAnswer,
    EventBatch,
    EventOutcome,
    FeedEntry,
    FeedPage,
    LeaseGrant,
    Problem,
    WireEvent,
)
from sync.contract.signing import sign
from tests.app.dossier.samples import RULES, opening, registration

AGENCY = "H26.107"
OTHER_AGENCY = "H26.108"
POLICE = "G01.899"
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=VIETNAM)
TIMEOUT_S = 40

Answered = TypeVar("Answered")


def opened_body(**changes: object) -> Opened:
    """The payload of an ``opened``; ``changes`` replace fields of the command."""
    wanted = opening(**changes)
    return Opened(
        received_at=wanted.received_at,
        application=wanted.application,
        reference=wanted.reference,
    )


def registered_body(code: str, lease: str) -> Registered:
    """The payload of a ``registered`` with any code and lease."""
    wanted = registration(code=code, lease=lease)
    return Registered(
        code=wanted.code,
        lease=wanted.lease,
        procedure=wanted.procedure,
        due=wanted.due,
        fees=wanted.fees,
    )


def start_central(
    database_url: str, clock: FixedClock | None = None, **changes: Any
) -> EmbeddedCentral:
    """A central with two communes and a police station; ``changes`` go to EmbeddedCentral."""
    changes.setdefault("rules", RULES)
    central = EmbeddedCentral(database_url, clock or FixedClock(NOW), **changes)
    host = "tra-cuu.example"
    resolvers = {"commune": AGENCY, "commune_police": POLICE}
    add_agency(central.database, AGENCY, "Phường Hoa Sữa", resolvers, host)
    add_agency(central.database, OTHER_AGENCY, "Xã Bình Yên", {}, host)
    return central


@contextmanager
def running_central(
    database_url: str, clock: FixedClock | None = None, **changes: Any
) -> Iterator[EmbeddedCentral]:
    """``start_central`` as a block that stops it."""
    with start_central(database_url, clock, **changes) as central:
        yield central


@dataclass(slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Any
    content: bytes

    def read(self, kind: type[Answered]) -> Answered:
        """The answer of a call that must have succeeded."""
        assert self.status == 200, self.content
        return msgspec.json.decode(self.content, type=kind)

    @property
    def problem(self) -> Problem:
        """The problem of a call that must have failed."""
        assert self.status >= 400, self.content
        assert self.headers["Content-Type"] == "application/problem+json"
        return msgspec.json.decode(self.content, type=Problem)


@dataclass
class Desk:
    """One installation. ``seq`` and ``prev`` are the end of its own chain."""

    url: str
    installation: str
    agency: str = AGENCY
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    seq: int = 0
    prev: str = FIRST_PREV_HASH
    at: datetime = NOW

    @property
    def public_key(self) -> str:
        return base64.b64encode(self.key.public_key().public_bytes_raw()).decode()

    # -- the wire

    def call(
        self,
        method: str,
        path: str,
        *,
        query: str = "",
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        signed: bool = True,
        change: Callable[[dict[str, str]], None] | None = None,
    ) -> Reply:
        """Send a signed call; ``change`` may spoil the headers before they go out."""
        made = dict(headers or {})
        if signed:
            created_s = epoch_ms(self.at) // 1000
            made |= sign(
                method,
                path,
                query,
                body,
                key=self.key,
                key_id=self.installation,
                created_s=created_s,
            )
        if change is not None:
            change(made)
        target = self.url + path + (f"?{query}" if query else "")
        reply = requests.request(method, target, data=body, headers=made, timeout=TIMEOUT_S)
        assert int(reply.headers["Qmc-Time"]) > 0
        return Reply(reply.status_code, reply.headers, reply.content)

    def post(self, path: str, content: object, *, signed: bool = True) -> Reply:
        """POST JSON, gzipped as a desk does."""
        body = gzip.compress(msgspec.json.encode(content))
        return self.call(
            "POST", path, body=body, headers={"Content-Encoding": "gzip"}, signed=signed
        )

    # -- enrolment

    def ask_to_enrol(self, code: str = "", *, predecessor: Desk | None = None) -> Reply:
        """Send the enrolment request; a predecessor signs it."""
        content = {
            "installation": self.installation,
            "public_key": self.public_key,
            "counter": "Quầy 3",
            "code": code,
        }
        if predecessor is None:
            return self.post("/v1/installations", content, signed=False)
        content["predecessor"] = predecessor.installation
        return predecessor.post("/v1/installations", content)

    def enrol(self, central: EmbeddedCentral) -> EnrolAnswer:
        """Enrol with a fresh code."""
        code = add_installation_code(central.database, self.agency, now=NOW)
        return self.ask_to_enrol(code).read(EnrolAnswer)

    # -- carried work

    def carry(self, origin: Desk, *events: Event, key: Ed25519PrivateKey | None = None) -> Reply:
        """Bring another desk's events; ``key`` signs in the place of its own."""
        return self.post("/v1/carried", make_batch(events, key or origin.key))

    # -- events

    def event(self, body: AnyBody, dossier: str, **changes: object) -> Event:
        """The next event of the chain; ``changes`` replace fields of its header."""
        return self.raw_event(body.TYPE, body.SCHEMA, encode_payload(body), dossier, **changes)

    def raw_event(
        self, name: str, schema: int, payload: bytes, dossier: str, **changes: object
    ) -> Event:
        """The next event of any type and payload."""
        fields: dict[str, object] = {
            "id": f"{self.installation}-{self.seq + 1}",
            "type": name,
            "schema": schema,
            "dossier": dossier,
            "agency": self.agency,
            "installation": self.installation,
            "seq": self.seq + 1,
            "prev_hash": self.prev,
            "officer": "Cán bộ",
            "unlock": "unlock",
            "recorded_at": NOW.isoformat(),
            "clock_offset_ms": None,
            "base": Base(),
            "payload_hash": sha256_hex(payload),
        }
        header = Header(**{**fields, **changes})  # type: ignore[arg-type] # fields by name
        event = make_event(header, payload)
        self.seq, self.prev = self.seq + 1, event.hash
        return event

    def opened(self, dossier: str, **changes: object) -> Event:
        """The next event: a dossier is opened."""
        return self.event(opened_body(**changes), dossier)

    def registered(self, dossier: str, grant: LeaseGrant, number: int) -> Event:
        """The next event: the dossier gets ``number`` of the lease."""
        day = f"{grant.period[2:4]}{grant.period[5:7]}{grant.period[8:]}"
        body = registered_body(f"{grant.agency}-{day}-{number:04d}", grant.id)
        return self.event(body, dossier)

    def attached(self, dossier: str, *pages: bytes) -> Event:
        """The next event: these pages were scanned."""
        named = [Page(sha256_hex(each), len(each), "image/png", 10, 10, 200) for each in pages]
        return self.event(PagesAttached(component="to-khai", pages=named), dossier)

    def corrected(self, dossier: str, old: str, new: str) -> Event:
        """The next event: a request to correct the submitter's phone."""
        change = Change("submitter.phone", old, new)
        return self.event(Corrected(changes=[change], reason="đọc nhầm"), dossier)

    def push(self, *events: Event) -> list[EventOutcome]:
        """Push a batch that must be answered; its outcomes."""
        return self.send(*events).read(BatchAnswer).outcomes

    def send(self, *events: Event) -> Reply:
        """Push a batch; the raw reply."""
        return self.send_raw(*[(event.header_bytes, event.payload_bytes) for event in events])

    def send_raw(self, *pairs: tuple[bytes, bytes]) -> Reply:
        """Push byte strings as they are."""
        return self.post(
            "/v1/events",
            EventBatch(events=[WireEvent(Raw(header), Raw(payload)) for header, payload in pairs]),
        )

    # -- leases and the feed

    def ask_lease(self, **changes: object) -> Reply:
        """Ask for a lease; ``changes`` replace fields of the request."""
        fields: dict[str, object] = {
            "id": f"ask-{self.installation}",
            "kind": "dossier",
            "agency": AGENCY,
            "period": "2026-11-24",
            "count": 20,
        }
        return self.post("/v1/leases", {**fields, **changes})

    def lease(self, **changes: object) -> LeaseGrant:
        """A lease that must be granted."""
        return self.ask_lease(**changes).read(LeaseGrant)

    def end_lease(self, lease: str, **changes: object) -> Reply:
        """End numbers of a lease; ``changes`` replace parameters, None leaves one out."""
        fields: dict[str, object] = {
            "first": 1,
            "last": 5,
            "outcome": "burned",
            "reason": "máy hỏng",
        }
        wanted = {k: v for k, v in {**fields, **changes}.items() if v is not None}
        return self.call("DELETE", f"/v1/leases/{lease}", query=urlencode(wanted))

    def feed(self, after: str = "0.0", **query: object) -> Reply:
        """Ask for a page of the feed."""
        return self.call("GET", "/v1/feed", query=urlencode({"after": after, **query}))

    def whole_feed(self, limit: int = 500) -> list[FeedEntry]:
        """Every entry of the feed, page by page."""
        entries: list[FeedEntry] = []
        cursor = "0.0"
        while True:
            page = self.feed(cursor, limit=limit).read(FeedPage)
            entries += page.entries
            cursor = page.next
            if not page.more:
                return entries

    def copy(self) -> Desk:
        """An image of this machine as it is now: the same key, the same end of the chain."""
        return Desk(
            self.url,
            self.installation,
            self.agency,
            self.key,
            seq=self.seq,
            prev=self.prev,
            at=self.at,
        )

    def later(self, by: timedelta) -> None:
        """Move the desk's clock."""
        self.at += by
