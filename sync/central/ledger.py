"""What the database says about the events of one batch, and what the batch adds to it.

Read in a handful of queries, changed in memory, written in a handful of statements: a batch of
500 events costs about as many round trips as one event. The caller holds the write transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from app.dossier.events import Event, read_event
from app.numbering.series import Series
from sync.central.bulk import insert_all, one_of, planned_by_their_values
from sync.central.installations import Installation
from sync.central.received import Received, SlipNumber
from sync.central.schema import agency, installation, lease, number_end, number_use, slip_use
from sync.central.schema import dossier as dossier_table
from sync.central.schema import event as event_table
from sync.central.tasks import Task, add_tasks
from sync.central.turns import take_heads
from sync.contract.messages import EventOutcome, Finding, Result

_FINDINGS = msgspec.json.Decoder(list[Finding])


@dataclass(slots=True)
class StoredEvent:
    """An event that has its place already. ``position`` is None where it was set aside."""

    id: str
    installation: str
    seq: int
    on_chain: bool
    conflict: bool
    position: int | None
    findings: list[Finding]


@dataclass(slots=True)
class DossierRow:
    """The central's projection: positions of the events that opened and registered it."""

    opened: int | None = None
    registered: int | None = None
    code: str | None = None
    events: int = 0


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """A lease and the ranges of it that the desk itself has ended."""

    installation: str
    series: Series
    first: int
    last: int
    ended: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Ledger:
    """The working set of one batch."""

    agency: str
    head: int
    installations: dict[str, Installation]
    as_read: dict[str, Installation]
    stored: dict[str, StoredEvent] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    dossiers: dict[str, DossierRow] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    uses: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    slips: dict[SlipNumber, set[str]] = field(default_factory=dict)
    leases: dict[str, LeaseRow] = field(default_factory=dict)
    accepted: dict[str, list[Event]] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    added_dossiers: set[str] = field(default_factory=set)
    changed_dossiers: set[str] = field(default_factory=set)
    added_events: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed_events: dict[str, dict[str, Any]] = field(default_factory=dict)
    added_uses: list[dict[str, Any]] = field(default_factory=list)
    added_slips: list[dict[str, Any]] = field(default_factory=list)

    def next_position(self) -> int:
        """The feed's next position; the head row is locked, so it is ours."""
        self.head += 1
        return self.head

    def dossier(self, dossier: str) -> DossierRow:
        """The projection's row, a new one where there is none."""
        if dossier not in self.dossiers:
            self.dossiers[dossier] = DossierRow()
            self.added_dossiers.add(dossier)
        else:
            self.changed_dossiers.add(dossier)
        return self.dossiers[dossier]


def read_ledger(
    connection: Connection, owner: str, mine: Sequence[Installation], batch: Sequence[Received]
) -> Ledger:
    """Lock the head of the agency ``owner``, read what the events of ``batch`` touch.

    The agencies whose numbers the batch uses are locked, too: who uses one of them at the same
    moment elsewhere is seen. (A dossier's id that comes up in two agencies at the same moment is
    seen with the next event of it.)
    """
    codes = [each.code for each in batch if each.code is not None]
    slips = {each.slip for each in batch if each.slip is not None}
    agencies = {*(code.agency for code in codes), *(slip.series.agency for slip in slips)}
    head = take_heads(connection, {owner, *agencies})[owner]
    installations = {each.id: each for each in mine}
    ledger = Ledger(owner, head, installations, as_read=dict(installations))
    links = [each.link for each in batch if each.link is not None]
    hashes = {each.hash for each in batch} | {link.prev_hash for link in links}
    with planned_by_their_values(connection):
        _read_events(connection, ledger, hashes, {link.id for link in links})
        _read_dossiers(connection, ledger, {e.event.header.dossier for e in batch if e.event})
        _read_uses(connection, ledger, {str(code) for code in codes})
        _read_slips(connection, ledger, slips)
        _read_leases(connection, ledger, {each.lease for each in batch if each.lease})
    return ledger


def write_ledger(connection: Connection, ledger: Ledger, now_ms: int) -> None:
    """Write what the batch added; the caller's commit makes it durable."""
    connection.execute(
        update(agency).where(agency.c.agency == ledger.agency).values(head=ledger.head)
    )
    for each in ledger.installations.values():
        if each == ledger.as_read.get(each.id):
            continue
        connection.execute(
            update(installation)
            .where(installation.c.id == each.id)
            .values(last_seq=each.last_seq, last_hash=each.last_hash, state=each.standing.value)
        )
    insert_all(connection, event_table, list(ledger.added_events.values()))
    _change_events(connection, ledger)
    _write_dossiers(connection, ledger)
    insert_all(connection, number_use, ledger.added_uses)
    insert_all(connection, slip_use, ledger.added_slips)
    add_tasks(connection, ledger.tasks, now_ms)


def dossier_events(connection: Connection, ledger: Ledger, dossier: str) -> list[Event]:
    """The accepted events of a dossier in their order, with those of the batch so far."""
    query = (
        select(event_table.c.header, event_table.c.payload)
        .where(
            event_table.c.agency == ledger.agency,
            event_table.c.dossier == dossier,
            event_table.c.position.is_not(None),
        )
        .order_by(event_table.c.position)
    )
    before = [read_event(row.header, row.payload) for row in connection.execute(query)]
    return before + ledger.accepted.get(dossier, [])


