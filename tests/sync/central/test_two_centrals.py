"""Two centrals over one database, each with its own connections, as two processes have them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from app.clock.time import FixedClock
from app.dossier.events import Event
from sync.central.administration import add_installation_code, list_installations, list_tasks
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import count
from sync.contract.messages import BatchAnswer, EnrolAnswer, EventOutcome, LeaseGrant, Result
from tests.app.dossier.samples import RULES
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, Desk, Reply, start_central

DESKS = 6
DAYS = 5


@dataclass
class Two:
    """Both centrals, and calls that begin at the same moment at one or the other."""

    backend: str
    centrals: list[EmbeddedCentral]

    def desk(self, index: int, agency: str = AGENCY) -> Desk:
        """A desk that speaks to one of them, not enrolled yet."""
        return Desk(self.centrals[index % 2].url, f"desk-{index}", agency)

    def enrolled(self, index: int, agency: str = AGENCY) -> Desk:
        desk = self.desk(index, agency)
        desk.enrol(self.centrals[0])
        return desk

    def answered(self, ask: Callable[[], Reply]) -> Reply:
        """SQLite's queue of processes is unfair: there "busy" is no answer. Here it is one."""
        while True:
            reply = ask()
            busy = reply.status == 503 and reply.problem.code == "try_again"
            if not (busy and self.backend == "sqlite"):
                return reply

    def at_once(self, *calls: Callable[[], Reply]) -> list[Reply]:
        """Their answers."""
        start = threading.Barrier(len(calls))

        def run(call: Callable[[], Reply]) -> Reply:
            start.wait(60)
            return self.answered(call)

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(run, calls))


@pytest.fixture
def two(backend: str, database_url: str) -> Iterator[Two]:
    """Two running centrals."""
    wait: dict[str, Any] = {"writer_wait_s": 30, "rules": RULES}
    with ExitStack() as stack:
        first = stack.enter_context(start_central(database_url, **wait))
        second = EmbeddedCentral(database_url, FixedClock(NOW), **wait)
        stack.enter_context(second)
        yield Two(backend, [first, second])


def lease(desk: Desk, day: date) -> Callable[[], Reply]:
    return lambda: desk.ask_lease(id=f"{desk.installation}-{day}", period=day.isoformat(), count=7)


def send(desk: Desk, *events: Event) -> Callable[[], Reply]:
    return lambda: desk.send(*events)


def outcomes(replies: list[Reply]) -> list[list[EventOutcome]]:
    return [reply.read(BatchAnswer).outcomes for reply in replies]


def test_leases_never_overlap_and_leave_nothing_out(two: Two) -> None:
    """All desks ask for new series at once; each ask arrives at both centrals."""
    desks = [two.enrolled(index) for index in range(DESKS)]
    doubles = [desk.copy() for desk in desks]
    for index, desk in enumerate(doubles):
        desk.url = two.centrals[(index + 1) % 2].url
    for days in range(DAYS):
        day = NOW.date() + timedelta(days=days)
        replies = two.at_once(*(lease(desk, day) for desk in desks + doubles))
        grants = [reply.read(LeaseGrant) for reply in replies]
        assert grants[:DESKS] == grants[DESKS:]
        firsts = sorted(grant.first for grant in grants[:DESKS])
        assert firsts == [1 + 7 * index for index in range(DESKS)]


def test_one_event_pushed_at_once_is_one_record(two: Two) -> None:
    """One is accepted, all others are duplicates with its position."""
    desk = two.enrolled(0)
    double = desk.copy()
    double.url = two.centrals[1].url
    for index in range(DAYS):
        event = desk.opened(f"d{index}")
        calls = [send(each, event) for each in (desk, double) * 3]
        answers = [each[0] for each in outcomes(two.at_once(*calls))]
        assert sorted(each.result for each in answers) == [Result.ACCEPTED] + [Result.DUPLICATE] * 5
        assert {each.position for each in answers} == {index + 1}
    assert count(two.centrals[0].database)["events"] == DAYS


def test_positions_of_each_agency_are_dense(two: Two) -> None:
    """Three desks of each of two agencies push batches at once: 1, 2, 3 … in both feeds."""
    desks = [two.enrolled(index, (AGENCY, OTHER_AGENCY)[index // 3]) for index in range(DESKS)]
    for round_number in range(DAYS):
        calls = [
            send(desk, *[desk.opened(f"{desk.installation}-{round_number}-{n}") for n in range(3)])
            for desk in desks
        ]
        for answer in outcomes(two.at_once(*calls)):
            positions = [each.position for each in answer]
            assert positions == list(range(positions[0] or 0, (positions[0] or 0) + 3))
    for desk in (desks[0], desks[-1]):
        feed = [entry.position for entry in desk.whole_feed()]
        assert feed == list(range(1, 3 * 3 * DAYS + 1))


def test_a_number_used_twice_at_once_makes_its_task(two: Two) -> None:
    """In two agencies, at two centrals: whoever comes second is told."""
    here, there = two.enrolled(0), two.enrolled(1, OTHER_AGENCY)
    for number in range(1, DAYS + 1):
        grant = LeaseGrant("lost", "dossier", "G01.899", "2026-11-24", 1, 99)
        batches = [
            [desk.opened(f"{desk.installation}-{number}"),
             desk.registered(f"{desk.installation}-{number}", grant, number)]
            for desk in (here, there)
        ]  # fmt: skip
        two.at_once(send(here, *batches[0]), send(there, *batches[1]))
    kinds = [task["kind"] for task in list_tasks(two.centrals[0].database)]
    assert kinds.count("number_taken") == DAYS


def test_one_code_enrols_one_desk(two: Two) -> None:
    """Of all that use it at once; the same desk, asking twice, gets the same answer."""
    desks = [two.desk(index) for index in range(DESKS)]
    code = add_installation_code(two.centrals[0].database, AGENCY, now=NOW)
    replies = two.at_once(*((lambda desk=desk: desk.ask_to_enrol(code)) for desk in desks * 2))
    enrolled = [reply.read(EnrolAnswer) for reply in replies if reply.status == 200]
    assert len(enrolled) == 2
    assert enrolled[0] == enrolled[1]
    others = {reply.problem.code for reply in replies if reply.status != 200}
    assert others == {"bad_enrolment_code"}
    assert len(list_installations(two.centrals[1].database)) == 1


def test_desks_that_enrol_at_once_get_key_ids_of_their_own(two: Two) -> None:
    """None is left out, none is given twice."""
    codes = [add_installation_code(two.centrals[0].database, AGENCY, now=NOW) for _ in range(DESKS)]
    calls = [
        (lambda index=index: two.desk(index).ask_to_enrol(codes[index])) for index in range(DESKS)
    ]
    answers = [reply.read(EnrolAnswer) for reply in two.at_once(*calls)]
    assert sorted(each.key_id for each in answers) == list(range(1, DESKS + 1))
