"""A central of millions of events: what a batch costs does not grow with what is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app.clock.time import FixedClock
from sync.central.embedded import EmbeddedCentral
from sync.contract.messages import Result
from tests.sync.central.databases import sqlite_url
from tests.sync.central.desk import NOW, Desk, start_central

LARGE = ("event", "dossier", "number_use", "slip_use", "lease", "number_end", "scan")


def test_no_statement_of_a_batch_reads_a_large_table_as_a_whole(tmp_path: Path) -> None:
    """By SQLite's own plans; PostgreSQL has the same statements and the same indexes."""
    with start_central(sqlite_url(tmp_path), FixedClock(NOW)) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        grant = desk.lease()
        with noted_statements() as said:
            outcomes = desk.push(
                desk.opened("d1"),
                desk.registered("d1", grant, 1),
                desk.attached("d1", b"page"),
                desk.corrected("d1", "wrong", "0900000009"),
            )
            desk.whole_feed()
        assert {each.result for each in outcomes} == {Result.ACCEPTED, Result.SET_ASIDE}
        plans = plans_of(central, said)
    assert len(plans) > 8
    whole = {f"SCAN {table}" for table in LARGE}
    assert not {sql for sql, plan in plans.items() if whole & set(plan)}


@contextmanager
def noted_statements() -> Iterator[dict[str, Any]]:
    """The statements of the block, each with the values of its last time."""
    said: dict[str, Any] = {}

    def note(_: Any, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:
        said[statement] = values[0] if many else values

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def plans_of(central: EmbeddedCentral, said: dict[str, Any]) -> dict[str, list[str]]:
    """SQLite's plan of each."""
    plans = {}
    with central.database.read() as connection:
        for sql, values in list(said.items()):
            if sql.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                plans[sql] = [str(row[3]) for row in rows]
    return plans
