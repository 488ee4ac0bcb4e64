"""The central of a bench in a process of its own, on the state that the queue's desk left."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, delete, insert, select

from app.errors import InvalidInput
from sync.central.database import open_database
from sync.central.schema import metadata
from ui.benches.program import ROOT, Program

_KEPT = frozenset({"schema_version", "generation"})
"""Tables that an empty central has rows in."""


@contextmanager
def running_central(
    copied: Path, data: Path, database: str | None
) -> Iterator[tuple[Program, str]]:
    """The central and its address, on the SQLite file ``copied`` or on an empty ``database``.

    ``database`` is filled from the file, and emptied again at the end. Raises InvalidInput
    (``not_empty``) where it holds an agency: it may be somebody's.
    """
    url = f"sqlite:///{copied.as_posix()}"
    if database is not None:
        _fill(url, database)
        url = database
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data)]
    try:
        with Program("central", [*command, "central", "--database", url, "--port", "0"]) as central:
            yield central, central.said()["url"]
    finally:
        if database is not None:
            _empty(database)


def _fill(source: str, database: str) -> None:
    opened = open_database(database)
    engine = create_engine(source)
    try:
        with engine.connect() as copied, opened.write() as connection:
            if _holds_something(connection):
                raise InvalidInput(
                    "not_empty",
                    "Cơ sở dữ liệu để đo phải trống, không phải của một trung tâm đang dùng.",
                    field="database",
                )
            for table in metadata.sorted_tables:
                rows = [dict(row._mapping) for row in copied.execute(select(table))]
                if rows and table.name not in _KEPT:
                    connection.execute(insert(table), rows)
    finally:
        engine.dispose()
        opened.close()


def _holds_something(connection: Connection) -> bool:
    kept = (table for table in metadata.sorted_tables if table.name not in _KEPT)
    return any(connection.execute(select(table).limit(1)).first() for table in kept)


def _empty(database: str) -> None:
    opened = open_database(database)
    try:
        with opened.write() as connection:
            for table in reversed(metadata.sorted_tables):
                if table.name not in _KEPT:
                    connection.execute(delete(table))
    finally:
        opened.close()


def copy_queue(made: Path, place: Path) -> None:
    """A fresh copy of the desk and its central, as they were before anything was sent."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
