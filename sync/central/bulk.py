"""Many values in one statement, at what the database itself spends on them.

SQLAlchemy writes a parameter for each value of an ``IN`` and prepares each row of an insert: for a
batch of 500 events that took longer than the database did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    String,
    Table,
    any_,
    bindparam,
    func,
    insert,
    select,
)


def one_of(
    connection: Connection, column: Column[str], values: Collection[str]
) -> ColumnElement[bool]:
    """``column`` is one of ``values``, however many: one parameter, one text of the statement."""
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, sorted(values), ARRAY(String)))
    listed = func.json_each(msgspec.json.encode(sorted(values)).decode()).table_valued("value")
    return column.in_(select(listed.c.value))


@contextmanager
def planned_by_their_values(connection: Connection) -> Iterator[None]:
    """PostgreSQL plans each statement of the block anew, in the caller's transaction.

    It keeps the plans of statements that come often, also one from when a table was empty: to read
    all of it. Until statistics are gathered a batch would cost the more the more is there.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")
    yield
    connection.exec_driver_sql("SET LOCAL plan_cache_mode = auto")  # inserts are planned once


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, which all have the same columns; their values go to the driver as they are.

    Text, whole numbers, bytes and None only: nothing that a type would have to turn into them.
    """
    if not rows:
        return
    statement, order = _prepared(connection.dialect, table, tuple(rows[0]))
    if order is None:
        connection.exec_driver_sql(statement, [dict(row) for row in rows])
    else:
        connection.exec_driver_sql(statement, [tuple(map(row.__getitem__, order)) for row in rows])


@lru_cache(maxsize=64)
def _prepared(
    dialect: Dialect, table: Table, columns: tuple[str, ...]
) -> tuple[str, tuple[str, ...] | None]:
    """The insert as the driver wants it, and the order of its values (None: by their names)."""
    compiled = insert(table).compile(dialect=dialect, column_keys=columns)
    order = compiled.positiontup
    return str(compiled), None if order is None else tuple(order)
