"""Real desks, a real central, HTTP between them, and a gate in the line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.clock.time import FixedClock
from app.store.records import EventState
from sync.central.administration import add_agency, add_installation_code, resume, suspend
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.schema import event as event_table
from sync.driver import SyncSummary, Transport
from sync.engine.answers import Failure, FailureKind, Reply
from sync.engine.reasons import Line
from sync.engine.send import Send
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk
from ui.demonstration.gate import Gate


class Town:
    """A central, a gate before it, and desks that are closed at the end."""

    def __init__(self, directory: Path, database_url: str) -> None:
        self.clock = FixedClock(NOW)
        self.directory = directory
        self.central = EmbeddedCentral(database_url, self.clock)
        add_agency(self.central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.gate = Gate(int(self.central.url.rpartition(":")[2]))
        self.desks: list[RealDesk] = []

    def desk(self, name: str, *, enrol: bool = True) -> RealDesk:
        desk = RealDesk(self.directory / name, self.clock)
        self.desks.append(desk)
        if enrol:
            code = add_installation_code(self.central.database, intake.AGENCY, now=NOW)
            desk.store.enrolment.prepare(self.gate.url, code, name)
            assert desk.sync(self.gate.url).enrolled
        return desk

    def restarted(self, desk: RealDesk) -> RealDesk:
        """The desk's process ends cleanly and starts again."""
        desk.close()
        self.desks.remove(desk)
        again = RealDesk(desk.directory, self.clock)
        self.desks.append(again)
        return again

    def events(self) -> list[tuple[str, int | None]]:
        """Every event that the central holds, with its position."""
        query = select(event_table.c.id, event_table.c.position)
        with self.central.database.read() as connection:
            rows = connection.execute(query.order_by(event_table.c.position)).all()
        return [(row.id, row.position) for row in rows]

    def dossiers_registered(self) -> int:
        query = select(func.count(func.distinct(event_table.c.dossier)))
        with self.central.database.read() as connection:
            registered = query.where(event_table.c.type == "registered")
            return int(connection.execute(registered).scalar_one())

    def close(self) -> None:
        for desk in self.desks:
            desk.close()
        self.gate.close()
        self.central.stop()


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    made = Town(tmp_path, database_url)
    yield made
    made.close()


def assert_done(summary: SyncSummary) -> None:
    assert summary.waiting == 0, summary
    assert summary.standing.line is Line.UP, summary


def assert_gap_free(town: Town) -> None:
    positions = [position for _, position in town.events() if position is not None]
    assert positions == list(range(1, len(positions) + 1))


