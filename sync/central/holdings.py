"""What the central holds: counted from its tables, for the demonstration and the administrator."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from app.numbering.series import Series
from sync.central.database import Database
from sync.central.lease_ends import left_over
from sync.central.schema import dossier, event, lease, number_end, number_use, task
from sync.central.uses import uses_of
from sync.contract.messages import LeaseEnd


@dataclass(frozen=True, slots=True)
class Holdings:
    """Figures of one agency or of all.

    ``registered`` dossiers have a number, ``codes`` are different numbers, ``duplicates`` are
    numbers that more than one dossier holds.
    """

    dossiers: int
    registered: int
    codes: int
    duplicates: int
    events: int
    set_aside: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers first..last of a series ended unused; ``outcome`` and why."""

    lease: str
    first: int
    last: int
    outcome: LeaseEnd
    reason: str


def holdings(database: Database, agency: str | None = None) -> Holdings:
    """Count what the central holds, of one receiving agency or of all."""
    with database.read() as connection:
        return _count(connection, agency)


def count(database: Database) -> dict[str, Any]:
    """The figures of the whole central, and by agency under ``agencies``."""
    with database.read() as connection:
        every = connection.execute(
            select(event.c.agency).distinct().order_by(event.c.agency)
        ).scalars()
        by_agency = {each: asdict(_count(connection, each)) for each in every.all()}
        return {**asdict(_count(connection, None)), "agencies": by_agency}


def registered_codes(database: Database, agency: str | None = None) -> dict[str, list[str]]:
    """Every number in use and the ids of the dossiers that hold it."""
    query = select(number_use.c.code, number_use.c.dossier).order_by(number_use.c.code)
    if agency is not None:
        query = query.where(number_use.c.agency == agency)
    codes: dict[str, list[str]] = {}
    with database.read() as connection:
        for row in connection.execute(query):
            codes.setdefault(row.code, []).append(row.dossier)
    return codes


def list_gaps(database: Database, series: Series) -> list[Gap]:
    """The gaps of a series of dossier codes or of papers' numbers.

    A number that was ended but turns out to be used is no gap: the paper is out.
    """
    table, this = uses_of(series)
    used = select(table.c.number).where(this)
    ends = (
        select(number_end)
        .join(lease, lease.c.id == number_end.c.lease)
        .where(
            lease.c.kind == series.kind,
            lease.c.agency == series.agency,
            lease.c.period == series.period,
        )
        .order_by(number_end.c.by_central, number_end.c.first)
    )
    with database.read() as connection:
        taken = [(number, number) for number in connection.execute(used).scalars()]
        gaps: list[Gap] = []
        for row in connection.execute(ends):
            for first, last in left_over((row.first, row.last), taken):
                gaps.append(Gap(row.lease, first, last, LeaseEnd(row.outcome), row.reason))
                taken.append((first, last))
    return sorted(gaps, key=lambda gap: gap.first)


def _count(connection: Connection, agency: str | None) -> Holdings:
    events = select(func.count(event.c.position), func.count())
    dossiers = select(func.count(), func.count(dossier.c.registered))
    holders = select(func.count().label("holders")).select_from(number_use)
    uses = holders.group_by(number_use.c.code)
    tasks = select(func.count()).where(task.c.done_ms.is_(None))
    if agency is not None:
        events = events.where(event.c.agency == agency)
        dossiers = dossiers.where(dossier.c.agency == agency)
        uses = uses.where(
            number_use.c.code.in_(select(number_use.c.code).where(number_use.c.agency == agency))
        )
        tasks = tasks.where(task.c.agency == agency)
    accepted, every = connection.execute(events.select_from(event)).one()
    held, registered = connection.execute(dossiers.select_from(dossier)).one()
    by_code = uses.subquery()
    codes, single = connection.execute(
        select(func.count(), func.count().filter(by_code.c.holders == 1)).select_from(by_code)
    ).one()
    return Holdings(
        dossiers=held,
        registered=registered,
        codes=codes,
        duplicates=codes - single,
        events=accepted,
        set_aside=every - accepted,
        tasks=connection.execute(tasks.select_from(task)).scalar_one(),
    )
