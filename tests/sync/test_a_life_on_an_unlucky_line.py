"""The whole life of two desks, every call of it lost once and doubled once: one record each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from app.clock.time import FixedClock
from app.store.records import EventState
from sync.central.administration import (
    add_agency,
    add_installation_code,
    list_installations,
    list_tasks,
)
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import Holdings, holdings
from sync.central.schema import enrolment_code, event, lease, number_end, number_use, slip_use
from sync.driver import SyncSummary
from sync.engine.reasons import Line
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk
from tests.sync.unlucky_line import UnluckyLine


class Life:
    """A central, the unlucky line before it, and desks that speak over nothing else."""

    def __init__(self, directory: Path, database_url: str) -> None:
        self.directory = directory
        self.clock = FixedClock(NOW)
        self.central = EmbeddedCentral(database_url, self.clock)
        add_agency(self.central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.line = UnluckyLine(int(self.central.url.rpartition(":")[2]))
        self.desks: list[RealDesk] = []

    def enrol(self, name: str) -> RealDesk:
        desk = RealDesk(self.directory / name, self.clock)
        self.desks.append(desk)
        code = add_installation_code(self.central.database, intake.AGENCY, now=self.clock.now())
        desk.store.enrolment.prepare(self.line.url, code, name)
        return desk

    def moved(self, desk: RealDesk, machine: str) -> RealDesk:
        """The desk's files, opened on another machine."""
        desk.close()
        self.desks.remove(desk)
        again = RealDesk(desk.directory, self.clock, machine=machine)
        self.desks.append(again)
        return again

    def sync(self, desk: RealDesk) -> SyncSummary:
        """Until it is done; a run gives up after some failures in a row, as the verb does."""
        for _ in range(20):
            summary = desk.sync(self.line.url)
            if summary.standing.line is Line.UP and not summary.waiting:
                return summary
        raise AssertionError(summary)

    def rows(self, table: Table) -> list[dict[str, object]]:
        with self.central.database.read() as connection:
            return [dict(row._mapping) for row in connection.execute(select(table))]

    def close(self) -> None:
        for desk in self.desks:
            desk.close()
        self.line.__exit__(None, None, None)
        self.central.stop()


@pytest.fixture
def life(tmp_path: Path, database_url: str) -> Iterator[Life]:
    made = Life(tmp_path, database_url)
    yield made
    made.close()


def test_each_call_lost_once_and_doubled_once_leaves_one_record_each(life: Life) -> None:
    """Issue 2: answers lost and requests doubled in turn; "no answer" is unknown, never failed."""
    one, two = life.enrol("quay-1"), life.enrol("quay-2")
    life.sync(one)
    life.sync(two)
    dossiers = one.receive(5) + two.receive(12)
    life.sync(one)
    life.sync(two)
    life.sync(one)
    papers = [
        one.print_slip(dossiers[0]),
        two.print_slip(dossiers[-1]),
        one.print_slip(dossiers[1]),
    ]
    one.correct(dossiers[0], "0900000001")
    life.sync(one)
    life.sync(two)
    two.correct(dossiers[0], "0900000002")
    life.sync(two)
    life.clock.advance(timedelta(hours=23))  # what is left of yesterday's numbers goes back
    dossiers += one.receive(2)
    life.sync(one)
    life.sync(two)
    one = life.moved(one, "may-khac")  # and the desk becomes its own successor
    life.sync(one)
    dossiers += one.receive(2)
    papers.append(one.print_slip(dossiers[-1]))
    life.sync(one)
    life.sync(two)
    life.sync(one)

    _check_that_every_call_was_unlucky(life)
    _check_the_central(life, dossiers, papers)
    _check_the_desks(life, one, two)


def _check_that_every_call_was_unlucky(life: Life) -> None:
    """Each was tried again after its answer was lost, and each kind of call was made."""
    kinds = Counter(
        (method, target.split("?")[0].split("/")[2]) for method, target, _ in life.line.times
    )
    assert set(kinds) == {
        ("POST", "installations"),
        ("POST", "events"),
        ("POST", "leases"),
        ("DELETE", "leases"),
        ("GET", "feed"),
        ("GET", "keys"),
    }
    once = [call for call, times in life.line.times.items() if times < 2]
    assert not once, "lost and never tried again"


def _check_the_central(life: Life, dossiers: list[str], papers: list[int | None]) -> None:
    held = holdings(life.central.database)
    events = 2 * len(dossiers) + 2 + len(papers)
    assert held == Holdings(
        dossiers=len(dossiers),
        registered=len(dossiers),
        codes=len(dossiers),
        duplicates=0,
        events=events,
        set_aside=0,
        tasks=0,
    )
    assert list_tasks(life.central.database) == []
    kept = life.rows(event)
    assert len({row["id"] for row in kept}) == len({row["hash"] for row in kept}) == events
    positions = sorted(int(str(row["position"])) for row in kept)
    assert positions == list(range(1, events + 1))
    assert {(row["findings"], row["on_chain"], row["conflict"]) for row in kept} == {("[]", 1, 0)}
    assert len(life.rows(number_use)) == len(dossiers)
    used = [row["number"] for row in life.rows(slip_use)]
    assert len(set(used)) == len(papers)
    assert sorted(papers, key=str) == sorted(used, key=str), "a paper's number was used twice"
    states = Counter(str(each["state"]) for each in list_installations(life.central.database))
    assert states == {"active": 2, "retired": 1}
    assert [row["spent_by"] is None for row in life.rows(enrolment_code)] == [False, False]


def _check_the_desks(life: Life, one: RealDesk, two: RealDesk) -> None:
    """What the desks hold is what the central gave, no more and no less."""
    assert one.codes() == two.codes()
    assert len(set(one.codes())) == len(one.codes())
    for desk in (one, two):
        assert set(desk.states().values()) == {EventState.ACCEPTED}
        assert not desk.store.enrolment.pending()
    held = {
        each.id: (each.first, each.last) for desk in (one, two) for each in desk.store.leases.all()
    }
    given = {str(row["id"]): (row["first"], row["last"]) for row in life.rows(lease)}
    assert held == given, "a block was wasted on a doubled request"
    _check_no_overlap(life.rows(lease))
    by_desk = [row for row in life.rows(number_end) if not row["by_central"]]
    ends = {(row["lease"], row["first"], row["last"]) for row in by_desk}
    assert len(ends) == len(by_desk) > 0


def _check_no_overlap(leases: list[dict[str, object]]) -> None:
    numbers = Counter(
        (row["kind"], row["agency"], row["period"], number)
        for row in leases
        for number in range(int(str(row["first"])), int(str(row["last"])) + 1)
    )
    assert set(numbers.values()) == {1}