def test_what_one_desk_registers_the_other_desk_knows(town: Town) -> None:
    """Enrol, lease, register, push, pull: both desks and the central agree."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    one.receive(5)
    summary = one.sync(town.gate.url)
    assert_done(summary)
    assert (summary.accepted, summary.duplicate, summary.set_aside) == (10, 0, 0)
    assert summary.uploaded_bytes > 0
    assert_done(two.sync(town.gate.url))
    assert one.codes() == two.codes()
    assert len(one.codes()) == len(set(one.codes())) == 5
    two.receive(3)
    assert_done(two.sync(town.gate.url))
    assert_done(one.sync(town.gate.url))
    assert one.codes() == two.codes()
    assert len(set(one.codes())) == 8
    assert_gap_free(town)
    assert set(one.states().values()) == {EventState.ACCEPTED}
    assert set(one.store.known_keys()) == {1, 2}


def test_dossiers_received_without_numbers_are_registered_in_the_same_run(town: Town) -> None:
    """docs/adr/0009: more than the leases have; the lease comes, then the number, then the push."""
    desk = town.desk("quay-1")
    desk.receive(30)
    waited = len(desk.store.waiting_for_number())
    assert waited > 0
    summary = desk.sync(town.gate.url)
    assert_done(summary)
    assert summary.leases > 0
    assert not desk.store.waiting_for_number()
    assert len(set(desk.codes())) == town.dossiers_registered() == 30


class Spoiled:
    """A Transport that loses answers or doubles requests, by turns."""

    def __init__(self, inner: Transport, *, doubled: bool) -> None:
        self._inner = inner
        self._doubled = doubled
        self._turn = 0
        self.uploaded_bytes = 0

    def execute(self, send: Send) -> Reply:
        self._turn += 1
        reply = self._inner.execute(send)
        if self._turn % 2 == 0:
            return reply
        if self._doubled:
            return self._inner.execute(send)
        return Failure(FailureKind.TIMEOUT, "rig: answer lost")


@pytest.mark.parametrize("doubled", [False, True])
def test_lost_answers_and_doubled_requests_leave_one_record_each(town: Town, doubled: bool) -> None:
    """Every second call: nothing lost, nothing twice, no number wasted on a doubled request."""
    desk = town.desk("quay-1", enrol=False)
    code = add_installation_code(town.central.database, intake.AGENCY, now=NOW)
    desk.store.enrolment.prepare(town.gate.url, code, "quay-1")

    def spoil(transport: Transport) -> Transport:
        return Spoiled(transport, doubled=doubled)

    desk.sync(town.gate.url, wrap=spoil)
    desk.receive(10)
    desk.sync(town.gate.url, wrap=spoil)
    assert_done(desk.sync(town.gate.url))
    events = town.events()
    assert len(events) == len({event for event, _ in events}) == 20
    assert_gap_free(town)
    assert town.dossiers_registered() == 10
    leases = desk.store.leases.all()
    firsts = sorted(lease.first for lease in leases if lease.series.period == "2026-11-24")
    assert firsts[0] == 1
    assert firsts == [1 + 8 * number for number in range(len(firsts))], "blocks follow closely"


def test_answers_lost_on_the_wire_are_only_unknown(town: Town) -> None:
    """The gate drops the connection after the request passed: sent again, a duplicate."""
    desk = town.desk("quay-1")
    desk.receive(4)
    town.gate.drop_answers(1)
    summary = desk.sync(town.gate.url)
    assert_done(summary)
    assert summary.duplicate + summary.accepted == len(town.events()) == 8


def test_a_cut_line_keeps_everything_until_it_is_back(town: Town) -> None:
    """Receiving goes on; a new process sends it all when the line is up again."""
    desk = town.desk("quay-1")
    town.gate.cut()
    desk.receive(3)
    summary = desk.sync(town.gate.url)
    assert summary.waiting == 6
    assert summary.standing.line is Line.DOWN
    desk = town.restarted(desk)
    town.gate.restore()
    assert_done(desk.sync(town.gate.url))
    assert len(town.events()) == 6


def test_a_wrong_clock_never_stops_the_queue(town: Town) -> None:
    """Three hours ahead: signed with the central's time, the offset is kept."""
    desk = town.desk("quay-1")
    desk.receive(2)
    ahead = FixedClock(NOW + timedelta(hours=3))
    desk.clock = ahead
    assert_done(desk.sync(town.gate.url))
    assert len(town.events()) == 4
    offset = desk.store.setting("clock_offset_ms")
    assert offset is not None
    assert int(offset) == 3 * 3_600_000


def test_a_correction_that_came_second_is_set_aside_with_its_reason(town: Town) -> None:
    """docs/adr/0002: two desks correct the same field; the rest of the chain goes on."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    dossier = one.receive(1)[0]
    assert_done(one.sync(town.gate.url))
    assert_done(two.sync(town.gate.url))
    one.correct(dossier, "0900000001")
    late = two.correct(dossier, "0900000002")
    two.receive(1)
    assert_done(one.sync(town.gate.url))
    assert_done(two.sync(town.gate.url))
    entry = two.store.outbox.show(late)
    assert entry.state is EventState.SET_ASIDE
    assert entry.problem is not None
    assert entry.problem.code == "changed_meanwhile"
    assert entry.problem.detail
    assert_done(one.sync(town.gate.url))
    for desk in (one, two):
        state = desk.store.dossier(dossier)
        assert state is not None
        assert state.application is not None
        assert state.application.submitter.phone == "0900000001"
    assert one.codes() == two.codes()


def test_a_request_set_aside_at_the_desk_keeps_its_place_in_the_chain(town: Town) -> None:
    """After a pull the desk itself refuses it; what follows must still get in."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    dossier = one.receive(1)[0]
    assert_done(one.sync(town.gate.url))
    assert_done(two.sync(town.gate.url))
    one.correct(dossier, "0900000001")
    assert_done(one.sync(town.gate.url))
    late = two.correct(dossier, "0900000002")

    class PullOnly:
        """Pushing fails, so that the feed comes first."""

        def __init__(self, inner: Transport) -> None:
            self._inner = inner
            self.uploaded_bytes = 0

        def execute(self, send: Send) -> Reply:
            if send.operation.name == "push_events":
                return Failure(FailureKind.TIMEOUT, "rig")
            return self._inner.execute(send)

    two.sync(town.gate.url, once=True, wrap=PullOnly)
    assert two.store.outbox.show(late).state is EventState.SET_ASIDE
    two.receive(2)
    assert_done(two.sync(town.gate.url))
    assert len(town.events()) == 2 + 1 + 1 + 4
    assert_done(one.sync(town.gate.url))
    assert len(set(one.codes())) == 3


