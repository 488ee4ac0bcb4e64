"""The line against a real central: it enrols, numbers, sends, recovers and ends."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.accounts.roles import Role
from app.errors import EnvironmentFault, ProgramFault
from app.reception.desk import Desk
from app.store.records import OutboxCounts
from sync.engine.reasons import Line as LineState
from sync.engine.reasons import Standing
from tests.desks import OFFICER
from tests.ui.line.town import Town
from ui.operations.changes import Changes

NOTHING = OutboxCounts(0, 0)


class Told:
    """What the line told, in order."""

    def __init__(self, town: Town) -> None:
        self.standings: list[tuple[Standing, OutboxCounts]] = []
        self.changes: list[Changes] = []
        self.failed: list[ProgramFault] = []
        town.line.standing_changed.connect(self._on_standing_changed)
        town.line.changed.connect(self.changes.append)
        town.line.failed.connect(self.failed.append)

    def _on_standing_changed(self, standing: Standing, counts: OutboxCounts) -> None:
        self.standings.append((standing, counts))

    def now(self) -> tuple[LineState, OutboxCounts]:
        """The newest."""
        if not self.standings:
            return LineState.UNKNOWN, NOTHING
        standing, counts = self.standings[-1]
        return standing.line, counts

    def code(self) -> str:
        return self.standings[-1][0].code if self.standings else ""


@pytest.fixture
def town(qtbot: QtBot, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


@pytest.fixture
def told(town: Town) -> Told:
    return Told(town)


@pytest.fixture
def up(qtbot: QtBot, town: Town, told: Told) -> Town:
    """Enrolled, signed in, numbers at hand, everything sent, and in its long poll."""
    town.prepare_enrolment()
    town.sign_in()
    town.line.start()
    qtbot.waitUntil(lambda: told.now() == (LineState.UP, NOTHING), timeout=20_000)
    qtbot.waitUntil(lambda: bool(town.store.leases.all()), timeout=20_000)
    return town


def is_open(connection: socket.socket) -> bool:
    """Whether the other side has not hung up; what it sent is read."""
    connection.setblocking(False)
    try:
        while connection.recv(65_536):
            pass
    except BlockingIOError:
        return True
    return False


def receive(town: Town) -> None:
    """A view receives a dossier."""
    town.operations.store(
        town.receive, owner=town.operations, changes=Changes(queue=True, today=True)
    )


def test_a_desk_that_is_not_enrolled_waits_until_it_is(
    qtbot: QtBot, town: Town, told: Told
) -> None:
    """It says so, asks nobody, and goes on when the window has stored address and code."""
    town.line.start()
    qtbot.waitUntil(lambda: told.now()[0] is LineState.NOT_ENROLLED)
    town.prepare_enrolment()
    town.line.poke()
    qtbot.waitUntil(lambda: told.now()[0] is LineState.UP, timeout=20_000)
    qtbot.waitUntil(lambda: any(change.line for change in told.changes))
    assert town.store.installation is not None


def test_what_waits_is_numbered_in_the_name_of_who_is_signed_in(
    qtbot: QtBot, up: Town, told: Told
) -> None:
    """Nobody signed in: it waits on, though the numbers have come."""
    up.line.stop()
    up.gate.cut()
    up.clock.advance(timedelta(days=14))  # beyond the days for which there are numbers
    up.store.confirm_clock(OFFICER)
    up.workplace.sign_out()
    dossier = up.receive()
    assert dossier.code is None
    leases = len(up.store.leases.all())
    up.gate.restore()
    up.line.start()
    qtbot.waitUntil(lambda: len(up.store.leases.all()) > leases, timeout=20_000)
    qtbot.waitUntil(lambda: told.now() == (LineState.UP, NOTHING), timeout=20_000)
    assert len(up.store.waiting_for_number()) == 1
    up.sign_in()
    up.line.stop()
    up.line.start()
    qtbot.waitUntil(lambda: not up.store.waiting_for_number())
    qtbot.waitUntil(lambda: any(dossier.dossier in change.dossiers for change in told.changes))
    newest = up.store.events(dossier.dossier)[-1].event.header
    assert (newest.type, newest.officer) == ("registered", OFFICER)


def test_a_dossier_of_the_window_is_shown_and_sent(qtbot: QtBot, up: Town, told: Told) -> None:
    """The pill says that it waits, then that all is sent; events are counted as one dossier."""
    receive(up)
    qtbot.waitUntil(lambda: any(counts.waiting_dossiers == 1 for _, counts in told.standings))
    qtbot.waitUntil(lambda: up.events_at_central() == 2, timeout=20_000)
    qtbot.waitUntil(lambda: told.now() == (LineState.UP, NOTHING))
    assert any(change.queue for change in told.changes)


def test_without_a_network_receiving_goes_on(qtbot: QtBot, up: Town, told: Told) -> None:
    """It is told with the number that waits; when the network is back all goes by itself."""
    up.gate.cut()
    qtbot.waitUntil(lambda: told.now()[0] is LineState.DOWN, timeout=20_000)
    for _ in range(3):
        receive(up)
    qtbot.waitUntil(lambda: told.now()[1].waiting_dossiers == 3)
    up.gate.restore()
    qtbot.waitUntil(lambda: told.now() == (LineState.UP, NOTHING), timeout=20_000)
    assert up.events_at_central() == 6


def test_the_same_is_not_told_twice(qtbot: QtBot, up: Town, told: Told) -> None:
    """Only what differs from the last one."""
    up.line.poke()
    up.line.retry_now()
    up.gate.cut()
    qtbot.waitUntil(lambda: told.now()[0] is LineState.DOWN, timeout=20_000)
    pairs = zip(told.standings, told.standings[1:], strict=False)
    assert all(before != after for before, after in pairs)


def test_it_ends_in_the_midst_of_a_call(qtbot: QtBot, town: Town) -> None:
    """The call is left to itself, as in a long poll: nobody waits for a central that is silent."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        town.store.enrolment.prepare(
            f"http://127.0.0.1:{silent.getsockname()[1]}", "AAAA-BBBB-CCCC", "Quầy 1"
        )
        town.line.start()
        connection, _ = silent.accept()
        with connection:
            assert connection.recv(65_536)
            town.line.stop()
            assert is_open(connection)  # the call is not over
            town.line.stop()
            town.store.close()


