"""Written by hand on the day without power, entered the next day: numbers stay, at every desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.roles import ALL_ROLES
from app.clock.time import FixedClock, to_iso
from app.dossier.receipt_standing import Standing, receipt_standing
from app.errors import Refusal
from app.numbering.receipt_mark import check, read_code
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.emergency_pad import make_pad
from app.reception.register import Received, receive, register_waiting
from app.store.verify import verify
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from tests.app.reception.test_batch import ROW
from tests.desks import calendar, catalogue
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk
from tests.sync.test_processing_at_two_desks import state_at

A_DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def central(tmp_path: Path, clock: FixedClock) -> Iterator[EmbeddedCentral]:
    started = EmbeddedCentral(f"sqlite:///{tmp_path / 'central.db'}", clock, rules=catalogue())
    add_agency(started.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
    yield started
    started.stop()


@pytest.fixture
def desks(central: EmbeddedCentral, tmp_path: Path, clock: FixedClock) -> Iterator[list[RealDesk]]:
    made = []
    for name in ("quay-1", "quay-2"):
        desk = RealDesk(tmp_path / name, clock)
        code = add_installation_code(central.database, intake.AGENCY, now=NOW)
        desk.store.enrolment.prepare(central.url, code, name)
        desk.sync(central.url)
        made.append(desk)
    yield made
    for each in made:
        each.close()


def at_counter(desk: RealDesk) -> Desk:
    """The desk in an officer's hands."""
    return Desk(
        store=desk.store,
        catalogue=catalogue(),
        calendar=calendar(),
        clock=desk.clock,
        officer="Cán bộ",
        unlock="u",
        roles=ALL_ROLES,
    )


def enter(desk: Desk, slip: str, ref: str) -> Received:
    """What was written on the slip yesterday morning."""
    received = to_iso(desk.clock.now() - A_DAY)
    row = {**ROW, "slip": slip, "ref": ref, "received": received, "late_reason": "Mất điện"}
    return receive(desk, intake_of(row, 1, Batch("file", {1: row}), desk))


def test_a_pad_entered_the_next_day_keeps_its_numbers_at_both_desks(
    desks: list[RealDesk], central: EmbeddedCentral, clock: FixedClock
) -> None:
    """Each slip is one dossier, found by what the citizen holds, at the other counter, too."""
    counters = [at_counter(desk) for desk in desks]
    pads = [make_pad(counter, 2) for counter in counters]
    clock.advance(A_DAY)
    for number, (counter, pad) in enumerate(zip(counters, pads, strict=True)):
        for slip in pad:
            assert enter(counter, slip.reference, f"{number}-{slip.reference}").reference
    for desk in (*desks, *desks):
        desk.sync(central.url)
    for counter in counters:
        register_waiting(counter)
    for desk in (*desks, *desks):
        desk.sync(central.url)
    slips = [slip for pad in pads for slip in pad]
    assert len({slip.reference for slip in slips}) == 4
    codes = set()
    for slip in slips:
        read = read_code(slip.qr_text)
        assert read.mark is not None
        for counter in counters:
            state = counter.dossier(slip.reference)
            assert state == state_at(central, state.id)
            assert (state.reference, state.opened_event) == (slip.reference, read.mark.event_id)
            assert state.received_at == to_iso(clock.now() - A_DAY)
            assert state.code is not None
            assert state.code.startswith(f"{intake.AGENCY}-261124-")
            assert check(read, counter.store.known_keys()) is True
            stands = receipt_standing(state, read.code, read.mark.event_id)
            assert stands.standing is Standing.REPLACED
            codes.add(state.code)
    assert len(codes) == 4
    for counter, pad in zip(counters, pads, strict=True):
        with pytest.raises(Refusal, match="pad_slip_used"):
            enter(counter, pad[0].reference, "another row")
        assert verify(counter.store).problems == []