def dossier_of_code(connection: Connection, ledger: Ledger, code: str) -> str | None:
    """The id of the agency's dossier that bears ``code``, with those of the batch so far."""
    held = [dossier for owner, dossier in ledger.uses.get(code, ()) if owner == ledger.agency]
    if held:
        return min(held)
    query = select(number_use.c.dossier).where(
        number_use.c.code == code, number_use.c.agency == ledger.agency
    )
    return connection.execute(query.order_by(number_use.c.dossier).limit(1)).scalar()


def event_values(
    outcome: EventOutcome, received: Received, findings: list[Finding]
) -> dict[str, Any]:
    """The columns of an event that its outcome decides."""
    encoder = msgspec.json.encode
    event = received.event
    readable = {}
    if event is not None:  # a payload that arrived damaged never replaces one that was whole
        readable = {
            "payload": received.payload,
            "dossier": event.header.dossier,
            "type": event.header.type,
        }
    return {
        "position": outcome.position,
        "outcome": "accepted" if outcome.result is Result.ACCEPTED else "set_aside",
        "findings": encoder(findings).decode() if findings else "[]",
        "problem": None if outcome.problem is None else encoder(outcome.problem).decode(),
        **readable,
    }


def _read_events(connection: Connection, ledger: Ledger, hashes: set[str], ids: set[str]) -> None:
    columns = [
        event_table.c.hash,
        event_table.c.id,
        event_table.c.installation,
        event_table.c.seq,
        event_table.c.on_chain,
        event_table.c.conflict,
        event_table.c.position,
        event_table.c.findings,
    ]
    # Said of the ids as their index says it: else the whole table would be read for each batch.
    holders = (one_of(connection, event_table.c.id, ids), event_table.c.conflict == 0)
    for chosen in ((one_of(connection, event_table.c.hash, hashes),), holders):
        for row in connection.execute(select(*columns).where(*chosen)):
            ledger.stored[row.hash] = StoredEvent(
                id=row.id,
                installation=row.installation,
                seq=row.seq,
                on_chain=bool(row.on_chain),
                conflict=bool(row.conflict),
                position=row.position,
                findings=_FINDINGS.decode(row.findings),
            )
            if not row.conflict:
                ledger.ids[row.id] = row.hash


def _read_dossiers(connection: Connection, ledger: Ledger, ids: set[str]) -> None:
    query = select(dossier_table).where(one_of(connection, dossier_table.c.id, ids))
    for row in connection.execute(query):
        if row.agency == ledger.agency:
            ledger.dossiers[row.id] = DossierRow(row.opened, row.registered, row.code, row.events)
        else:
            ledger.elsewhere.add(row.id)


def _read_uses(connection: Connection, ledger: Ledger, codes: set[str]) -> None:
    query = select(number_use).where(one_of(connection, number_use.c.code, codes))
    for row in connection.execute(query):
        ledger.uses.setdefault(row.code, set()).add((row.agency, row.dossier))


def _read_slips(connection: Connection, ledger: Ledger, slips: set[SlipNumber]) -> None:
    """Who uses these numbers; a query a series, and a batch has few of them."""
    numbers: dict[Series, list[int]] = {}
    for slip in sorted(slips):
        numbers.setdefault(slip.series, []).append(slip.sequence)
    for series, wanted in numbers.items():
        rows = connection.execute(
            select(slip_use.c.number, slip_use.c.event).where(
                slip_use.c.kind == series.kind,
                slip_use.c.series_agency == series.agency,
                slip_use.c.period == series.period,
                slip_use.c.number.in_(wanted),
            )
        )
        for number, holder in rows:
            ledger.slips.setdefault(SlipNumber(series, number), set()).add(holder)


def _read_leases(connection: Connection, ledger: Ledger, ids: set[str]) -> None:
    ended: dict[str, list[tuple[int, int]]] = {}
    ends = select(number_end).where(
        one_of(connection, number_end.c.lease, ids), number_end.c.by_central == 0
    )
    for row in connection.execute(ends):
        ended.setdefault(row.lease, []).append((row.first, row.last))
    for row in connection.execute(select(lease).where(one_of(connection, lease.c.id, ids))):
        ledger.leases[row.id] = LeaseRow(
            installation=row.installation,
            series=Series(row.kind, row.agency, row.period),
            first=row.first,
            last=row.last,
            ended=tuple(ended.get(row.id, ())),
        )


def _change_events(connection: Connection, ledger: Ledger) -> None:
    for key, values in ledger.changed_events.items():
        connection.execute(update(event_table).where(event_table.c.hash == key).values(**values))


def _write_dossiers(connection: Connection, ledger: Ledger) -> None:
    def rows(ids: Iterable[str], names: tuple[str, str]) -> list[dict[str, Any]]:
        agency_name, id_name = names
        return [
            {
                agency_name: ledger.agency,
                id_name: each,
                "opened": ledger.dossiers[each].opened,
                "registered": ledger.dossiers[each].registered,
                "code": ledger.dossiers[each].code,
                "events": ledger.dossiers[each].events,
            }
            for each in ids
        ]

    insert_all(connection, dossier_table, rows(ledger.added_dossiers, ("agency", "id")))
    changed = ledger.changed_dossiers - ledger.added_dossiers
    if changed:
        this: ColumnElement[bool] = (dossier_table.c.agency == bindparam("its_agency")) & (
            dossier_table.c.id == bindparam("its_id")
        )
        connection.execute(
            update(dossier_table).where(this), rows(changed, ("its_agency", "its_id"))
        )
