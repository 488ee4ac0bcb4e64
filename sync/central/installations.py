"""Installations as the central knows them: standing, lineage, and who may do what."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import Connection, Row, func, insert, select

from sync.central.schema import installation as table

MAX_LINEAGE = 1_000


class Standing(StrEnum):
    """What an installation may still do.

    ``ACTIVE`` everything. ``RETIRED`` has a successor: it may push what is left and end numbers.
    ``FORKED``: two images of it are running (docs/adr/0004); their facts come in, nothing else.
    ``SUSPENDED`` by the administrator (a stolen machine): nothing.
    """

    ACTIVE = "active"
    RETIRED = "retired"
    FORKED = "forked"
    SUSPENDED = "suspended"


class Installation(Struct, frozen=True):
    """One enrolled desk."""

    id: str
    key_id: int
    public_key: str
    agency: str
    counter: str
    standing: Standing
    predecessor: str | None
    code_hash: str | None
    last_seq: int
    last_hash: str


def find_installation(
    connection: Connection, installation: str, *, lock: bool = False
) -> Installation | None:
    """The installation, its row locked until the transaction ends where ``lock``."""
    query = select(table).where(table.c.id == installation)
    row = connection.execute(query.with_for_update(key_share=True) if lock else query).one_or_none()
    return None if row is None else _installation(row)


def effective_standing(connection: Connection, installation: Installation) -> Standing:
    """Its standing; ``SUSPENDED`` also where it has successors and each of them is.

    A successor's machine holds its predecessors' keys, too: who is suspended as one of them does
    not go on as another.
    """
    left = [installation]
    while left:
        each = left.pop()
        if each.standing is Standing.SUSPENDED:
            continue
        if each.standing is not Standing.RETIRED:
            return installation.standing
        following = connection.execute(select(table).where(table.c.predecessor == each.id)).all()
        if not following:
            return installation.standing
        left += [_installation(row) for row in following]
    return Standing.SUSPENDED


def insert_installation(connection: Connection, added: Installation, now_ms: int) -> None:
    """Add an installation that is not there yet."""
    connection.execute(
        insert(table).values(
            id=added.id,
            key_id=added.key_id,
            public_key=added.public_key,
            agency=added.agency,
            counter=added.counter,
            state=added.standing.value,
            predecessor=added.predecessor,
            code_hash=added.code_hash,
            enrolled_ms=now_ms,
            last_seq=added.last_seq,
            last_hash=added.last_hash,
            last_contact_ms=now_ms,
        )
    )


def lineage(connection: Connection, installation: Installation) -> list[Installation]:
    """The installation and its predecessors, newest first; their rows are locked."""
    chain = [installation]
    while chain[-1].predecessor is not None and len(chain) < MAX_LINEAGE:
        before = find_installation(connection, chain[-1].predecessor, lock=True)
        if before is None:
            break
        chain.append(before)
    return chain


def nth_of_line(connection: Connection, installation: Installation) -> int:
    """How manyeth installation of its desk's line it is, from 1; key ids are given upwards.

    An older copy of a desk may have had another successor: that one counts, too.
    """
    first = lineage(connection, installation)[-1]
    line = select(table.c.id, table.c.key_id).where(table.c.id == first.id).cte(recursive=True)
    line = line.union(select(table.c.id, table.c.key_id).where(table.c.predecessor == line.c.id))
    older = select(func.count()).select_from(line).where(line.c.key_id < installation.key_id)
    return 1 + int(connection.execute(older).scalar_one())


def _installation(row: Row[tuple[object, ...]]) -> Installation:
    fields = row._mapping
    return Installation(
        id=fields["id"],
        key_id=fields["key_id"],
        public_key=fields["public_key"],
        agency=fields["agency"],
        counter=fields["counter"],
        standing=Standing(fields["state"]),
        predecessor=fields["predecessor"],
        code_hash=fields["code_hash"],
        last_seq=fields["last_seq"],
        last_hash=fields["last_hash"],
    )
