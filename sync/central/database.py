"""The central's database: one way to read, one way to write.

SQLite and PostgreSQL run the same statements. On SQLite every writing transaction begins with
``BEGIN IMMEDIATE`` under ``synchronous=FULL``; on PostgreSQL the rows that order the writers are
taken with ``FOR UPDATE`` (docs/adr/0007).

The journal is WAL where the SQLite library has the fix of the WAL-reset bug (two connections that
checkpoint and write at the same moment could corrupt the file; fixed in 3.51.3, 3.50.7 and 3.44.6).
The library that comes with Python is often older, so there the rollback journal is used: slower to
read beside a writer, but never wrong.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from app.clock.time import Clock, SystemClock, epoch_ms
from app.errors import EnvironmentFault
from sync.central.schema import prepare

WRITER_WAIT_S = 5.0

_WRITES = "qmc_writes"


class DatabaseFault(EnvironmentFault):
    """The database could not do it; nothing was written. The desk tries again."""

    def __init__(self, cause: object) -> None:
        super().__init__(
            "central_database",
            "Cơ sở dữ liệu trung tâm chưa ghi được.",
            advice="Kiểm tra đĩa và máy chủ cơ sở dữ liệu của trung tâm.",
        )
        self.cause = str(cause)


class Database:
    """An engine with the central's transactions. Raises DatabaseFault for the library's errors."""

    def __init__(self, engine: Engine, *, writer_wait_s: float = WRITER_WAIT_S) -> None:
        self._reading = engine
        self._writing = engine.execution_options(**{_WRITES: True})
        # SQLite's own queue of writers is unfair and sleeps; within the process a lock is better.
        self._writer = threading.Lock() if engine.dialect.name == "sqlite" else None
        self._writer_wait_s = writer_wait_s

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; nothing is written."""
        try:
            with self._reading.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise DatabaseFault(error) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends, undone when it raises."""
        if self._writer is not None and not self._writer.acquire(timeout=self._writer_wait_s):
            raise DatabaseFault("another thread writes for too long")
        try:
            with self._writing.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise DatabaseFault(error) from error
        finally:
            if self._writer is not None:
                self._writer.release()

    def close(self) -> None:
        """Close every connection."""
        self._reading.dispose()


def open_database(
    url: str, *, clock: Clock | None = None, writer_wait_s: float = WRITER_WAIT_S
) -> Database:
    """Open, and make or migrate, the database at ``url`` (``sqlite:///FILE``, ``postgresql+…``).

    Raises EnvironmentFault: ``central_url`` (no such kind of database), ``central_database``
    (can't be opened), ``central_newer``.
    """
    engine = _engine(url, writer_wait_s)
    database = Database(engine, writer_wait_s=writer_wait_s)
    try:
        with database.write() as connection:
            prepare(connection, now_ms=epoch_ms((clock or SystemClock()).now()))
    except EnvironmentFault:
        database.close()
        raise
    return database


def journal_mode(library: tuple[int, int, int]) -> str:
    """The journal that a SQLite library of this version can be trusted with."""
    fixed = (
        library >= (3, 51, 3)
        or (3, 50, 7) <= library < (3, 51)
        or ((3, 44, 6) <= library < (3, 45))
    )
    return "WAL" if fixed else "TRUNCATE"


def _engine(url: str, writer_wait_s: float) -> Engine:
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        if sqlite and parsed.database in {None, "", ":memory:"}:
            raise EnvironmentFault(
                "central_url",
                "Cơ sở dữ liệu trung tâm phải là một tệp, không nằm trong bộ nhớ.",
                advice="Dùng dạng sqlite:///đường-dẫn/central.db",
            )
        arguments: dict[str, Any] = {"timeout": writer_wait_s} if sqlite else {}
        engine = create_engine(
            parsed,
            pool_size=8,
            max_overflow=32,
            pool_timeout=10,
            connect_args=arguments,
            hide_parameters=True,  # errors are logged, and the parameters are people's data
        )
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise EnvironmentFault(
            "central_url",
            f"Không mở được cơ sở dữ liệu kiểu này: {error}",
            advice="Dùng sqlite:///đường-dẫn/central.db, hoặc cài trình điều khiển PostgreSQL.",
        ) from error
    if sqlite:
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _on_begin does
    mode = journal_mode(sqlite3.sqlite_version_info)
    for pragma in (f"journal_mode={mode}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
