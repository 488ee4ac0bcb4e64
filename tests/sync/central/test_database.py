"""Durability: answered after the commit, or not at all; forward migrations; one file, many."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from sync.central.database import Database, DatabaseFault, journal_mode, open_database
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import count
from sync.central.schema import SCHEMA_VERSION, Migration, metadata, prepare, schema_version
from sync.contract.messages import Result
from tests.sync.central.desk import NOW, Desk, running_central, url_of

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_is_used_only_where_the_library_has_its_fix(
    version: tuple[int, int, int], mode: str
) -> None:
    """The WAL-reset bug can corrupt a file that two connections write."""
    assert journal_mode(version) == mode


def test_every_connection_is_durable_and_keeps_its_references(tmp_path: Path) -> None:
    """synchronous FULL (2), foreign keys on, the journal that the library can be trusted with."""
    database = open_database(url_of(tmp_path))
    with database.read() as one, database.read() as two:
        for connection in (one, two):
            values = [
                connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("synchronous", "foreign_keys", "journal_mode")
            ]
            assert values == [2, 1, journal_mode(sqlite3.sqlite_version_info).lower()]
    database.close()


def test_what_was_answered_is_there_after_a_restart(tmp_path: Path) -> None:
    """Stop, start on the same file: the events, and the desk goes on."""
    clock = FixedClock(NOW)
    with running_central(tmp_path, clock) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        kept = desk.opened("d1")
        desk.push(kept)
    with EmbeddedCentral(url_of(tmp_path), clock) as again:
        desk.url = again.url
        outcomes = desk.push(kept, desk.opened("d2"))
        assert [each.result for each in outcomes] == [Result.DUPLICATE, Result.ACCEPTED]
        assert [each.position for each in outcomes] == [1, 2]


def bound_pages(database: Database, pages: int) -> None:
    """Let the file grow to ``pages`` only: what SQLite then says is "disk is full"."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    event.listen(database._writing, "begin", limit)


def test_a_full_disk_is_answered_with_try_again_and_nothing_is_half_written(
    tmp_path: Path,
) -> None:
    """503 with Retry-After; the same bytes again are accepted when there is room."""
    with running_central(tmp_path) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        events = [desk.opened(f"d{index}") for index in range(100)]
        bound_pages(central.database, 1)  # SQLite makes "as large as it is" of it
        reply = desk.send(*events)
        assert (reply.problem.status, reply.problem.code) == (503, "try_again")
        assert int(reply.headers["Retry-After"]) > 0
        assert desk.whole_feed() == []
        assert count(central.database)["events"] == 0
        bound_pages(central.database, 1_000_000)
        assert {each.result for each in desk.push(*events)} == {Result.ACCEPTED}
        assert [entry.position for entry in desk.whole_feed()] == list(range(1, 101))


def test_a_database_that_another_process_holds_is_answered_with_try_again(
    tmp_path: Path,
) -> None:
    """Busy passes: the desk's event is accepted when the other one has finished."""
    path = tmp_path / "central.sqlite"
    with running_central(tmp_path, writer_wait_s=0.2) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        wanted = desk.opened("d1")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert desk.send(wanted).problem.code == "try_again"
        assert desk.ask_lease().problem.code == "try_again"
        other.execute("ROLLBACK")
        other.close()
        assert desk.push(wanted)[0].result is Result.ACCEPTED


def test_a_thread_that_writes_for_too_long_holds_nobody_for_ever(tmp_path: Path) -> None:
    """Within the process writers queue at a lock, with a bound."""
    database = open_database(url_of(tmp_path), writer_wait_s=0.05)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with database.write():
            held.set()
            done.wait(20)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert held.wait(20)
        with pytest.raises(DatabaseFault), database.write():
            pass
        done.set()
        holding.result(20)
    with database.write():
        pass
    database.close()


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path) -> None:
    """Our own errors undo, too; errors of the library become DatabaseFault."""
    database = open_database(url_of(tmp_path))

    def spoil() -> None:
        with database.write() as connection:
            connection.execute(update(schema_version).values(version=99))
            raise KeyError

    with pytest.raises(KeyError):
        spoil()
    for transaction in (database.read, database.write):
        with pytest.raises(DatabaseFault), transaction() as connection:
            connection.exec_driver_sql("SELECT nonsense FROM nowhere")
    with database.read() as connection:
        assert connection.execute(select(schema_version.c.version)).scalar_one() == SCHEMA_VERSION
    database.close()