def test_a_central_restored_from_its_backup_gets_back_what_it_lost(town: Town) -> None:
    """A new generation: every own event is offered again, also one that was set aside."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    dossier = one.receive(2)[0]
    assert_done(one.sync(town.gate.url))
    assert_done(two.sync(town.gate.url))
    one.correct(dossier, "0900000001")
    late = two.correct(dossier, "0900000002")
    assert_done(one.sync(town.gate.url))
    assert_done(two.sync(town.gate.url))
    two.receive(2)
    assert_done(two.sync(town.gate.url))
    before = {event for event, _ in town.events()}
    with town.central.database.write() as connection:
        # All that came in is gone, as in a database from before; the enrolments are there.
        for table in reversed(event_table.metadata.sorted_tables):
            if table.name in {"event", "dossier", "number_use"}:
                connection.execute(table.delete())
            elif table.name == "installation":
                connection.execute(table.update().values(last_seq=0, last_hash="0" * 64))
            elif table.name == "agency":
                connection.execute(table.update().values(head=0))
    begin_generation(town.central.database, 1_000, clock=town.clock)
    for desk in (two, one, two, one):
        assert_done(desk.sync(town.gate.url))
    assert {event for event, _ in town.events()} == before
    assert_gap_free(town)
    assert one.codes() == two.codes()
    assert one.store.feed.cursor() == two.store.feed.cursor()
    assert two.store.outbox.counts().waiting == 0
    # This time the other correction came first: the central decides anew, and the desks follow.
    phones = set()
    for desk in (one, two):
        state = desk.store.dossier(dossier)
        assert state is not None
        assert state.application is not None
        phones.add(state.application.submitter.phone)
    assert len(phones) == 1
    assert late in {event for event, _ in town.events()}


def test_a_suspended_desk_waits_and_goes_on_when_it_is_resumed(town: Town) -> None:
    """403: its facts wait, nothing is set aside."""
    desk = town.desk("quay-1")
    desk.receive(2)
    installation = desk.port.installation()
    assert installation is not None
    suspend(town.central.database, installation)
    summary = desk.sync(town.gate.url)
    assert (summary.waiting, summary.set_aside) == (4, 0)
    assert summary.standing.code == "installation_suspended"
    resume(town.central.database, installation)
    assert_done(desk.sync(town.gate.url))


def test_a_suspended_desk_with_nothing_to_send_numbers_no_more_by_its_leases(town: Town) -> None:
    """docs/adr/0004: it learns of it by asking; its dossiers get numbers once it is resumed."""
    desk = town.desk("quay-1")
    desk.receive(1)
    assert_done(desk.sync(town.gate.url))
    installation = desk.port.installation()
    assert installation is not None
    suspend(town.central.database, installation)
    desk.port.keep_keys([], town.clock.now())
    desk.sync(town.gate.url)
    desk.receive(2)
    assert len(desk.codes()) == 1
    assert all(held.free == 0 for held in desk.store.leases.all())
    assert not desk.store.must_succeed
    resume(town.central.database, installation)
    assert_done(desk.sync(town.gate.url))
    assert len(set(desk.codes())) == 3
    assert desk.store.leases.pending_ends() == []
    assert town.dossiers_registered() == 3


def test_a_desk_on_another_machine_becomes_a_successor_and_pushes_the_rest(town: Town) -> None:
    """docs/adr/0003, 0004: enrolled by its predecessor's key, without a code; no number twice."""
    desk = town.desk("quay-1")
    desk.receive(3)
    before = desk.port.installation()
    desk.close()
    town.desks.remove(desk)
    moved = RealDesk(desk.directory, town.clock, machine="may-khac")
    town.desks.append(moved)
    request = moved.port.enrolment()
    assert request is not None
    assert request.predecessor == before
    summary = moved.sync(town.gate.url)
    assert summary.enrolled
    assert_done(summary)
    assert moved.port.installation() not in {None, before}
    moved.receive(3)
    assert_done(moved.sync(town.gate.url))
    assert len(set(moved.codes())) == town.dossiers_registered() == 6
    assert len(town.events()) == 12


def test_an_older_copy_put_back_twice_writes_a_new_volume_each_time(town: Town) -> None:
    """The copy knows of no successor; the central counts them (docs/adr/0023)."""
    desk = town.desk("quay-1")
    assert_done(desk.sync(town.gate.url))
    desk.close()
    copy = shutil.copytree(desk.directory, town.directory / "copy")
    volumes = []
    for machine in ("may-hai", "may-ba"):
        town.desks.remove(desk)
        shutil.rmtree(desk.directory)
        shutil.copytree(copy, desk.directory)
        desk = RealDesk(desk.directory, town.clock, machine=machine)
        town.desks.append(desk)
        assert desk.store.must_succeed
        assert_done(desk.sync(town.gate.url))
        with desk.store.transaction(officer="can-bo") as transaction:
            volumes.append(transaction.book_volume)
        desk.close()
    assert volumes == [2, 3]
