"""What is PostgreSQL's own: sessions that end, a server that crashes, locks held elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import LiteralString

import psycopg
import pytest
from sqlalchemy import Connection, func, insert, select

from app.errors import EnvironmentFault
from sync.central.administration import add_installation_code
from sync.central.database import DatabaseFault, open_database
from sync.central.holdings import count
from sync.central.schema import event as event_table
from sync.central.schema import task
from sync.central.turns import take_heads
from sync.contract.messages import EnrolAnswer, Health, Result
from tests.app.dossier.samples import application
from tests.sync.central.databases import WITHOUT_POSTGRESQL
from tests.sync.central.desk import AGENCY, NOW, Desk, running_central
from tests.sync.central.postgresql import PostgresqlServer, name_of

pytestmark = WITHOUT_POSTGRESQL

ANSWERS_BEFORE_THE_CRASH = 15


def test_a_machine_without_a_server_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The tests of the central fail there; they are not passed over in silence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tests.sync.central.postgresql.DEBIAN", tmp_path)
    with pytest.raises(RuntimeError, match="make setup-system"):
        PostgresqlServer()


def test_every_session_is_durable_and_waits_for_nothing_without_a_bound(
    postgresql: PostgresqlServer, postgresql_url: str
) -> None:
    """Also where the administrator of the server has switched it off."""
    with postgresql.connect("postgres") as session:
        name = psycopg.sql.Identifier(name_of(postgresql_url))
        off = psycopg.sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")
        session.execute(off.format(name))
    database = open_database(postgresql_url)

    def shown(connection: Connection) -> list[str]:
        return [
            connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in (
                "synchronous_commit",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "transaction_isolation",
                "transaction_read_only",
            )
        ]

    for _ in range(2):  # one after the other on one session
        with database.write() as connection:
            assert shown(connection) == ["on", "5s", "1min", "read committed", "off"]
        with database.read() as connection:
            assert shown(connection) == ["on", "5s", "1min", "repeatable read", "on"]
    database.close()


def test_a_reader_sees_one_moment(postgresql_url: str) -> None:
    """What is accepted while it reads belongs to the next look, whole."""
    with running_central(postgresql_url) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        every = select(func.count()).select_from(event_table)
        with central.database.read() as connection:
            assert connection.execute(every).scalar_one() == 0
            desk.push(desk.opened("d1"))
            assert connection.execute(every).scalar_one() == 0
        assert count(central.database)["events"] == 1


def test_a_server_is_named_by_its_usual_url_too(postgresql_url: str) -> None:
    """``postgresql://`` is psycopg here, not SQLAlchemy's older default."""
    open_database(postgresql_url.replace("postgresql+psycopg:", "postgresql:")).close()


def test_a_server_that_is_not_there_is_said(postgresql_url: str) -> None:
    """No such database, no such server."""
    for url in (postgresql_url.replace("@/t", "@/none"), f"{postgresql_url}-none"):
        with pytest.raises(DatabaseFault):
            open_database(url)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_can_not_hold_vietnamese_is_refused(
    postgresql: PostgresqlServer, encoding: str
) -> None:
    """What Debian makes where no locale is set; nothing is written into it."""
    options: dict[str, LiteralString] = {
        "SQL_ASCII": "TEMPLATE template0 ENCODING 'SQL_ASCII'",
        "LATIN1": "TEMPLATE template0 ENCODING 'LATIN1'",
    }
    url = postgresql.new_database(options[encoding])
    with pytest.raises(EnvironmentFault) as caught:
        open_database(url)
    assert caught.value.code == "central_encoding"
    with postgresql.connect(name_of(url)) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchone() == (0,)
    postgresql.drop(url)


def test_what_is_logged_of_an_error_holds_nothing_of_the_rows(postgresql_url: str) -> None:
    """PostgreSQL adds the row that it refused; people's data stay out of the log."""
    database = open_database(postgresql_url)
    row = {each.name: 0 if each.name.endswith("_ms") else "Nguyễn Văn A" for each in task.c}
    with pytest.raises(DatabaseFault) as caught, database.write() as connection:
        connection.execute(insert(task), [row, row])
    database.close()
    assert "23505" in caught.value.cause
    assert "Nguyễn" not in caught.value.cause


@contextmanager
def held(
    postgresql: PostgresqlServer, url: str, statement: LiteralString
) -> Iterator[psycopg.Connection[psycopg.rows.TupleRow]]:
    """Another session in the middle of a transaction."""
    with postgresql.connect(name_of(url)) as connection, connection.transaction():
        connection.execute(statement)
        yield connection


def test_what_another_session_holds_is_answered_with_try_again(
    postgresql: PostgresqlServer, postgresql_url: str
) -> None:
    """Bounded: an agency's head, a table under repair; afterwards the same bytes are accepted."""
    with running_central(postgresql_url, writer_wait_s=0.1) as central:
        desk, new = Desk(central.url, "desk-1"), Desk(central.url, "desk-2")
        desk.enrol(central)
        code = add_installation_code(central.database, AGENCY, now=NOW)
        wanted = desk.opened("d1")
        with held(postgresql, postgresql_url, "SELECT head FROM agency FOR UPDATE"):
            for reply in (desk.send(wanted), desk.ask_lease(), new.ask_to_enrol(code)):
                assert (reply.status, reply.problem.code) == (503, "try_again")
            assert desk.feed().status == 200  # readers wait for nobody
        with held(postgresql, postgresql_url, "LOCK TABLE installation"):
            assert desk.feed().problem.code == "try_again"
        assert desk.push(wanted)[0].position == 1
        assert desk.lease().first == 1
        assert new.ask_to_enrol(code).read(EnrolAnswer).key_id == 2


