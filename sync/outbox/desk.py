"""The store behind the engine's port: contract messages become the store's plain records."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import from_iso, to_iso
from app.dossier.events import Event, read_event
from app.errors import EnvironmentFault, InvalidInput
from app.numbering.leases import WorkingDays
from app.numbering.receipt_mark import KnownKey
from app.numbering.series import Series
from app.store.installation import Installation
from app.store.records import FeedItem, Finding, Settled, SettledAs, StoredProblem
from app.store.store import Store
from sync.contract.messages import (
    MAX_ANCESTORS,
    Ancestor,
    Cursor,
    EnrolAnswer,
    EnrolRequest,
    EventOutcome,
    FeedPage,
    InstallationKey,
    LeaseEnd,
    LeaseGrant,
    LeaseRequest,
    Problem,
)
from sync.contract.messages import Finding as WireFinding
from sync.contract.signing import sign_ancestor
from sync.engine.answers import SUSPENDED
from sync.engine.port import NumberEnd, SeriesNeed
from sync.outbox.carried import CarriedDesk
from sync.outbox.claims import ClaimsDesk
from sync.outbox.published import PublishedDesk
from sync.outbox.scans import ScansDesk

KEYS_FETCHED = "keys_fetched"
MAX_COUNTER = 200
KEYS_AGE = timedelta(hours=6)
_FORKED = frozenset({"chain_fork", SUSPENDED})
"""Findings that say: another image of this desk may be using the same numbers."""


class StoreDesk(CarriedDesk, ClaimsDesk, PublishedDesk, ScansDesk):
    """DeskPort over a Store. ``calendar`` says which days numbers are wanted for."""

    def __init__(self, store: Store, calendar: WorkingDays) -> None:
        self._store = store
        self._calendar = calendar
        self._met: set[str] = set()
        self._strangers = False

    def central_url(self) -> str | None:
        """Where the desk's central is; None where it was never told."""
        pending = self._store.enrolment.pending()
        if pending is not None:
            return pending.central_url
        current = self._store.installation
        return None if current is None else current.central_url

    def key_of(self, installation: str) -> Ed25519PrivateKey:
        """The private key that signs for ``installation``; for the transport.

        Raises EnvironmentFault (``no_signing_key``) where this store is not that installation.
        """
        current = self._store.installation
        if current is not None and current.installation == installation:
            return current.private_key
        pending = self._store.enrolment.pending()
        before = None if pending is None else pending.predecessor
        if before is not None and before.installation == installation:
            return before.private_key
        raise EnvironmentFault(
            "no_signing_key", "Kho dữ liệu không có khóa ký của lần ghi danh này."
        )

    def installation(self) -> str | None:
        current = self._store.installation
        return None if current is None else current.installation

    def enrolment(self) -> EnrolRequest | None:
        pending = self._store.enrolment.pending()
        if pending is None:
            return None
        request = EnrolRequest(
            installation=pending.installation,
            public_key=base64.b64encode(pending.public_key).decode(),
            counter=pending.counter,
            code=pending.code,
        )
        before = pending.predecessor
        if before is None:
            return request
        return msgspec.structs.replace(
            request,
            predecessor=before.installation,
            predecessor_key=_public_key(before),
            predecessor_key_id=before.key_id,
            predecessor_agency=before.agency,
            ancestors=[
                Ancestor(
                    installation=each.installation,
                    key=_public_key(each),
                    key_id=each.key_id,
                    signature=sign_ancestor(
                        each.private_key, request.installation, request.public_key
                    ),
                )
                for each in pending.ancestors[:MAX_ANCESTORS]
            ],
        )

    def enrolled(self, answer: EnrolAnswer, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.claims.forget()  # first: a power cut between the two must not leave them
        self._store.enrolment.enrolled(
            key_id=answer.key_id,
            agency=answer.agency,
            agency_name=answer.agency_name,
            generation=answer.generation,
            resolvers=answer.resolvers,
            lookup_host=answer.lookup_host,
            nth=answer.nth,
        )

    def due(
        self,
        now: datetime,
        *,
        limit: int,
        max_bytes: int,
        held: frozenset[str],
        under_way: frozenset[str] = frozenset(),
    ) -> list[Event]:
        due = self._store.outbox.due(now, limit, max_bytes, held=held, under_way=under_way)
        return [item.event for item in due]

    def waiting(self) -> int:
        return self._store.outbox.counts().waiting

    def settle(self, outcomes: Sequence[EventOutcome], now: datetime) -> frozenset[str]:
        found = {finding.code for outcome in outcomes for finding in outcome.findings}
        if found & _FORKED:
            self._store.leases.burn_forked()
        return self._store.outbox.settle([_settled(outcome) for outcome in outcomes], now)

    def number_ends(self) -> list[NumberEnd]:
        return [
            NumberEnd(
                id=end.id,
                lease=end.lease,
                first=end.first,
                last=end.last,
                outcome=LeaseEnd(end.outcome.value),
                reason=end.reason,
            )
            for end in self._store.leases.pending_ends()
        ]

    def ended(self, end: NumberEnd, problem: Problem | None, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.leases.ended(end.id)
        if problem is not None:
            self._audit("number_end_refused", end.lease, problem)

    def wanted_leases(self, now: datetime) -> list[SeriesNeed]:
        return [
            SeriesNeed(need.series.kind, need.series.agency, need.series.period, need.count)
            for need in self._store.leases.wanted(now, self._calendar)
        ]

    def ask_lease(self, need: SeriesNeed, now: datetime) -> LeaseRequest:
        ask = self._store.leases.ask(Series(*need.series), need.count, now)
        return LeaseRequest(ask.id, need.kind, need.agency, need.period, ask.count)

    def pending_asks(self) -> list[LeaseRequest]:
        return [
            LeaseRequest(ask.id, ask.series.kind, ask.series.agency, ask.series.period, ask.count)
            for ask in self._store.leases.pending_asks()
        ]

    def granted(self, grant: LeaseGrant, now: datetime) -> None:  # noqa: ARG002 - the port's
        if not self._store.leases.grant(grant.id, grant.first, grant.last):
            detail = f"{grant.first}–{grant.last}"
            problem = Problem(title="Dải số bị trùng", status=409, code="overlap", detail=detail)
            self._audit("lease_not_usable", grant.id, problem)

    def lease_refused(self, ask: str, problem: Problem, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.leases.refuse(ask, f"{problem.code}: {problem.detail or problem.title}")

    def cursor(self) -> Cursor:
        return Cursor(*self._store.feed.cursor())

    def apply(self, page: FeedPage, upto: Cursor, now: datetime) -> int:
        entries = [
            FeedItem(
                position=entry.position,
                event=read_event(bytes(entry.header), bytes(entry.payload)),
                findings=_findings(entry.findings),
            )
            for entry in page.entries
        ]
        self._look_for_strangers({entry.event.header.installation for entry in entries})
        before = self._in_outbox()
        self._store.feed.apply(upto.generation, upto.position, entries, now, more=page.more)
        # What a counter records meanwhile only makes this figure smaller; it is for the summary.
        return max(0, before - self._in_outbox())

    def _look_for_strangers(self, installations: set[str]) -> None:
        """A desk whose key is not known here: its receipts will come over the counter too."""
        new = installations - self._met
        if new:
            self._met |= new
            known = {key.installation for key in self._store.known_keys().values()}
            self._strangers = self._strangers or bool(new - known)

    def _in_outbox(self) -> int:
        counts = self._store.outbox.counts()
        return counts.waiting + counts.set_aside

    def begin_generation(self, generation: int, now: datetime) -> None:  # noqa: ARG002 - the port's
        # First: a power cut after the generation was noted would leave it undone for good.
        self._store.claims.ask_again()
        self._store.feed.begin_generation(generation)

    def offer_again(self, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.claims.ask_again()
        self._store.feed.offer_again()

    def suspended(self, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.leases.burn_forked()

    def keys_due(self, now: datetime) -> bool:
        text = self._store.setting(KEYS_FETCHED)
        if text is None or self._strangers:
            return True
        try:
            age = now - from_iso(text)
        except InvalidInput:
            return True
        return not timedelta(0) <= age < KEYS_AGE

    def keep_keys(self, keys: Sequence[InstallationKey], now: datetime) -> None:
        known = {}
        for key in keys:
            try:
                raw = base64.b64decode(key.public_key, validate=True)
            except ValueError:
                continue  # a key that is none checks nothing; the other keys count
            if len(raw) == 32:
                known[key.key_id] = KnownKey(key.installation, raw, key.counter[:MAX_COUNTER])
        self._store.keep_keys(known)
        self._store.set_setting(KEYS_FETCHED, to_iso(now))
        self._strangers = False

    def keep_clock_offset(self, offset_ms: int, now: datetime) -> None:
        self._store.note_central_time(now - timedelta(milliseconds=offset_ms), offset_ms)

    def _audit(self, action: str, subject: str, problem: Problem) -> None:
        with self._store.transaction(officer="", unlock="") as transaction:
            transaction.audit(action, subject, {"code": problem.code, "detail": problem.detail})


def _public_key(installation: Installation) -> str:
    key = installation.private_key.public_key().public_bytes_raw()
    return base64.b64encode(key).decode()


def _settled(outcome: EventOutcome) -> Settled:
    return Settled(
        event_id=outcome.id,
        result=SettledAs(outcome.result.value),
        position=outcome.position,
        findings=_findings(outcome.findings),
        problem=_problem(outcome.problem),
    )


def _problem(problem: Problem | None) -> StoredProblem | None:
    if problem is None:
        return None
    detail = problem.detail or problem.title
    return StoredProblem(problem.code, detail, problem.field, problem.advice)


def _findings(findings: Sequence[WireFinding]) -> list[Finding]:
    return [msgspec.convert(finding, Finding, from_attributes=True) for finding in findings]
