"""Writers who meet on PostgreSQL take their turns: nobody deadlocks, nobody writes unseen.

Another session holds a table, so the calls meet at the same place each time; then it lets go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, LiteralString

import pytest

from app.clock.time import FixedClock
from sync.central.administration import (
    add_agency,
    add_installation_code,
    list_installations,
    list_tasks,
    resume,
    suspend,
)
from sync.central.database import open_database
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.contract.messages import BatchAnswer, EnrolAnswer, LeaseGrant, LeaseReturned, Result
from tests.app.dossier.samples import RULES
from tests.sync.central.databases import WITHOUT_POSTGRESQL
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, POLICE, Desk, start_central
from tests.sync.central.postgresql import PostgresqlServer

pytestmark = WITHOUT_POSTGRESQL

WAIT_S = 60


@dataclass
class Two:
    """Two centrals over one database, each with its own connections."""

    server: PostgresqlServer
    url: str
    first: EmbeddedCentral
    second: EmbeddedCentral

    def meet(self, table: LiteralString, *calls: Callable[[], Any]) -> list[Any]:
        """Begin the calls one after the other while ``table`` holds them up; their answers."""
        begun: list[Future[Any]] = []
        with ThreadPoolExecutor(len(calls)) as pool:
            with self.server.held(self.url, table):
                for call in calls:
                    begun.append(pool.submit(call))
                    self.server.wait_until_blocked(self.url, len(begun), begun)
            return [each.result(WAIT_S) for each in begun]

    def code(self, agency: str = AGENCY) -> str:
        return add_installation_code(self.first.database, agency, now=NOW)

    def desk(self, name: str, agency: str = AGENCY) -> Desk:
        """A desk of the first central."""
        desk = Desk(self.first.url, name, agency)
        desk.enrol(self.first)
        return desk

    def there(self, desk: Desk) -> Desk:
        """The same desk, speaking to the second central."""
        other = desk.copy()
        other.url = self.second.url
        return other


@pytest.fixture
def two(postgresql: PostgresqlServer, postgresql_url: str) -> Iterator[Two]:
    """Two running centrals."""
    wait: dict[str, Any] = {"writer_wait_s": WAIT_S, "rules": RULES}
    with ExitStack() as stack:
        first = stack.enter_context(start_central(postgresql_url, **wait))
        second = EmbeddedCentral(postgresql_url, FixedClock(NOW), **wait)
        stack.enter_context(second)
        yield Two(postgresql, postgresql_url, first, second)


def test_the_first_lease_of_a_series_may_be_asked_for_by_all_at_once(two: Two) -> None:
    """Every morning: the series has no row yet that could be locked."""
    one, other = two.desk("desk-1"), two.there(two.desk("desk-2"))
    grants = two.meet("series", lambda: one.lease(id="a"), lambda: other.lease(id="b"))
    assert [(each.first, each.last) for each in grants] == [(1, 20), (21, 40)]


def test_one_ask_that_reaches_both_centrals_at_once_gets_one_block(two: Two) -> None:
    """The desk asked again before the first answer was there."""
    desk = two.desk("desk-1")
    grants = two.meet("lease", desk.lease, two.there(desk).lease)
    assert grants[0] == grants[1]
    assert desk.lease(id="next").first == 21


def test_desks_that_enrol_at_once_get_different_key_ids(two: Two) -> None:
    """A key id is printed on receipts: the next one is taken by one at a time."""
    codes = [two.code(), two.code(OTHER_AGENCY)]
    one, other = Desk(two.first.url, "desk-1"), Desk(two.second.url, "desk-2")
    answers = two.meet(
        "installation",
        lambda: one.ask_to_enrol(codes[0]).read(EnrolAnswer),
        lambda: other.ask_to_enrol(codes[1]).read(EnrolAnswer),
    )
    assert [each.key_id for each in answers] == [1, 2]


def test_one_code_enrols_one_of_two_desks_that_use_it_at_once(two: Two) -> None:
    """The second is told that it is spent, as if it had come later."""
    code = two.code()
    one, other = Desk(two.first.url, "desk-1"), Desk(two.second.url, "desk-2")
    first, second = two.meet(
        "installation", lambda: one.ask_to_enrol(code), lambda: other.ask_to_enrol(code)
    )
    assert first.status == 200
    assert second.problem.code == "bad_enrolment_code"


def test_one_desk_whose_request_is_doubled_is_enrolled_once(two: Two) -> None:
    """Both get the same answer."""
    code = two.code()
    desk = Desk(two.first.url, "desk-1")
    again = two.there(desk)
    answers = two.meet(
        "installation",
        lambda: desk.ask_to_enrol(code).read(EnrolAnswer),
        lambda: again.ask_to_enrol(code).read(EnrolAnswer),
    )
    assert answers[0] == answers[1]


def test_the_same_event_at_both_centrals_at_once_is_one_record(two: Two) -> None:
    """The second is a duplicate of the first."""
    desk = two.desk("desk-1")
    event = desk.opened("d1")
    again = two.there(desk)
    first, second = two.meet("event", lambda: desk.push(event), lambda: again.push(event))
    assert (first[0].result, second[0].result) == (Result.ACCEPTED, Result.DUPLICATE)
    assert first[0].position == second[0].position == 1


def test_one_number_used_in_two_agencies_at_once_makes_its_task(two: Two) -> None:
    """Each agency's writers queue at its head; a number's writers queue at its series, too."""
    here, there = two.desk("desk-1"), two.there(two.desk("desk-2", OTHER_AGENCY))
    grant = here.lease(agency=POLICE)
    calls = [
        lambda: here.push(here.opened("d1"), here.registered("d1", grant, 1)),
        lambda: there.push(there.opened("d2"), there.registered("d2", grant, 1)),
    ]
    two.meet("number_use", *calls)
    kinds = [task["kind"] for task in list_tasks(two.first.database)]
    assert "number_taken" in kinds


def test_numbers_may_end_while_a_successor_takes_over(two: Two) -> None:
    """The desk's own word and the central's burning meet at one lease: one after the other."""
    desk = two.desk("desk-1")
    grant = desk.lease()
    successor = Desk(two.second.url, "next")
    ended, enrolled = two.meet(
        "number_end",
        lambda: desk.end_lease(grant.id, first=1, last=5),
        lambda: successor.ask_to_enrol(predecessor=two.there(desk)),
    )
    assert ended.read(LeaseReturned).last == 5
    assert enrolled.status == 200
    fresh = two.desk("desk-2")
    grant = fresh.lease(id="fresh")
    again = Desk(two.second.url, "next-2")
    enrolled, ended = two.meet(
        "number_end",
        lambda: again.ask_to_enrol(predecessor=two.there(fresh)),
        lambda: fresh.end_lease(grant.id, first=1 + 20, last=5 + 20),
    )
    assert (enrolled.status, ended.status) == (200, 200)


def test_a_successor_may_push_and_end_numbers_at_once(two: Two) -> None:
    """Both lock it and what it was before, in the same order."""
    desk = two.desk("desk-1")
    grant = desk.lease()
    left = desk.opened("d1")
    successor = Desk(two.first.url, "next")
    successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    again = two.there(successor)
    ended, pushed = two.meet(
        "number_end", lambda: again.end_lease(grant.id), lambda: successor.send(left)
    )
    assert ended.read(LeaseReturned).first == 1
    assert pushed.read(BatchAnswer).outcomes[0].result is Result.ACCEPTED


def test_a_generation_that_begins_waits_for_leases_under_way(two: Two) -> None:
    """No series slips below the safety gap."""
    desk = two.desk("desk-1")
    grant, _ = two.meet(
        "lease",
        lambda: desk.lease(id="a"),
        lambda: begin_generation(two.second.database, 1_000, clock=FixedClock(NOW)),
    )
    assert isinstance(grant, LeaseGrant)
    assert desk.lease(id="b").first == grant.last + 1_001


def test_an_agency_that_is_added_by_two_administrators_is_there_once(two: Two) -> None:
    """Also when it is only the resolver of both."""

    def add(central: EmbeddedCentral, agency: str) -> None:
        add_agency(central.database, agency, "Xã Mới", {"commune_police": "G01.777"}, "")

    two.meet("agency", lambda: add(two.first, "H26.201"), lambda: add(two.second, "H26.202"))
    with two.first.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM agency WHERE agency = 'G01.777'")
        assert rows.scalar_one() == 1


def test_a_desk_that_is_resumed_while_its_successor_enrols_stays_retired(two: Two) -> None:
    """Else both would be active, and lease numbers."""
    desk = two.desk("desk-1")
    suspend(two.first.database, "desk-1")
    code = two.code()
    successor = Desk(two.second.url, "next")
    enrolled, _ = two.meet(
        "installation",
        lambda: successor.ask_to_enrol(code, predecessor=two.there(desk)),
        lambda: resume(two.first.database, "desk-1"),
    )
    assert enrolled.status == 200
    states = {row["installation"]: row["state"] for row in list_installations(two.first.database)}
    assert states == {"desk-1": "retired", "next": "active"}


def test_a_pushing_agency_holds_up_no_other(two: Two) -> None:
    """Writers of different agencies do not wait for each other, as SQLite's all do."""
    here, there = two.desk("desk-1"), two.desk("desk-2", OTHER_AGENCY)
    database = open_database(two.url)
    with database.write() as connection:
        connection.exec_driver_sql(
            f"SELECT head FROM agency WHERE agency = '{AGENCY}' FOR NO KEY UPDATE"
        )
        assert there.push(there.opened("d2"))[0].position == 1
        assert there.lease(id="b", agency=OTHER_AGENCY).first == 1
        assert here.whole_feed() == []
    database.close()
    assert here.push(here.opened("d1"))[0].position == 1