def test_a_central_that_falls_silent_in_a_transaction_holds_nobody_for_ever(
    postgresql_url: str,
) -> None:
    """Its machine lost its power: the server ends the transaction, the others go on."""
    silent = open_database(postgresql_url, writer_wait_s=0.02)
    with running_central(postgresql_url, writer_wait_s=0.1) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        event = desk.opened("d1")
        with pytest.raises(DatabaseFault), silent.write() as connection:  # noqa: PT012 - the end
            take_heads(connection)
            while (reply := desk.send(event)).status != 200:
                assert reply.problem.code == "try_again"
            connection.execute(select(task))
        assert [entry.position for entry in desk.whole_feed()] == [1]
    silent.close()


def test_sessions_that_the_server_ended_are_replaced_unnoticed(
    postgresql: PostgresqlServer, postgresql_url: str
) -> None:
    """Restarted in the night: the first call of the morning is answered."""
    with running_central(postgresql_url) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        with ThreadPoolExecutor(8) as pool:  # so that the pool holds some
            list(pool.map(lambda _: desk.feed(), range(16)))
        with postgresql.connect("postgres") as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s",
                (name_of(postgresql_url),),
            )
        assert desk.push(desk.opened("d1"))[0].position == 1
        with ThreadPoolExecutor(8) as pool:
            assert {reply.status for reply in pool.map(lambda _: desk.feed(), range(16))} == {200}


def test_a_session_that_ends_in_a_transaction_leaves_nothing(
    postgresql: PostgresqlServer, postgresql_url: str
) -> None:
    """503, and the same bytes again are accepted once."""
    with running_central(postgresql_url) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        event = desk.opened("d1")
        with ThreadPoolExecutor(1) as pool, postgresql.held(postgresql_url, "dossier"):
            pushing = pool.submit(desk.send, event)
            postgresql.wait_until_blocked(postgresql_url, 1, [pushing])
            with postgresql.connect("postgres") as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = %s AND wait_event_type = 'Lock'",
                    (name_of(postgresql_url),),
                )
            assert pushing.result(60).problem.code == "try_again"
        assert desk.whole_feed() == []
        assert desk.push(event)[0].position == 1


def test_a_server_that_crashes_and_comes_back_has_lost_nothing_that_was_answered(
    durable_server: PostgresqlServer,
) -> None:
    """503 while it is away; the same bytes again, and each event is there once."""
    with running_central(durable_server.new_database()) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        events = [desk.opened(f"d{index}") for index in range(3 * ANSWERS_BEFORE_THE_CRASH)]
        enough, refused = threading.Event(), threading.Event()

        def push() -> None:
            for number, event in enumerate(events):
                while (reply := desk.send(event)).status != 200:
                    assert reply.problem.code == "try_again"
                    refused.set()
                if number == ANSWERS_BEFORE_THE_CRASH:
                    enough.set()

        with ThreadPoolExecutor(1) as pool:
            pushing = pool.submit(push)
            assert enough.wait(60)
            durable_server.crash()
            while not refused.wait(1):
                assert not pushing.done()
            sick = desk.call("GET", "/v1/health", signed=False)
            assert (sick.status, b"degraded" in sick.content) == (503, True)
            durable_server.start()
            pushing.result(60)
        assert desk.call("GET", "/v1/health", signed=False).read(Health).status == "ok"
        assert {each.result for each in desk.push(*events)} == {Result.DUPLICATE}
        feed = desk.whole_feed()
        assert [entry.position for entry in feed] == list(range(1, len(events) + 1))
        assert [bytes(entry.header) for entry in feed] == [each.header_bytes for each in events]


def test_a_full_disk_is_answered_with_try_again_and_nothing_is_half_written(
    durable_server: PostgresqlServer,
) -> None:
    """503 with Retry-After; the same bytes again are accepted when there is room."""
    url = durable_server.new_database()
    noise = Random(7)
    durable_server.crash()
    durable_server.start(largest_file_kib=4 * 1024)
    with running_central(url) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        for batch in range(10):
            long = [application(summary=noise.randbytes(90_000).hex()) for _ in range(8)]
            events = [
                desk.opened(f"d{batch}-{index}", application=each)
                for index, each in enumerate(long)
            ]
            reply = desk.send(*events)
            if reply.status != 200:
                break
        assert (reply.problem.status, reply.problem.code) == (503, "try_again")
        assert int(reply.headers["Retry-After"]) > 0
        assert batch > 0
        assert len(desk.whole_feed()) == count(central.database)["events"] == 8 * batch
        durable_server.crash()
        durable_server.start()
        assert {each.result for each in desk.push(*events)} == {Result.ACCEPTED}
        assert len(desk.whole_feed()) == 8 * (batch + 1)
