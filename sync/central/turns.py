"""Whose turn it is to write (docs/adr/0007).

SQLite has one writer at a time, and there all of this is free. On PostgreSQL writers of different
agencies go on beside each other; those who could meet take the same rows, always in this order,
so that no two wait for each other:

1. the one turn of what concerns the whole central (enrolments, agencies, generations, tables);
2. installations, each before its predecessor;
3. agencies' head rows, by their names: the feed's next position is taken under it, and so are the
   numbers of the agency's series;
4. what only its holder looks at: a code, a series, a lease.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from sync.central.schema import agency

_WHOLE = 0x716D63  # "qmc"; advisory locks are of one database


def take_the_whole(connection: Connection) -> None:
    """One transaction at a time, until it ends; who comes later sees what this one wrote."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WHOLE})")


def take_heads(connection: Connection, agencies: Collection[str] | None = None) -> dict[str, int]:
    """The feeds' heads of these agencies, or of all, theirs until the transaction ends.

    An agency that is not known is not in the answer.
    """
    query = select(agency.c.agency, agency.c.head).order_by(agency.c.agency)
    if agencies is not None:
        query = query.where(agency.c.agency.in_(sorted(agencies)))
    # With key_share, what only refers to the rows goes on: a reference locks them, too.
    rows = connection.execute(query.with_for_update(key_share=True))
    return {row.agency: row.head for row in rows}
