"""A central in memory with the contract's semantics: idempotence, chains, leases, the feed."""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Raw

from app.clock.time import epoch_ms, to_iso
from app.dossier.commands import Annul, ChangeProcedure, Process
from app.dossier.decide import Rules as Rules  # noqa: PLC0414 - tests take it from here
from app.dossier.decide import command_of, decide
from app.dossier.events import (
    EVENT_KINDS,
    FIRST_PREV_HASH,
    Event,
    EventKind,
    Registered,
    read_event,
    sha256_hex,
)
from app.dossier.evolve import read_body, replay
from app.dossier.state import Dossier
from app.errors import QmcError
from sync.contract.messages import (
    BatchAnswer,
    EnrolAnswer,
    EnrolRequest,
    EventBatch,
    EventOutcome,
    FeedEntry,
    FeedPage,
    Finding,
    InstallationKey,
    KeyList,
    LeaseEnd,
    LeaseGrant,
    LeaseRequest,
    LeaseReturned,
    Problem,
    Result,
    parse_cursor,
)
from sync.engine.answers import Answer
from sync.engine.send import Send
from tests.faults import intake
from tests.faults.rules import OnPaper


def problem(status: int, code: str, **more: Any) -> Problem:
    """A problem of the rig."""
    return Problem(title=code, status=status, code=code, detail=f"({code})", **more)


class Refused(Exception):  # noqa: N818 - the call, by its problem
    """The whole call is refused."""

    def __init__(self, why: Problem) -> None:
        super().__init__(why.code)
        self.why = why


@dataclass(slots=True)
class Kept:
    """An event at the central: in the feed by its position, or set aside."""

    event: Event
    position: int | None
    findings: list[Finding] = field(default_factory=list)
    problem: Problem | None = None


@dataclass(slots=True)
class Installed:
    """An enrolled installation and the end of its chain."""

    key_id: int
    agency: str
    seq: int = 0
    hash: str = FIRST_PREV_HASH
    suspended: bool = False
    request: EnrolRequest | None = None


@dataclass(slots=True)
class Books:
    """All that a backup of the central would hold."""

    generation: int = 1
    codes: dict[str, str | None] = field(default_factory=dict)
    installations: dict[str, Installed] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    feed: list[str] = field(default_factory=list)
    leases: dict[str, tuple[LeaseRequest, LeaseGrant, str]] = field(default_factory=dict)
    next_number: defaultdict[tuple[str, str, str], int] = field(
        default_factory=lambda: defaultdict(lambda: 1)
    )
    first_number: int = 1
    ends: dict[tuple[str, int, int], str] = field(default_factory=dict)


