"""The real store behind the engine's port, without a central."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from app.store.records import EventState
from sync.contract.messages import (
    EnrolAnswer,
    EventOutcome,
    InstallationKey,
    LeaseGrant,
    Problem,
    Result,
)
from sync.contract.messages import Finding as WireFinding
from sync.contract.signing import BadSignature, verify_ancestor
from sync.engine.port import DeskPort, SeriesNeed
from sync.outbox.desk import KEYS_FETCHED
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk

NEED = SeriesNeed("dossier", intake.AGENCY, "2026-11-24", 4)
REFUSAL = Problem(title="Từ chối", status=422, code="series_not_allowed")


def enrol(desk: RealDesk) -> None:
    request = desk.port.enrolment()
    assert request is not None
    answer = EnrolAnswer(request.installation, 1, intake.AGENCY, "Xã Thử Nghiệm", 1, 0)
    desk.port.enrolled(answer, NOW)


@pytest.fixture
def new(tmp_path: Path) -> Iterator[RealDesk]:
    """A desk that has not been enrolled."""
    desk = RealDesk(tmp_path / "quay-1", FixedClock(NOW))
    yield desk
    desk.close()


@pytest.fixture
def desk(new: RealDesk) -> RealDesk:
    """An enrolled desk with four numbers for today."""
    new.store.enrolment.prepare("https://trung-tam.example", "MA", "Quầy 1")
    enrol(new)
    ask = new.port.ask_lease(NEED, NOW)
    new.port.granted(LeaseGrant(ask.id, *NEED.series, 1, 4), NOW)
    return new


def test_a_new_desk_is_nobody(new: RealDesk) -> None:
    """Nothing to sign with, nowhere to go, nothing to ask."""
    port: DeskPort = new.port
    assert port.installation() is None
    assert port.enrolment() is None
    assert new.port.central_url() is None
    assert port.wanted_leases(NOW) == []
    with pytest.raises(EnvironmentFault) as fault:
        new.port.key_of("quay-9")
    assert fault.value.code == "no_signing_key"


def test_an_enrolment_is_stored_before_it_is_sent(new: RealDesk) -> None:
    """The same id and key on every retry; afterwards the key signs."""
    new.store.enrolment.prepare("https://trung-tam.example", "MA", "Quầy 1")
    first, second = new.port.enrolment(), new.port.enrolment()
    assert first == second
    assert first is not None
    assert (first.code, first.counter, first.predecessor) == ("MA", "Quầy 1", None)
    assert new.port.central_url() == "https://trung-tam.example"
    enrol(new)
    assert new.port.enrolment() is None
    assert new.port.installation() == first.installation
    public = new.port.key_of(first.installation).public_key().public_bytes_raw()
    assert base64.b64encode(public).decode() == first.public_key
    assert new.port.central_url() == "https://trung-tam.example"


def test_a_successor_states_all_that_the_desk_was_before(new: RealDesk) -> None:
    """A central that was restored from an old backup may know none of it (docs/adr/0003)."""
    new.store.enrolment.prepare("https://trung-tam.example", "MA", "Quầy 1")
    requests = []
    for _ in range(3):
        request = new.port.enrolment()
        assert request is not None
        requests.append(request)
        enrol(new)
        new.store.enrolment.replace("MA-MOI")
    first, second, third = requests
    assert (first.predecessor, first.predecessor_key, first.ancestors) == (None, None, [])
    for request, before in ((second, first), (third, second)):
        assert request.predecessor == before.installation
        assert request.predecessor_key == before.public_key
    current = new.store.installation
    assert current is not None
    assert third.predecessor_key_id == current.key_id
    assert third.predecessor_agency == current.agency
    assert second.ancestors == []
    [oldest] = third.ancestors
    assert (oldest.installation, oldest.key) == (first.installation, first.public_key)
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(oldest.key))
    verify_ancestor(key, oldest.signature, third.installation, third.public_key)
    with pytest.raises(BadSignature):
        verify_ancestor(key, oldest.signature, second.installation, third.public_key)
    with pytest.raises(BadSignature):
        verify_ancestor(key, oldest.signature, third.installation, second.public_key)


def test_events_are_due_in_the_order_of_their_chain(desk: RealDesk) -> None:
    """Bounded; a held chain stays out."""
    desk.receive(2)
    due = desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
    assert [event.header.seq for event in due] == [1, 2, 3, 4]
    assert len(desk.port.due(NOW, limit=3, max_bytes=10**6, held=frozenset())) == 3
    assert len(desk.port.due(NOW, limit=3, max_bytes=1, held=frozenset())) == 1
    own = desk.port.installation()
    assert own is not None
    assert desk.port.due(NOW, limit=3, max_bytes=10**6, held=frozenset({own})) == []
    assert len(desk.port.due(NOW, limit=3, max_bytes=10**6, held=frozenset({"x"}))) == 3
    assert desk.port.waiting() == 4


def test_a_held_chain_does_not_hide_what_follows_it(desk: RealDesk, tmp_path: Path) -> None:
    """However much of a predecessor waits, and however small the batch: the others go on."""
    before = desk.port.installation()
    assert before is not None
    desk.receive(4)
    desk.close()
    moved = RealDesk(tmp_path / "quay-1", FixedClock(NOW), machine="may-khac")
    assert moved.port.enrolment() is not None
    enrol(moved)
    moved.receive(1)
    [event] = moved.port.due(NOW, limit=1, max_bytes=1, held=frozenset({before}))
    assert event.header.installation == moved.port.installation()
    moved.close()


def test_outcomes_become_what_people_see(desk: RealDesk) -> None:
    """Accepted with findings, set aside with a reason, tried again with its count."""
    desk.receive(2)
    one, two, three, _ = desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
    desk.port.settle(
        [
            EventOutcome(one.header.id, Result.ACCEPTED, 7, [WireFinding("odd", "lạ")]),
            EventOutcome(two.header.id, Result.SET_ASIDE, problem=REFUSAL),
            EventOutcome(three.header.id, Result.TRY_AGAIN),
        ],
        NOW,
    )
    stored = desk.store.events(one.header.dossier)
    assert stored[0].state is EventState.ACCEPTED
    assert [(each.code, each.detail) for each in stored[0].findings] == [("odd", "lạ")]
    aside = desk.store.outbox.show(two.header.id)
    assert aside.problem is not None
    assert (aside.problem.code, aside.problem.detail) == ("series_not_allowed", "Từ chối")
    assert desk.store.outbox.show(three.header.id).attempts == 1
    due = desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
    assert [event.header.seq for event in due] == [3, 4]


def test_a_request_for_numbers_is_stored_until_it_is_answered(desk: RealDesk) -> None:
    """Granted or refused; the same grant again changes nothing."""
    ask = desk.port.ask_lease(NEED, NOW)
    assert [each.id for each in desk.port.pending_asks()] == [ask.id]
    grant = LeaseGrant(ask.id, *NEED.series, 5, 8)
    desk.port.granted(grant, NOW)
    desk.port.granted(grant, NOW)
    assert not desk.port.pending_asks()
    assert sorted(lease.first for lease in desk.store.leases.all()) == [1, 5]
    refused = desk.port.ask_lease(NEED, NOW)
    desk.port.lease_refused(refused.id, REFUSAL, NOW)
    assert not desk.port.pending_asks()


def test_numbers_that_this_desk_has_already_are_not_taken_twice(desk: RealDesk) -> None:
    """A central that leases one block twice is noted in the log; nobody gets such a number."""
    ask = desk.port.ask_lease(NEED, NOW)
    desk.port.granted(LeaseGrant(ask.id, *NEED.series, 3, 6), NOW)
    assert [lease.first for lease in desk.store.leases.all()] == [1]
    assert desk.store.audit_lines(ask.id)[0].action == "lease_not_usable"


def test_ends_are_told_and_what_can_not_be_noted_is_in_the_log(desk: RealDesk) -> None:
    """Yesterday's numbers are released by the policy, then told once."""
    desk.clock.advance(timedelta(days=20))
    desk.port.wanted_leases(desk.clock.now())
    ends = desk.port.number_ends()
    assert [(end.first, end.last, end.outcome.value) for end in ends] == [(1, 4, "released")]
    desk.port.ended(ends[0], REFUSAL, NOW)
    assert not desk.port.number_ends()
    assert desk.store.audit_lines(ends[0].lease)[0].action == "number_end_refused"


