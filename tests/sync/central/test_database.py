"""Durability: answered after the commit, or not at all; forward migrations; starting, ending."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, create_engine, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from sync.central.database import DatabaseFault, open_database
from sync.central.embedded import EmbeddedCentral
from sync.central.schema import (
    SCHEMA_VERSION,
    Migration,
    carriage,
    claim,
    metadata,
    prepare,
    published,
    scan,
    scan_part,
    scan_upload,
    schema_version,
    seal_key,
    slip_use,
)
from sync.contract.messages import Result
from tests.sync.central.desk import NOW, Desk, running_central

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped


def test_what_was_answered_is_there_after_a_restart(database_url: str) -> None:
    """Stop, start on the same database: the events, and the desk goes on."""
    clock = FixedClock(NOW)
    with running_central(database_url, clock) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        kept = desk.opened("d1")
        desk.push(kept)
    with EmbeddedCentral(database_url, clock) as again:
        desk.url = again.url
        outcomes = desk.push(kept, desk.opened("d2"))
        assert [each.result for each in outcomes] == [Result.DUPLICATE, Result.ACCEPTED]
        assert [each.position for each in outcomes] == [1, 2]


def test_a_transaction_that_raises_leaves_nothing(database_url: str) -> None:
    """Our own errors undo, too; errors of the library become DatabaseFault."""
    database = open_database(database_url)

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


def test_a_database_is_brought_forward_step_by_step(database_url: str) -> None:
    """Each migration in the transaction that records it; opened again, nothing happens."""
    database = open_database(database_url)
    done: list[int] = []

    def first(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE later (x INTEGER)")
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
        open_database(database_url)
    assert caught.value.code == "central_newer"
    # ... and it was not touched
    plain = create_engine(database_url)
    with plain.connect() as connection:
        assert (
            connection.execute(select(schema_version.c.version)).scalar_one() == SCHEMA_VERSION + 2
        )
    plain.dispose()


def test_two_processes_that_start_together_make_one_database(database_url: str) -> None:
    """Who comes second finds the tables."""
    with ThreadPoolExecutor(4) as pool:
        databases = list(pool.map(lambda _: open_database(database_url), range(4)))
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


def test_a_port_that_is_taken_is_said_and_the_database_closed(database_url: str) -> None:
    """Start-up failure raises; stopping twice is fine."""
    with running_central(database_url) as central:
        port = int(central.url.rpartition(":")[2])
        with pytest.raises(EnvironmentFault) as caught:
            EmbeddedCentral(database_url, FixedClock(NOW), port)
        assert caught.value.code == "central_port"
        assert central.running
        central.stop()
        assert not central.running


def test_a_server_that_does_not_come_up_raises(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread ends before it serves: the maker hears of it at once."""

    async def fail(*_arguments: object) -> None:
        raise SystemExit(3)

    monkeypatch.setattr("uvicorn.Server.startup", fail)
    with pytest.raises(EnvironmentFault) as caught:
        EmbeddedCentral(database_url, FixedClock(NOW))
    assert caught.value.code == "central_start"


def test_a_central_that_stops_sends_waiting_polls_home(database_url: str) -> None:
    """Nobody waits 25 seconds for a server that is about to end."""
    with running_central(database_url) as central, ThreadPoolExecutor(1) as pool:
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
    assert len(unique) == 3
    assert all(" WHERE " in each for each in unique)
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=POSTGRESQL))


@pytest.mark.parametrize("version", [1, 2])
def test_a_central_of_an_older_schema_gets_what_is_new(database_url: str, version: int) -> None:
    """What it holds stays; the tables that came later are added."""
    database = open_database(database_url)
    added = [scan, scan_part, scan_upload, claim, published, seal_key, carriage]
    with database.write() as connection:
        for table in [*added, *([slip_use] if version == 1 else [])]:
            table.drop(connection)
        connection.execute(update(schema_version).values(version=version))
    database.close()
    database = open_database(database_url)
    with database.read() as connection:
        for table in [slip_use, *added]:
            assert connection.execute(select(table)).all() == []
        found = connection.execute(select(schema_version.c.version)).scalar_one()
        assert found == SCHEMA_VERSION
    database.close()