def test_a_database_is_brought_forward_step_by_step(tmp_path: Path) -> None:
    """Each migration in the transaction that records it; opened again, nothing happens."""
    database = open_database(url_of(tmp_path))
    done: list[int] = []

    def first(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE later (x)")
        done.append(1)

    def second(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO later VALUES (1)")
        done.append(2)

    migrations: dict[int, Migration] = {SCHEMA_VERSION: first, SCHEMA_VERSION + 1: second}
    for _ in range(2):
        with database.write() as connection:
            prepare(connection, now_ms=0, version=SCHEMA_VERSION + 2, migrations=migrations)
    assert done == [1, 2]
    database.close()
    with pytest.raises(EnvironmentFault) as caught:
        open_database(url_of(tmp_path))
    assert caught.value.code == "central_newer"
    # ... and it was not touched
    with sqlite3.connect(tmp_path / "central.sqlite") as plain:
        assert plain.execute("SELECT version FROM schema_version").fetchone()[0] == 3
    plain.close()


def test_two_processes_that_start_together_make_one_database(tmp_path: Path) -> None:
    """Who comes second finds the tables."""
    with ThreadPoolExecutor(4) as pool:
        databases = list(pool.map(lambda _: open_database(url_of(tmp_path)), range(4)))
    for database in databases:
        with database.read() as connection:
            assert len(connection.execute(select(schema_version)).all()) == 1
        database.close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite://", "central_url"),
        ("sqlite:///:memory:", "central_url"),
        ("nonsense", "central_url"),
        ("klingon://x", "central_url"),
        ("sqlite:////nowhere/at/all/central.sqlite", "central_database"),
    ],
)
def test_a_url_that_can_not_be_opened_says_why(url: str, code: str) -> None:
    """In memory, of no known kind, in no folder."""
    with pytest.raises(EnvironmentFault) as caught:
        open_database(url)
    assert caught.value.code == code


def test_a_port_that_is_taken_is_said_and_the_database_closed(tmp_path: Path) -> None:
    """Start-up failure raises; stopping twice is fine."""
    with running_central(tmp_path) as central:
        port = int(central.url.rpartition(":")[2])
        with pytest.raises(EnvironmentFault) as caught:
            EmbeddedCentral(url_of(tmp_path), FixedClock(NOW), port)
        assert caught.value.code == "central_port"
        assert central.running
        central.stop()
        assert not central.running


def test_a_server_that_does_not_come_up_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread ends before it serves: the maker hears of it at once."""

    async def fail(*_arguments: object) -> None:
        raise SystemExit(3)

    monkeypatch.setattr("uvicorn.Server.startup", fail)
    with pytest.raises(EnvironmentFault) as caught:
        EmbeddedCentral(url_of(tmp_path), FixedClock(NOW))
    assert caught.value.code == "central_start"


def test_a_central_that_stops_sends_waiting_polls_home(tmp_path: Path) -> None:
    """Nobody waits 25 seconds for a server that is about to end."""
    with running_central(tmp_path) as central, ThreadPoolExecutor(1) as pool:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        waiting = pool.submit(desk.feed, "1.0", wait_s=25)
        while not central.waiting_polls:
            assert not waiting.done()
        central.stop()
        assert waiting.result(20).status == 200


def test_the_tables_can_be_made_on_postgresql() -> None:
    """The same schema: partial unique indexes with their condition, no type of SQLite's own."""
    made = [
        str(CreateIndex(index).compile(dialect=POSTGRESQL))
        for table in metadata.sorted_tables
        for index in table.indexes
    ]
    unique = [each for each in made if "UNIQUE" in each]
    assert len(unique) == 2
    assert all(" WHERE " in each for each in unique)
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=POSTGRESQL))
