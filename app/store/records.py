"""Plain records that the store hands out and takes in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

from app.dossier.events import Event
from app.numbering.code import DossierCode
from app.numbering.series import Series


class EventState(StrEnum):
    """Where an event stands at this desk."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"


class SettledAs(StrEnum):
    """The central's answer for one event; the same words as the contract's results."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    SET_ASIDE = "set_aside"
    TRY_AGAIN = "try_again"


class NumberOutcome(StrEnum):
    """How numbers that no dossier got have ended."""

    RELEASED = "released"
    BURNED = "burned"


class Finding(Struct, frozen=True, omit_defaults=True):
    """What the central found odd about an accepted fact (docs/adr/0002)."""

    code: str
    detail: str = ""


class StoredProblem(Struct, frozen=True, omit_defaults=True):
    """Why an event was set aside: stable ``code``, Vietnamese ``detail`` and ``advice``."""

    code: str
    detail: str = ""
    field: str | None = None
    advice: str | None = None


class TakenNumber(Struct, frozen=True):
    """A number that belongs to the running transaction; it counts once that is committed."""

    code: DossierCode
    lease: str


class TakenSlip(Struct, frozen=True):
    """A paper's own number that belongs to the running transaction: ``sequence`` of ``lease``.

    ``series`` is ``Series.text``.
    """

    series: str
    sequence: int
    lease: str


class StoredEvent(Struct, frozen=True):
    """An event with what this desk knows of its fate. ``position`` is its place in the feed."""

    event: Event
    own: bool
    state: EventState
    position: int | None
    findings: list[Finding]


class OutboxItem(Struct, frozen=True):
    """An event that goes out, and how often that was tried."""

    event: Event
    attempts: int


class OutboxEntry(Struct, frozen=True):
    """A line of the queue (Hàng chờ gửi) for people. ``code`` is the dossier's.

    ``follower`` is the event that stands for a set-aside one now: a new request in its place, or
    its handing to the supervisor.
    """

    id: str
    dossier: str
    code: str | None
    type: str
    seq: int
    recorded_at: str
    state: EventState
    attempts: int
    problem: StoredProblem | None
    follower: str | None = None


class OutboxCounts(Struct, frozen=True):
    """Events ``waiting`` to be sent, and ``set_aside`` for a person (Cần xử lý).

    People count dossiers: how many have an event of that kind. One can be in both.
    """

    waiting: int
    set_aside: int
    waiting_dossiers: int = 0
    set_aside_dossiers: int = 0


class Settled(Struct, frozen=True):
    """What became of a sent event. ``retry_at`` belongs to ``try_again``."""

    event_id: str
    result: SettledAs
    position: int | None = None
    findings: list[Finding] = []
    problem: StoredProblem | None = None
    retry_at: datetime | None = None


class FeedItem(Struct, frozen=True):
    """An accepted event of the agency as the feed brings it."""

    position: int
    event: Event
    findings: list[Finding] = []


class DossierRow(Struct, frozen=True):
    """A line of a list of dossiers. Times are ISO 8601; ``queue`` is ``sent``, ``waiting`` or
    ``set_aside``: whether this desk's events of the dossier are at the central. ``prints`` counts
    its papers' printings; money is whole đồng."""

    code: str | None
    id: str
    name: str
    procedure: str
    received: str
    due: str | None
    state: str
    queue: str
    reference: str
    prints: int = 0
    fee_total: int = 0
    collected: int = 0


class WaitingDossier(Struct, frozen=True):
    """A dossier that waits for its number (chờ cấp mã), and the series it needs."""

    dossier_id: str
    series: Series


class Lease(Struct, frozen=True):
    """A block of numbers (Dải số của quầy), ``first`` to ``last``; ``next`` is the next free one.

    ``next`` is ``last + 1`` where none is left.
    """

    id: str
    series: Series
    first: int
    last: int
    next: int
    installation: str

    @property
    def free(self) -> int:
        """How many numbers are left."""
        return self.last - self.next + 1


class LeaseAsk(Struct, frozen=True):
    """A request for ``count`` numbers, stored before it is sent."""

    id: str
    series: Series
    count: int


class NumberEnd(Struct, frozen=True):
    """Numbers of a lease that end without a dossier, for the central's list of gaps."""

    id: str
    lease: str
    first: int
    last: int
    outcome: NumberOutcome
    reason: str


class AuditLine(Struct, frozen=True):
    """A line of the audit log; ``detail`` is None where it was pruned."""

    number: int
    at: str
    officer: str
    unlock: str
    action: str
    subject: str
    detail: dict[str, Any] | None
