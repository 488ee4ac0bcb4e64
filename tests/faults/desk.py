"""A desk in memory behind the engine's port. What a real desk keeps on disk outlives engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

import msgspec

from app.clock.time import to_iso
from app.dossier.decide import decide
from app.dossier.desk_events import Refused
from app.dossier.events import (
    FIRST_PREV_HASH,
    AnyBody,
    Base,
    Event,
    Header,
    encode_payload,
    make_event,
    read_event,
    sha256_hex,
)
from app.dossier.evolve import replay
from app.dossier.state import Dossier
from app.errors import QmcError
from app.numbering.series import dossier_series
from sync.contract.messages import (
    ClaimRequest,
    Cursor,
    EnrolAnswer,
    EnrolRequest,
    EventOutcome,
    FeedPage,
    InstallationKey,
    LeaseGrant,
    LeaseRequest,
    Problem,
    Result,
    Versioned,
)
from sync.engine.carried_port import CarriedDue
from sync.engine.port import NumberEnd, SeriesNeed
from tests.faults import intake, life
from tests.faults.carrier import FakeCarrier
from tests.faults.claimant import FakeClaimant
from tests.faults.rules import OnPaper
from tests.faults.uploader import FakeUploader, Scans

BLOCK = 4
LOW_WATER = 2


@dataclass(slots=True)
class Own:
    """An own event and its fate. ``answered``: the central has said something final."""

    event: Event
    answered: bool = False
    position: int | None = None
    problem: Problem | None = None
    attempts: int = 0


@dataclass(slots=True)
class Block:
    """Leased numbers; ``next`` is the next free one."""

    grant: LeaseGrant
    next: int


@dataclass(slots=True)
class FakeDesk(FakeClaimant, FakeCarrier, FakeUploader):
    """Implements DeskPort. ``seed`` makes its ids; ``code`` enrols it."""

    name: str
    random: Random
    code: str = "ma-ghi-danh"
    agency: str = ""
    enrolment_request: EnrolRequest | None = None
    own: list[Own] = field(default_factory=list)
    foreign: dict[int, Event] = field(default_factory=dict)
    at: Cursor = field(default_factory=Cursor)
    blocks: dict[str, Block] = field(default_factory=dict)
    asks: dict[str, LeaseRequest] = field(default_factory=dict)
    refused_asks: dict[str, Problem] = field(default_factory=dict)
    ends: dict[str, NumberEnd] = field(default_factory=dict)
    ended_with: dict[str, Problem | None] = field(default_factory=dict)
    keys: list[InstallationKey] = field(default_factory=list)
    keys_at: datetime | None = None
    offset_ms: int | None = None
    offsets: list[int] = field(default_factory=list)
    waiting_dossiers: dict[str, datetime] = field(default_factory=dict)
    scans: Scans = field(default_factory=Scans)
    to_carry: list[CarriedDue] = field(default_factory=list)
    carried_results: dict[str, list[Result]] = field(default_factory=dict)
    carried_problems: dict[str, Problem] = field(default_factory=dict)
    seal_key: str = ""
    claims: dict[str, ClaimRequest] = field(default_factory=dict)
    claims_to_end: list[str] = field(default_factory=list)
    claim_answers: dict[str, str] = field(default_factory=dict)
    claims_asked: dict[str, datetime] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Versioned] = field(default_factory=dict)
    wants_numbers: bool = True
    never_has_enough: bool = False
    slips: tuple[str, ...] = ()
    """Kinds of papers' numbers that it wants a block of."""
    made: int = 0
    refused: int = 0
    """How many of those that it made were refused before they had a number."""
    ago: timedelta = timedelta(0)
    """How long before they are typed the dossiers came in; then they have a time limit."""

    def __post_init__(self) -> None:
        self.enrolment_request = EnrolRequest(
            installation=self.name, public_key="A" * 43 + "=", counter=self.name, code=self.code
        )

    # What an officer does

    def receive(self, now: datetime) -> str:
        """A citizen comes: opened, and registered where a number is at hand. Returns the id."""
        self.made += 1
        dossier = self._id()
        self.append(dossier, intake.opened(now - self.ago, self.made, salt=self._salt()), now)
        self.waiting_dossiers[dossier] = now
        self.number_waiting(now)
        return dossier

    def number_waiting(self, now: datetime) -> None:
        """Give their numbers to the dossiers that wait, as far as the leases go."""
        for dossier, received in list(self.waiting_dossiers.items()):
            taken = self._take(received.date())
            if taken is None:
                continue
            code, lease = taken
            came = received - self.ago if self.ago else None
            body = intake.registered(code, lease, received=came, salt=self._salt())
            self.append(dossier, body, now)
            del self.waiting_dossiers[dossier]

    def correct(self, dossier: str, phone: str, now: datetime) -> None:
        """Ask for a correction by what this desk knows; nothing to correct where it knows nothing.

        (Right after the central began a new generation, until the feed was read again.)
        """
        state = self.state(dossier)
        if state is None or state.application is None:
            return
        old = state.application.submitter.phone
        self.append(dossier, intake.corrected(old, phone, salt=self._salt()), now)

    def process(self, dossier: str, now: datetime) -> bool:
        """Record something that happens to it; False where the rules forbid it."""
        state = self.state(dossier)
        if state is None or state.application is None:
            return False
        body = life.happens(self.random, state, now)
        try:
            decide(state, life.command(body, now), OnPaper())
        except QmcError:
            return False
        if isinstance(body, Refused):
            self.refused += self.waiting_dossiers.pop(dossier, None) is not None
        self.append(dossier, msgspec.structs.replace(body, salt=self._salt()), now)
        return True

    def append(self, dossier: str, body: AnyBody, now: datetime, *, pad: int = 0) -> Event:
        """Make an event at the end of the chain; ``pad`` blanks make its payload larger."""
        payload = encode_payload(body) + b" " * pad
        last = self.own[-1].event if self.own else None
        header = Header(
            id=self._id(),
            type=body.TYPE,
            schema=body.SCHEMA,
            dossier=dossier,
            agency=self.agency or intake.AGENCY,
            installation=self.name,
            seq=1 if last is None else last.header.seq + 1,
            prev_hash=FIRST_PREV_HASH if last is None else last.hash,
            officer="can-bo",
            unlock="mat-khau",
            recorded_at=to_iso(now),
            clock_offset_ms=self.offset_ms,
            base=Base(),
            payload_hash=sha256_hex(payload),
        )
        event = make_event(header, payload)
        self.own.append(Own(event))
        return event

    def dossiers(self) -> set[str]:
        """The dossiers that this desk knows."""
        return {event.header.dossier for event in self._in_order()}

    def state(self, dossier: str) -> Dossier | None:
        """Accepted events in the central's order, then own pending ones (docs/adr/0002)."""
        return replay(event for event in self._in_order() if event.header.dossier == dossier)

    def _in_order(self) -> list[Event]:
        accepted = dict(self.foreign)
        for own in self.own:
            if own.position is not None:
                accepted[own.position] = own.event
        pending = [own.event for own in self.own if not own.answered]
        return [accepted[position] for position in sorted(accepted)] + pending

    def _take(self, day: date) -> tuple[str, str] | None:
        series = dossier_series(intake.AGENCY, day)
        for lease, block in sorted(self.blocks.items(), key=lambda item: item[1].grant.first):
            if block.grant.period == series.period and block.next <= block.grant.last:
                block.next += 1
                return str(series.code(block.next - 1)), lease
        return None

    def _id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def _salt(self) -> str:
        return f"{self.random.getrandbits(64):016x}"

    # DeskPort

    def installation(self) -> str | None:
        return self.name if self.agency else None

    def enrolment(self) -> EnrolRequest | None:
        return self.enrolment_request

    def enrolled(self, answer: EnrolAnswer, now: datetime) -> None:
        self.agency = answer.agency
        self.at = Cursor(answer.generation, 0)
        self.enrolment_request = None

    def due(
        self,
        now: datetime,
        *,
        limit: int,
        max_bytes: int,
        held: frozenset[str],
        under_way: frozenset[str] = frozenset(),
    ) -> list[Event]:
        taken: list[Event] = []
        size = 0
        for own in self.own:
            header = own.event.header
            if own.answered or header.installation in held or header.id in under_way:
                continue
            size += len(own.event.header_bytes) + len(own.event.payload_bytes)
            if taken and (len(taken) >= limit or size > max_bytes):
                break
            taken.append(own.event)
        return taken

    def waiting(self) -> int:
        return sum(not own.answered for own in self.own)

    def settle(self, outcomes: Sequence[EventOutcome], now: datetime) -> frozenset[str]:
        by_id = {own.event.header.id: own for own in self.own}
        news = set()
        for outcome in outcomes:
            own = by_id[outcome.id]
            own.attempts += 1
            if outcome.result is Result.TRY_AGAIN:
                continue
            if not own.answered:
                news.add(outcome.id)
            own.answered = True
            own.problem = outcome.problem
            if outcome.result is Result.SET_ASIDE:
                own.position = None
            elif outcome.position is not None:
                own.position = outcome.position
        return frozenset(news)

    def number_ends(self) -> list[NumberEnd]:
        return list(self.ends.values())

    def ended(self, end: NumberEnd, problem: Problem | None, now: datetime) -> None:
        del self.ends[end.id]
        self.ended_with[end.id] = problem

    def wanted_leases(self, now: datetime) -> list[SeriesNeed]:
        if not self.wants_numbers:
            return []
        days = [now.date(), now.date() + timedelta(days=1)]
        days += [at.date() for at in self.waiting_dossiers.values()]
        needs = []
        for day in sorted(set(days)):
            free = sum(
                block.grant.last - block.next + 1
                for block in self.blocks.values()
                if block.grant.period == day.isoformat()
            )
            if free < LOW_WATER or self.never_has_enough:
                needs.append(SeriesNeed("dossier", intake.AGENCY, day.isoformat(), BLOCK))
        held = {block.grant.kind for block in self.blocks.values()}
        year = f"{now.year}-01-01"
        wanted = [kind for kind in self.slips if kind not in held]
        return [*needs, *(SeriesNeed(kind, intake.AGENCY, year, BLOCK) for kind in wanted)]

    def ask_lease(self, need: SeriesNeed, now: datetime) -> LeaseRequest:
        ask = LeaseRequest(self._id(), need.kind, need.agency, need.period, need.count)
        self.asks[ask.id] = ask
        return ask

    def pending_asks(self) -> list[LeaseRequest]:
        return list(self.asks.values())

    def granted(self, grant: LeaseGrant, now: datetime) -> None:
        self.asks.pop(grant.id, None)
        self.blocks.setdefault(grant.id, Block(grant, grant.first))

    def lease_refused(self, ask: str, problem: Problem, now: datetime) -> None:
        del self.asks[ask]
        self.refused_asks[ask] = problem

    def cursor(self) -> Cursor:
        return self.at

    def apply(self, page: FeedPage, upto: Cursor, now: datetime) -> int:
        by_id = {own.event.header.id: own for own in self.own}
        before = self.waiting()
        for entry in page.entries:
            event = read_event(bytes(entry.header), bytes(entry.payload))
            own = by_id.get(event.header.id)
            if own is None:
                self.foreign[entry.position] = event
            else:
                own.answered, own.position, own.problem = True, entry.position, None
        self.at = upto
        return before - self.waiting()

    def begin_generation(self, generation: int, now: datetime) -> None:
        for own in self.own:
            own.answered, own.position = False, None
        self.foreign.clear()
        self.at = Cursor(generation, 0)

    def offer_again(self, now: datetime) -> None:
        self.begin_generation(self.at.generation, now)

    def suspended(self, now: datetime) -> None:
        """The rig's desk has no second image."""

    def keys_due(self, now: datetime) -> bool:
        return self.keys_at is None or now - self.keys_at > timedelta(hours=6)

    def keep_keys(self, keys: Sequence[InstallationKey], now: datetime) -> None:
        self.keys = list(keys)
        self.keys_at = now

    def keep_clock_offset(self, offset_ms: int, now: datetime) -> None:
        self.offset_ms = offset_ms
        self.offsets.append(offset_ms)