def test_keys_are_fetched_again_when_old_or_when_a_stranger_appears(desk: RealDesk) -> None:
    """A key that is no key is passed over; a time that is none counts as old."""
    port = desk.port
    assert port.keys_due(NOW)
    good = base64.b64encode(bytes(32)).decode()
    keys = [
        InstallationKey(1, "quay-1", good, intake.AGENCY),
        InstallationKey(2, "quay-2", "không phải khóa", intake.AGENCY),
        InstallationKey(3, "quay-3", base64.b64encode(b"x").decode(), intake.AGENCY),
    ]
    port.keep_keys(keys, NOW)
    assert set(desk.store.known_keys()) == {1}
    assert not port.keys_due(NOW + timedelta(hours=5))
    assert port.keys_due(NOW + timedelta(hours=7))
    assert port.keys_due(NOW - timedelta(days=1)), "the clock was set back"
    desk.store.set_setting(KEYS_FETCHED, "hôm qua")
    assert port.keys_due(NOW)


def test_everything_is_offered_again_when_the_central_lost_something(desk: RealDesk) -> None:
    """Within the generation, and in a new one; the cursor is at the start."""
    desk.receive(1)
    due = desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
    outcomes = [
        EventOutcome(due[0].header.id, Result.ACCEPTED, 1),
        EventOutcome(due[1].header.id, Result.SET_ASIDE, problem=REFUSAL),
    ]
    for generation in (1, 2):
        desk.port.settle(outcomes, NOW)
        assert not desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
        if generation == 1:
            desk.port.offer_again(NOW)
        else:
            desk.port.begin_generation(generation, NOW)
        offered = desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
        assert [event.header.id for event in offered] == [event.header.id for event in due]
    assert str(desk.port.cursor()) == "2.0"


def test_the_last_contact_is_kept_with_the_offset(desk: RealDesk) -> None:
    """The clock check of docs/adr/0004 needs the central's time, events the offset."""
    desk.port.keep_clock_offset(90_000, NOW)
    assert desk.store.setting("clock_offset_ms") == "90000"
    assert desk.store.setting("central_time") == "2026-11-24T08:28:30+07:00"


@pytest.mark.parametrize("code", ["chain_fork", "installation_suspended"])
def test_a_forked_desk_numbers_no_more_by_its_leases(desk: RealDesk, code: str) -> None:
    """Another image of it may be using them: dossiers wait, the officer's work goes on."""
    [first] = desk.receive(1)
    [opened, registered] = desk.port.due(NOW, limit=10, max_bytes=10**6, held=frozenset())
    finding = WireFinding(code=code, detail="")
    desk.port.settle(
        [
            EventOutcome(event.header.id, Result.ACCEPTED, position=position, findings=[finding])
            for position, event in enumerate((opened, registered), start=1)
        ],
        NOW,
    )
    [second] = desk.receive(1)
    codes = {row.id: row.code for row in desk.store.search("", 10)[0]}
    assert codes[first] is not None
    assert codes[second] is None
