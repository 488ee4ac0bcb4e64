"""What is SQLite's own: the journal, the pragmas, one writer at a time, a full disk."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from sync.central.database import Database, DatabaseFault, journal_mode, open_database
from sync.central.holdings import count
from sync.contract.messages import Result
from tests.sync.central.databases import sqlite_url
from tests.sync.central.desk import Desk, running_central


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
    database = open_database(sqlite_url(tmp_path))
    with database.read() as one, database.read() as two:
        for connection in (one, two):
            values = [
                connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("synchronous", "foreign_keys", "journal_mode")
            ]
            assert values == [2, 1, journal_mode(sqlite3.sqlite_version_info).lower()]
    database.close()


def bound_pages(database: Database, pages: int) -> None:
    """Let the file grow to ``pages`` only: what SQLite then says is "disk is full"."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    event.listen(database._writing, "begin", limit)


def test_a_full_disk_is_answered_with_try_again_and_nothing_is_half_written(
    tmp_path: Path,
) -> None:
    """503 with Retry-After; the same bytes again are accepted when there is room."""
    with running_central(sqlite_url(tmp_path)) as central:
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
    with running_central(sqlite_url(tmp_path), writer_wait_s=0.2) as central:
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
    database = open_database(sqlite_url(tmp_path), writer_wait_s=0.05)
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