class FakeCentral:
    """One agency's central. ``handle`` takes a Send as bytes would carry it."""

    def __init__(self, *codes: str, agency: str = intake.AGENCY) -> None:
        self.agency = agency
        self.books = Books(codes=dict.fromkeys(codes))
        self.poison: set[str] = set()
        self.max_batch_bytes = 10**9
        self.kinds: frozenset[str] | None = None
        self.calls: list[Send] = []

    def backup(self) -> Books:
        """A copy of everything, as of now; events never change, so that they are shared."""
        return _copied(self.books)

    def restore(self, books: Books, *, gap: int = 1_000) -> None:
        """Go on from an old backup, in a new generation and above a safety gap."""
        generation = self.books.generation + 1
        self.books = _copied(books)
        self.books.generation = generation
        self.books.first_number += gap
        for series in self.books.next_number:
            self.books.next_number[series] += gap

    def handle(self, send: Send, now: datetime) -> Answer:
        """Answer a call; bodies pass as bytes in both directions."""
        self.calls.append(send)
        try:
            self._check_signer(send)
            message = self._answer(send, now)
        except Refused as refused:
            return Answer(refused.why.status, problem=refused.why)
        data = msgspec.json.encode(message)
        return Answer(200, body=msgspec.json.decode(data, type=send.operation.answer))

    def _check_signer(self, send: Send) -> None:
        if send.signer is None:
            if send.operation.signed:
                raise Refused(problem(401, "unsigned"))
            return
        found = self.books.installations.get(send.signer)
        if found is None:
            raise Refused(problem(401, "unknown_installation"))
        if found.suspended:
            raise Refused(problem(403, "installation_suspended"))

    def _answer(self, send: Send, now: datetime) -> msgspec.Struct:
        body = b"" if send.body is None else msgspec.json.encode(send.body)
        match send.operation.name:
            case "enrol":
                return self._enrol(msgspec.json.decode(body, type=EnrolRequest), now)
            case "push_events":
                if len(body) > self.max_batch_bytes:
                    raise Refused(problem(413, "too_large"))
                return self._push(msgspec.json.decode(body, type=EventBatch), now)
            case "take_lease":
                request = msgspec.json.decode(body, type=LeaseRequest)
                return self._lease(request, str(send.signer))
            case "return_lease":
                return self._end(send.path["lease"], send.query)
            case "pull_feed":
                return self._feed(send.query)
            case _:
                return KeyList(
                    [
                        InstallationKey(found.key_id, name, "A" * 43 + "=", found.agency)
                        for name, found in self.books.installations.items()
                    ]
                )

    def _enrol(self, request: EnrolRequest, now: datetime) -> EnrolAnswer:
        found = self.books.installations.get(request.installation)
        if found is None:
            spent = self.books.codes.get(request.code, "?")
            if request.predecessor is None and spent is not None:
                raise Refused(problem(403, "bad_enrolment_code"))
            self.books.codes[request.code] = request.installation
            found = Installed(len(self.books.installations) + 1, self.agency, request=request)
            self.books.installations[request.installation] = found
        elif found.request != request:
            raise Refused(problem(409, "installation_exists"))
        return EnrolAnswer(
            installation=request.installation,
            key_id=found.key_id,
            agency=found.agency,
            agency_name="Xã Thử Nghiệm",
            generation=self.books.generation,
            server_time_ms=epoch_ms(now),
        )

    # Events

    def _push(self, batch: EventBatch, now: datetime) -> BatchAnswer:
        outcomes = []
        for wire in batch.events:
            event = read_event(bytes(wire.header), bytes(wire.payload))
            if event.header.id in self.poison and len(event.payload_bytes) > len(b"null"):
                raise Refused(problem(400, "bad_body"))
            outcomes.append(self._take(event, now))
        return BatchAnswer(self.books.generation, outcomes)

    def _take(self, event: Event, now: datetime) -> EventOutcome:
        header = event.header
        kept = self.books.kept.get(header.id)
        if kept is not None and kept.position is not None:
            return EventOutcome(
                header.id, Result.DUPLICATE, position=kept.position, findings=kept.findings
            )
        chain = self.books.installations[header.installation]
        if kept is None:
            if header.seq != chain.seq + 1 or header.prev_hash != chain.hash:
                return EventOutcome(
                    header.id, Result.TRY_AGAIN, problem=problem(409, "predecessor_missing")
                )
            chain.seq, chain.hash = header.seq, event.hash
        why = self._refusal(event, now)
        if why is not None:
            self.books.kept[header.id] = Kept(event, None, problem=why)
            return EventOutcome(header.id, Result.SET_ASIDE, problem=why)
        position = len(self.books.feed) + 1
        findings = self._findings(event)
        self.books.kept[header.id] = Kept(event, position, findings)
        self.books.feed.append(header.id)
        return EventOutcome(header.id, Result.ACCEPTED, position=position, findings=findings)

    def _refusal(self, event: Event, now: datetime) -> Problem | None:
        if sha256_hex(event.payload_bytes) != event.header.payload_hash:
            return problem(422, "malformed")
        if EVENT_KINDS[event.header.type] is EventKind.FACT:
            return None
        body = read_body(event)
        command = None if body is None else command_of(body)
        assert command is not None
        if isinstance(command, Process | ChangeProcedure | Annul):
            command = msgspec.structs.replace(command, recorded_at=to_iso(now))
        try:
            decide(self.state(event.header.dossier), command, OnPaper())
        except QmcError as error:
            return problem(409, error.code)
        return None

    def _findings(self, event: Event) -> list[Finding]:
        body = read_body(event)
        if isinstance(body, Registered) and body.lease not in self.books.leases:
            return [Finding("number_not_leased")]
        return []

    def in_order(self) -> list[Event]:
        """The feed's events."""
        return [self.books.kept[event].event for event in self.books.feed]

    def state(self, dossier: str) -> Dossier | None:
        """A dossier as the central knows it."""
        return replay(event for event in self.in_order() if event.header.dossier == dossier)

    def _feed(self, query: dict[str, str]) -> FeedPage:
        cursor = parse_cursor(query["after"])
        begin = cursor.position if cursor.generation == self.books.generation else 0
        if begin > len(self.books.feed):
            raise Refused(problem(400, "bad_cursor"))
        end = min(len(self.books.feed), begin + int(query.get("limit", "500")))
        entries = []
        for position, name in enumerate(self.books.feed[begin:end], begin + 1):
            kept = self.books.kept[name]
            entries.append(
                FeedEntry(
                    position,
                    Raw(kept.event.header_bytes),
                    Raw(kept.event.payload_bytes),
                    kept.findings,
                )
            )
        return FeedPage(
            self.books.generation,
            entries,
            next=f"{self.books.generation}.{end}",
            more=end < len(self.books.feed),
        )

    # Numbers

    def _lease(self, request: LeaseRequest, signer: str) -> LeaseGrant:
        known = self.books.leases.get(request.id)
        if known is not None:
            return known[1]
        unknown_kind = self.kinds is not None and request.kind not in self.kinds
        if request.agency != self.agency or unknown_kind:
            raise Refused(problem(422, "series_not_allowed"))
        series = (request.kind, request.agency, request.period)
        first = max(self.books.next_number[series], self.books.first_number)
        last = first + request.count - 1
        self.books.next_number[series] = last + 1
        grant = LeaseGrant(request.id, *series, first, last)
        self.books.leases[request.id] = (request, grant, signer)
        return grant

    def _end(self, lease: str, query: dict[str, str]) -> LeaseReturned:
        if lease not in self.books.leases:
            raise Refused(problem(404, "unknown_lease"))
        first, last = int(query["first"]), int(query["last"])
        self.books.ends[(lease, first, last)] = query["outcome"]
        return LeaseReturned(lease, first, last, LeaseEnd(query["outcome"]))


def _copied(books: Books) -> Books:
    shared: dict[int, object] = {id(kept.event): kept.event for kept in books.kept.values()}
    return copy.deepcopy(books, shared)
