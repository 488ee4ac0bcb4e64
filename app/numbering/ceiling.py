"""Whether a database may go on numbering: the ceiling's rules (docs/adr/0004). Pure.

SQLite can't know that it is an old copy of itself. The installation record, outside the database,
can: it says which numbers may have been used. What is in doubt is burned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.keys.record import HEAD_LENGTH, InstallationRecord, lease_tail

STEP = 8
"""By how much a ceiling is raised before a number above it is used."""


@dataclass(frozen=True, slots=True)
class LeaseUse:
    """A lease as the database knows it: ``next`` is its next free number, ``last + 1`` for none."""

    id: str
    next: int
    last: int


@dataclass(frozen=True, slots=True)
class Burn:
    """Numbers up to ``through`` may have been used by this lease; they are given up."""

    lease: str
    through: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens when the store is opened for writing.

    ``succeed`` names why all leases are burned and a successor must be enrolled before numbering
    (empty: the desk goes on); ``burns`` is what a crash costs.
    """

    succeed: str = ""
    burns: tuple[Burn, ...] = ()


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What the database says of itself. ``hash_at`` gives the hash of the installation's event.

    ``pending`` is the id of an enrolment that waits for its answer.
    """

    installation: str
    pending: str
    seq: int
    hash_at: Callable[[int], str | None]
    leases: Iterable[LeaseUse]


def judge(record: InstallationRecord | None, facts: DatabaseFacts, *, machine: str) -> Verdict:
    """Compare the record with the database (the table in docs/adr/0004)."""
    if not facts.installation:
        unknown = record is not None and record.installation not in {"", facts.pending}
        used = record is not None and is_used(record)
        return Verdict(succeed="older_copy" if unknown or used else "")
    reason = _why_not_the_same(record, facts, machine=machine)
    if reason or record is None:
        return Verdict(succeed=reason)
    if record.installation != facts.installation:
        return Verdict()  # the successor's enrolment was cut; no ceiling is its own yet
    return _judge_ceilings(record, facts)


def is_used(record: InstallationRecord) -> bool:
    """Whether its installation may have printed a number, or told of anything."""
    return bool(record.seq or record.ceilings or record.reference)


def _why_not_the_same(
    record: InstallationRecord | None, facts: DatabaseFacts, *, machine: str
) -> str:
    reason = ""
    if record is None:
        reason = "record_missing"
    elif record.machine != machine:
        reason = "other_machine"
    elif record.installation != facts.installation:
        # A successor's enrolment that was cut is known to the database as pending.
        reason = "" if record.installation == facts.pending else "other_installation"
    elif facts.seq < record.seq:
        reason = "older_copy"
    elif record.seq and not (facts.hash_at(record.seq) or "").startswith(record.head):
        reason = "other_history"
    return reason


def _judge_ceilings(record: InstallationRecord, facts: DatabaseFacts) -> Verdict:
    leases = {lease_tail(lease.id): lease for lease in facts.leases}
    burns = []
    for tail, ceiling in record.ceilings.items():
        lease = leases.get(tail)
        if lease is None or ceiling - lease.next >= STEP:
            return Verdict(succeed="older_copy")
        if ceiling >= lease.next:
            burns.append(Burn(lease.id, min(ceiling, lease.last)))
    return Verdict(burns=tuple(burns))


def raised(ceiling: int, lease: LeaseUse) -> int:
    """The ceiling to write before ``lease.next`` is used, where ``ceiling`` is below it."""
    return min(max(ceiling, lease.next - 1) + STEP, lease.last)


def head_of(event_hash: str) -> str:
    """What the record keeps of an event's hash."""
    return event_hash[:HEAD_LENGTH]
