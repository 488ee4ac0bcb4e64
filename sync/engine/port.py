"""What the engine needs of a desk. Each writing call is one transaction there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from app.dossier.events import Event
from sync.contract.messages import (
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
from sync.engine.carried_port import CarriedPort
from sync.engine.claims_port import ClaimsPort
from sync.engine.published_port import PublishedPort
from sync.engine.scans_port import ScansPort


class SeriesNeed(Struct, frozen=True):
    """Numbers that a desk is short of (docs/adr/0004)."""

    kind: str
    agency: str
    period: str
    count: int

    @property
    def series(self) -> tuple[str, str, str]:
        return (self.kind, self.agency, self.period)


class NumberEnd(Struct, frozen=True):
    """Numbers ``first`` to ``last`` of a lease that will never be used, to be told."""

    id: str
    lease: str
    first: int
    last: int
    outcome: LeaseEnd
    reason: str


class DeskPort(CarriedPort, ClaimsPort, PublishedPort, ScansPort, Protocol):
    """A desk as the engine sees it."""

    def installation(self) -> str | None:
        """The enrolled installation that signs; None where the desk is not enrolled."""
        ...

    def enrolment(self) -> EnrolRequest | None:
        """The stored request of a desk that waits to be enrolled, or to be a successor."""
        ...

    def enrolled(self, answer: EnrolAnswer, now: datetime) -> None:
        """Keep what the desk is from now on."""
        ...

    def due(
        self,
        now: datetime,
        *,
        limit: int,
        max_bytes: int,
        held: frozenset[str],
        under_way: frozenset[str] = frozenset(),
    ) -> list[Event]:
        """Events to send, each chain in the order of ``seq``, without the ``held`` chains.

        The events ``under_way`` (ids) are passed over: they count for no bound. At most ``limit``
        events and ``max_bytes``, but at least one where one is due. A chain is an installation:
        the desk's own and its predecessors'.
        """
        ...

    def waiting(self) -> int:
        """How many events have not been answered for good."""
        ...

    def settle(self, outcomes: Sequence[EventOutcome], now: datetime) -> frozenset[str]:
        """Keep what became of events; ``try_again`` only counts the attempt.

        Returns the ids of those that had waited for it till now: a page of the feed may have told
        of an event before its own answer came.
        """
        ...

    def number_ends(self) -> list[NumberEnd]:
        """Ends that the central does not know yet."""
        ...

    def ended(self, end: NumberEnd, problem: Problem | None, now: datetime) -> None:
        """The central noted an end, or can't (``problem``); it is not told again."""
        ...

    def wanted_leases(self, now: datetime) -> list[SeriesNeed]:
        """What the desk is short of and has not asked for yet."""
        ...

    def ask_lease(self, need: SeriesNeed, now: datetime) -> LeaseRequest:
        """Make a request and store it, before it is sent."""
        ...

    def pending_asks(self) -> list[LeaseRequest]:
        """Requests that were stored and not answered."""
        ...

    def granted(self, grant: LeaseGrant, now: datetime) -> None:
        """Keep a block; the same block again changes nothing."""
        ...

    def lease_refused(self, ask: str, problem: Problem, now: datetime) -> None:
        """The central does not lease this; the request is not sent again."""
        ...

    def cursor(self) -> Cursor:
        """Up to where the feed has been applied."""
        ...

    def apply(self, page: FeedPage, upto: Cursor, now: datetime) -> int:
        """Apply a page and move the cursor, in one transaction; the same page again is nothing.

        Returns how many own events it confirmed: their answer had been lost.
        """
        ...

    def begin_generation(self, generation: int, now: datetime) -> None:
        """The central begins again: offer *all* own events again, read the feed from its start.

        Also those that were set aside: without them the chain has a gap at the central, and what
        follows never gets in.
        """
        ...

    def offer_again(self, now: datetime) -> None:
        """As ``begin_generation``, within the present one: the central lost something."""
        ...

    def suspended(self, now: datetime) -> None:
        """The central refuses this installation: give up the numbers that it still has."""
        ...

    def keys_due(self, now: datetime) -> bool:
        """Whether the published keys are old enough to be fetched again."""
        ...

    def keep_keys(self, keys: Sequence[InstallationKey], now: datetime) -> None:
        """Keep the published keys."""
        ...

    def keep_clock_offset(self, offset_ms: int, now: datetime) -> None:
        """Keep how far the desk's clock is ahead of the central's."""
        ...
