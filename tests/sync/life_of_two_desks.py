"""Two desks and their central over a line, from enrolment on; then the states are compared."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Protocol

from sqlalchemy import Table, select

from app.clock.time import FixedClock
from app.dossier.events import Page, PagesAttached
from app.store.carried import CarriedState, NewRun, keep_run
from app.store.records import EventState
from app.store.unsent import cut_runs, unsent_links
from app.store.uploads import UploadState
from sync.carrying.writing import own_body
from sync.central.administration import (
    add_agency,
    add_installation_code,
    list_installations,
    list_tasks,
)
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import Holdings, holdings
from sync.central.schema import (
    claim,
    enrolment_code,
    event,
    lease,
    number_end,
    number_use,
    scan,
    slip_use,
)
from sync.driver import SyncSummary
from sync.engine.reasons import Line
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk

CLAIM = "return_result"
TRIES = 400
"""A run gives up after some failures in a row, as the verb does; so often it is run again."""


class HasUrl(Protocol):
    """A line to the central."""

    url: str


class Life:
    """A central, a line before it, and desks that speak over nothing else."""

    def __init__(self, directory: Path, central: EmbeddedCentral, clock: FixedClock) -> None:
        self.directory = directory
        self.clock = clock
        self.central = central
        add_agency(central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.desks: list[RealDesk] = []
        self.dossiers: list[str] = []
        self.papers: list[int | None] = []
        self.pages: dict[str, bytes] = {}

    def enrol(self, name: str, line: HasUrl) -> RealDesk:
        desk = RealDesk(self.directory / name, self.clock)
        self.desks.append(desk)
        code = add_installation_code(self.central.database, intake.AGENCY, now=self.clock.now())
        desk.store.enrolment.prepare(line.url, code, name)
        return desk

    def moved(self, desk: RealDesk, machine: str) -> RealDesk:
        """The desk's files, opened on another machine."""
        desk.close()
        self.desks.remove(desk)
        again = RealDesk(desk.directory, self.clock, machine=machine)
        self.desks.append(again)
        return again

    def scan(self, desk: RealDesk, dossier: str, *sizes: int) -> None:
        """Attach pages of so many bytes, which do not compress."""
        named = []
        for size in sizes:
            data = Random(size).randbytes(size)
            sha256 = desk.store.pages.put(data)
            self.pages[sha256] = data
            named.append(Page(sha256, size, "image/png", 10, 10, 300))
        with desk.store.transaction(officer="can-bo") as transaction:
            transaction.append(dossier, PagesAttached(component="to-khai", pages=named))

    def rows(self, table: Table) -> list[dict[str, object]]:
        with self.central.database.read() as connection:
            return [dict(row._mapping) for row in connection.execute(select(table))]

    def close(self) -> None:
        for desk in self.desks:
            desk.close()


def sync(desk: RealDesk, line: HasUrl) -> SyncSummary:
    """Until it is done: events, claims, what is carried, pages."""
    for _ in range(TRIES):
        summary = desk.sync(line.url)
        waits = (
            summary.waiting
            or desk.store.claims.pending(desk.clock.now())
            or desk.store.claims.ending()
            or desk.store.carried.list(CarriedState.WAITING)
            or desk.store.uploads.counts().waiting
        )
        if summary.standing.line is Line.UP and not waits:
            return summary
    raise AssertionError(summary)


def carry(giver: RealDesk, carrier: RealDesk) -> None:
    """What ``giver`` could not send goes over to ``carrier`` on a stick."""
    database = giver.store.parts.database
    with carrier.store.parts.database.transaction():
        for run in cut_runs(database, unsent_links(database, set_aside=False)):
            body = own_body(giver.store, run, "quay")
            new = NewRun(
                run.installation, "quay", run.first_seq, run.last_seq, run.tip, body.load()
            )
            assert keep_run(carrier.store.parts.database, new, carrier.clock.now())


def live(
    life: Life, line: HasUrl, *, intake_of_two: int = 12, pages: tuple[int, ...] = (3_000, 9_000)
) -> tuple[RealDesk, RealDesk]:
    """A day and the next morning: dossiers, papers, scans, corrections, a claim, work that another
    desk carries, numbers that go back, a new machine."""
    one, two = life.enrol("quay-1", line), life.enrol("quay-2", line)
    two.store.set_setting("lease_block", str(max(8, intake_of_two)))
    sync(one, line)
    sync(two, line)
    life.dossiers += one.receive(5) + two.receive(intake_of_two)
    sync(one, line)
    sync(two, line)
    sync(one, line)
    life.papers += [
        one.print_slip(life.dossiers[0]),
        two.print_slip(life.dossiers[-1]),
        one.print_slip(life.dossiers[1]),
    ]
    one.correct(life.dossiers[0], "0900000001")
    sync(one, line)
    sync(two, line)
    two.correct(life.dossiers[0], "0900000002")
    sync(two, line)
    life.scan(one, life.dossiers[0], *pages)
    one.store.claims.ask(CLAIM, life.dossiers[0], life.clock.now())
    sync(one, line)
    assert one.store.claims.give_back(CLAIM, life.dossiers[0])
    life.dossiers += two.receive(1)
    carry(two, one)
    sync(one, line)
    sync(two, line)
    life.clock.advance(timedelta(hours=23))  # what is left of yesterday's numbers goes back
    life.dossiers += one.receive(2)
    sync(one, line)
    sync(two, line)
    one = life.moved(one, "may-khac")  # and the desk becomes its own successor
    sync(one, line)
    life.dossiers += one.receive(2)
    life.papers.append(one.print_slip(life.dossiers[-1]))
    sync(one, line)
    sync(two, line)
    sync(one, line)
    return one, two


def check(life: Life, one: RealDesk, two: RealDesk) -> None:
    """One record each at the central; the desks hold what it gave, no more and no less."""
    _check_the_central(life)
    _check_the_desks(life, one, two)


def _check_the_central(life: Life) -> None:
    held = holdings(life.central.database)
    events = 2 * len(life.dossiers) + 2 + len(life.papers) + 1
    assert held == Holdings(
        dossiers=len(life.dossiers),
        registered=len(life.dossiers),
        codes=len(life.dossiers),
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
    assert len(life.rows(number_use)) == len(life.dossiers)
    used = [row["number"] for row in life.rows(slip_use)]
    assert len(set(used)) == len(life.papers)
    assert sorted(life.papers, key=str) == sorted(used, key=str), "a paper's number was used twice"
    assert sorted(str(row["sha256"]) for row in life.rows(scan)) == sorted(life.pages)
    assert len(life.rows(claim)) == 1
    states = Counter(str(each["state"]) for each in list_installations(life.central.database))
    assert states == {"active": 2, "retired": 1}
    assert [row["spent_by"] is None for row in life.rows(enrolment_code)] == [False, False]


def _check_the_desks(life: Life, one: RealDesk, two: RealDesk) -> None:
    assert one.codes() == two.codes()
    assert len(set(one.codes())) == len(one.codes())
    uploads = one.store.uploads.in_state(UploadState.DONE)
    assert {page.sha256 for page in uploads} == set(life.pages)
    assert one.store.carried.list() == []
    assert len(one.store.carried.list(CarriedState.DONE)) == 1
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


def new_clock() -> FixedClock:
    """The morning on which a life begins."""
    return FixedClock(NOW)