def test_it_begins_again_after_it_ended(qtbot: QtBot, up: Town, told: Told) -> None:
    """What was recorded meanwhile goes out."""
    up.line.stop()
    up.line.poke()  # nothing runs: nothing happens
    up.line.retry_now()
    up.receive()
    up.line.start()
    qtbot.waitUntil(lambda: up.events_at_central() == 2, timeout=20_000)
    qtbot.waitUntil(lambda: told.now() == (LineState.UP, NOTHING))


def test_a_fault_of_the_disk_is_told_and_passes(qtbot: QtBot, up: Town, told: Told) -> None:
    """The line stands still, says why, and goes on by itself or when it is asked to."""
    full = EnvironmentFault("disk_full", "Ổ đĩa đã đầy.", advice="Giải phóng dung lượng.")
    faults = [full]

    def desk() -> Desk | None:
        if faults:
            raise faults.pop()
        return up.workplace.desk_if_signed_in()

    up.desk_asked = desk
    up.gate.cut()
    up.line.poke()
    qtbot.waitUntil(lambda: "disk_full" in {one.code for one, _ in told.standings})
    up.gate.restore()
    up.line.retry_now()
    qtbot.waitUntil(lambda: told.now()[0] is LineState.UP, timeout=20_000)
    assert told.failed == []


def test_a_bug_is_told_and_the_line_begins_again(
    qtbot: QtBot, up: Town, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    """Logged with its trace; never silently dead."""
    bugs: list[Exception] = [ZeroDivisionError(), ProgramFault("nested", "Lỗi chương trình.")]

    def desk() -> Desk | None:
        if bugs:
            raise bugs.pop()
        return None

    up.desk_asked = desk
    up.gate.cut()
    up.line.poke()
    qtbot.waitUntil(lambda: len(told.failed) == 1)
    assert told.code() in {"bug", "connection"}
    up.gate.restore()
    up.line.retry_now()
    qtbot.waitUntil(lambda: len(told.failed) == 2)
    assert [error.code for error in told.failed] == ["nested", "bug"]
    up.line.retry_now()
    qtbot.waitUntil(lambda: told.now()[0] is LineState.UP, timeout=20_000)
    assert caplog.text.count("Traceback") >= 2


def test_an_officer_who_may_not_number_holds_nothing_up(qtbot: QtBot, up: Town, told: Told) -> None:
    """An inspector is signed in: what waits for a number waits for another, the queue goes out."""
    inspector = msgspec.structs.replace(up.account, roles=frozenset({Role.INSPECTOR}))
    up.workplace.sign_in(inspector, "unlock 2")
    up.line.stop()
    up.line.start()
    receive(up)
    qtbot.waitUntil(lambda: up.events_at_central() == 2, timeout=20_000)
    qtbot.waitUntil(lambda: told.now() == (LineState.UP, NOTHING))
    assert told.failed == []
