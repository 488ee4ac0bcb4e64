"""A desk's clock jumps in the midst of its work: its events keep their order, its calls go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock.time import FixedClock, from_iso
from app.store.clock_offset import clock_offset
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk


class Town:
    """A central whose clock is right, a desk whose clock is not, and another one."""

    def __init__(self, directory: Path) -> None:
        self.central_clock, self.clock = FixedClock(NOW), FixedClock(NOW)
        self.central = EmbeddedCentral(
            f"sqlite:///{directory / 'central.sqlite'}", self.central_clock
        )
        add_agency(self.central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.desk = self._enrolled(RealDesk(directory / "one", self.clock))
        self.other = self._enrolled(RealDesk(directory / "two", self.central_clock))

    def _enrolled(self, desk: RealDesk) -> RealDesk:
        code = add_installation_code(self.central.database, intake.AGENCY, now=NOW)
        desk.store.enrolment.prepare(self.central.url, code, desk.directory.name)
        assert desk.sync(self.central.url).enrolled
        return desk

    def move(self, by: timedelta, *, desk: timedelta) -> None:
        """Time passes, and the desk's clock goes its own way."""
        self.central_clock.advance(by)
        self.clock.advance(desk)

    def close(self) -> None:
        self.desk.close()
        self.other.close()
        self.central.stop()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def test_a_clock_set_back_reorders_no_event(town: Town) -> None:
    """The order is ``seq``; the times are only shown, and go back where the clock did."""
    desk, minute = town.desk, timedelta(minutes=1)
    [dossier] = desk.receive(1)
    phones = [f"09000000{place:02}" for place in range(6)]
    for place, phone in enumerate(phones):
        town.move(minute, desk=-10 * minute if place == 3 else minute)
        desk.correct(dossier, phone)
        if place == 4:
            assert desk.sync(town.central.url).waiting == 0
    assert desk.sync(town.central.url).waiting == 0
    town.other.sync(town.central.url)
    for store in (desk.store, town.other.store):
        headers = [stored.event.header for stored in store.events(dossier)]
        assert [header.seq for header in headers] == list(range(1, len(headers) + 1))
        times = [from_iso(header.recorded_at) for header in headers]
        assert times != sorted(times)
        state = store.dossier(dossier)
        assert state is not None
        assert state.application is not None
        assert state.application.submitter.phone == phones[-1]


def test_the_offset_follows_the_clock_and_is_kept_with_each_event(town: Town) -> None:
    """Desk minus central, as it was measured before the event was made."""
    desk = town.desk
    town.move(timedelta(minutes=1), desk=timedelta(minutes=-9))
    desk.sync(town.central.url)
    offset = clock_offset(desk.store)
    assert offset is not None
    assert abs(offset + timedelta(minutes=10)) < timedelta(seconds=5)
    with desk.store.transaction(officer="can-bo") as transaction:
        event = transaction.append("d", intake.opened(desk.clock.now(), 1, salt=""))
    kept = event.header.clock_offset_ms
    assert kept is not None
    assert timedelta(milliseconds=kept) == offset


@pytest.mark.parametrize("jump", [timedelta(days=-3), timedelta(hours=-1), timedelta(days=2)])
def test_no_gate_stays_shut_and_no_poll_stalls_after_a_jump(town: Town, jump: timedelta) -> None:
    """What was waited for on the old clock is not waited for on the new one."""
    desk = town.desk
    [dossier] = desk.receive(1)
    assert desk.sync("http://127.0.0.1:9", once=True).waiting == 2
    town.move(timedelta(minutes=1), desk=jump)
    desk.correct(dossier, "0900000001")
    summary = desk.sync(town.central.url)
    assert (summary.waiting, summary.standing.code) == (0, "up")
