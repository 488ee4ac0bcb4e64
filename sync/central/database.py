"""The central's database: one way to read, one way to write.

SQLite and PostgreSQL run the same statements. On SQLite every writing transaction begins with
``BEGIN IMMEDIATE`` under ``synchronous=FULL``; on PostgreSQL writers are ``READ COMMITTED`` and
take their turns (``sync/central/turns.py``), readers ``REPEATABLE READ``: a reader sees one moment,
and what a writer reads after it got its turn is what is there.

A PostgreSQL server may be restarted, and the line to it may break: a connection is asked whether
it lives before it is used, waits for nothing without a bound, and a transaction that nobody goes
on with is ended by the server.

SQLite's journal is WAL where the library has the fix of the WAL-reset bug (two connections that
checkpoint and write at the same moment could corrupt the file; fixed in 3.51.3, 3.50.7 and 3.44.6).
The library that comes with Python is often older, so there the rollback journal is used: slower to
read beside a writer, but never wrong.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from app.clock.time import Clock, SystemClock, epoch_ms
from app.errors import EnvironmentFault
from sync.central.schema import prepare
from sync.central.turns import take_the_whole

log = logging.getLogger(__name__)

WRITER_WAIT_S = 5.0
"""So long a writer waits for its turn. PostgreSQL ends a transaction whose central has fallen
silent (its machine has lost its power) after ``SILENT_WAITS`` times as long."""
SILENT_WAITS = 12

_CACHE = "cache_size=-16000"
"""KiB of each SQLite connection: a batch looks up its hashes all over an index."""

_WRITES = "qmc_writes"

_LINE: dict[str, int | str] = {
    "client_encoding": "UTF8",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""How long a silent line to the server is believed in; the URL may say otherwise."""

_SETTINGS = """
SELECT set_config('lock_timeout', %s, false),
       set_config('idle_in_transaction_session_timeout', %s, false),
       CASE current_setting('synchronous_commit')
         WHEN 'off' THEN set_config('synchronous_commit', 'on', false)
       END
"""


class DatabaseFault(EnvironmentFault):
    """The database could not do it, or did not say that it has. The desk tries again.

    ``cause`` is for the log, and holds nothing of the rows: they are people's data.
    """

    def __init__(self, cause: object) -> None:
        super().__init__(
            "central_database",
            "Cơ sở dữ liệu trung tâm chưa ghi được.",
            advice="Kiểm tra đĩa và máy chủ cơ sở dữ liệu của trung tâm.",
        )
        self.cause = _cause(cause)


class Database:
    """An engine with the central's transactions. Raises DatabaseFault for the library's errors."""

    def __init__(self, engine: Engine, *, writer_wait_s: float = WRITER_WAIT_S) -> None:
        self._reading = engine
        if engine.dialect.name == "postgresql":
            self._reading = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
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
    (can't be opened), ``central_encoding`` (can't hold Vietnamese), ``central_newer``.
    """
    engine = _engine(url, writer_wait_s)
    database = Database(engine, writer_wait_s=writer_wait_s)
    try:
        with database.write() as connection:
            _check_encoding(connection)
            take_the_whole(connection)
            prepare(connection, now_ms=epoch_ms((clock or SystemClock()).now()))
    except EnvironmentFault as fault:
        if isinstance(fault, DatabaseFault):
            log.warning("open: %s", fault.cause)
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
    makers = {
        "sqlite": _sqlite,
        "sqlite+pysqlite": _sqlite,
        "postgresql": _postgresql,
        "postgresql+psycopg": _postgresql,
    }
    try:
        parsed = make_url(url)
        return makers[parsed.drivername](parsed, writer_wait_s)
    except (ArgumentError, ImportError, KeyError, ValueError) as error:
        raise EnvironmentFault(
            "central_url",
            f"Không mở được cơ sở dữ liệu kiểu này: {error}",
            advice="Dùng sqlite:///đường-dẫn/central.db hoặc postgresql+psycopg://tên@máy/cơ-sở.",
        ) from error


def _sqlite(url: URL, writer_wait_s: float) -> Engine:
    if url.database in {None, "", ":memory:"}:
        raise EnvironmentFault(
            "central_url",
            "Cơ sở dữ liệu trung tâm phải là một tệp, không nằm trong bộ nhớ.",
            advice="Dùng dạng sqlite:///đường-dẫn/central.db",
        )
    engine = _pooled(url, connect_args={"timeout": writer_wait_s}, pool_use_lifo=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _postgresql(url: URL, writer_wait_s: float) -> Engine:
    engine = _pooled(
        url.set(drivername="postgresql+psycopg"),
        connect_args={name: value for name, value in _LINE.items() if name not in url.query},
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
    )

    def settle(connection: Any, _record: object) -> None:
        waits_ms = (round(writer_wait_s * 1_000), round(writer_wait_s * 1_000 * SILENT_WAITS))
        connection.execute(_SETTINGS, [f"{each}ms" for each in waits_ms])
        connection.commit()

    event.listen(engine, "connect", settle)
    return engine


def _pooled(url: URL, **more: Any) -> Engine:
    return create_engine(
        url,
        pool_size=8,
        max_overflow=32,
        pool_timeout=10,
        hide_parameters=True,  # errors are logged, and the parameters are people's data
        **more,
    )


def _check_encoding(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise EnvironmentFault(
            "central_encoding",
            f"Cơ sở dữ liệu trung tâm phải dùng bảng mã UTF8, không phải {encoding}.",
            advice="Tạo lại: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'.",
        )


def _cause(cause: object) -> str:
    """PostgreSQL's own words go on with the row that was refused (``DETAIL``)."""
    diagnosis = getattr(cause.orig, "diag", None) if isinstance(cause, DBAPIError) else None
    if diagnosis is None or diagnosis.sqlstate is None:
        return str(cause)
    return f"{diagnosis.sqlstate} {diagnosis.message_primary}"


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _on_begin does
    mode = journal_mode(sqlite3.sqlite_version_info)
    for pragma in (f"journal_mode={mode}", "synchronous=FULL", "foreign_keys=ON", _CACHE):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
