"""What stands for a set-aside request: a new one, or its handing to the supervisor; one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock.time import FixedClock
from app.dossier.events import Referred
from app.dossier.evolve import read_body
from app.dossier.receipt_events import Annulled
from app.errors import InvalidInput, Refusal
from app.numbering.receipt_mark import KnownKey
from app.processing.annulling import annul
from app.reception.change import correct, replace_correction, retry
from app.reception.desk import Desk
from app.reception.referring import hand_to_supervisor
from app.store.records import EventState, OutboxEntry, Settled, SettledAs, StoredProblem
from tests.app.reception.test_receiving import arrive
from tests.app.store.rig import OtherDesk, correction, feed_item
from tests.desks import MORNING, open_desk

PLENTY = 1_000_000
REFUSED = StoredProblem("changed_meanwhile", "Đã sửa ở nơi khác")


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk", clock=FixedClock(MORNING)) as desk:
        yield desk


def accepted(desk: Desk) -> str:
    """A dossier that the central has: its id."""
    received = arrive(desk)
    items = desk.store.outbox.due(MORNING, 99, PLENTY)
    settled = [
        Settled(item.event.header.id, SettledAs.ACCEPTED, position=position)
        for position, item in enumerate(items, 1)
    ]
    desk.store.outbox.settle(settled, MORNING)
    return received.dossier


def set_aside_here(desk: Desk) -> OutboxEntry:
    """A correction that this desk has set aside itself: the central has not answered it yet."""
    dossier = accepted(desk)
    state = desk.dossier(dossier)
    assert state.application is not None
    correct(desk, dossier, {"submitter.phone": "0900000008"}, "nghe nhầm")
    body = correction("submitter.phone", state.application.submitter.phone, "0900000009")
    other = OtherDesk(FixedClock(MORNING))
    desk.store.keep_keys({9: KnownKey(other.installation, b"k" * 32, "Quầy 2")})
    desk.store.feed.apply(1, 9, [feed_item(9, other.event(dossier, body))], MORNING)
    [entry] = [one for one in desk.store.outbox.list() if one.type == "corrected"]
    assert entry.state is EventState.SET_ASIDE
    return entry


def answer(desk: Desk, event: str) -> None:
    """The central has set it aside, too."""
    settled = Settled(event, SettledAs.SET_ASIDE, problem=REFUSED)
    desk.store.outbox.settle([settled], MORNING)


def test_whose_correction_came_first_is_said_at_the_desk(desk: Desk) -> None:
    """Who, where, what, when; the old value, the new one, and the other's."""
    entry = set_aside_here(desk)
    assert entry.problem is not None
    told = entry.problem.detail
    assert "Quầy 2 (Người Khác) đã sửa thông tin hồ sơ lúc 8:30 23/11/2026" in told
    assert "việc này ghi lúc 8:30 23/11/2026" in told
    assert "0900000008" in told
    assert "0900000009" in told


def test_a_counter_that_is_not_known_is_another_counter(desk: Desk) -> None:
    """Its key comes later; the officer's name stands in the event."""
    dossier = accepted(desk)
    annul(desk, dossier, "nhập hai lần")
    other = OtherDesk(FixedClock(MORNING))
    body = Annulled(at="2026-11-23T08:25:00+07:00", reason="trùng")
    desk.store.feed.apply(1, 9, [feed_item(9, other.event(dossier, body))], MORNING)
    [entry] = desk.store.outbox.list(EventState.SET_ASIDE)
    assert entry.problem is not None
    assert entry.problem.code == "annulled"
    assert "Quầy khác (Người Khác) đã hủy hồ sơ lúc 8:25 23/11/2026" in entry.problem.detail


def replaced(desk: Desk, entry: OutboxEntry) -> None:
    replace_correction(desk, entry.id, {"submitter.phone": "0900000007"}, "nghe lại")


def handed_up(desk: Desk, entry: OutboxEntry) -> None:
    hand_to_supervisor(desk, entry.id, "nhờ quyết định")


WAYS: list[Callable[[Desk, OutboxEntry], None]] = [replaced, handed_up]


@pytest.mark.parametrize("follow", WAYS)
def test_the_old_one_leaves_when_the_central_has_answered(
    desk: Desk, follow: Callable[[Desk, OutboxEntry], None]
) -> None:
    """It keeps its place in the chain until then, and says what stands for it; it is never lost."""
    entry = set_aside_here(desk)
    follow(desk, entry)
    waiting = desk.store.outbox.show(entry.id)
    assert waiting.follower is not None
    assert entry.id in {item.event.header.id for item in desk.store.outbox.due(MORNING, 99, PLENTY)}
    answer(desk, entry.id)
    with pytest.raises(InvalidInput, match="not_in_outbox"):
        desk.store.outbox.show(entry.id)
    kept = {one.event.header.id: one.state for one in desk.store.events(entry.dossier)}
    assert kept[entry.id] is EventState.SET_ASIDE
    assert waiting.follower in kept


@pytest.mark.parametrize("follow", WAYS)
def test_one_that_is_answered_leaves_in_the_same_commit(
    desk: Desk, follow: Callable[[Desk, OutboxEntry], None]
) -> None:
    """Nothing is there twice, and nothing of it is left for the next round."""
    entry = set_aside_here(desk)
    answer(desk, entry.id)
    follow(desk, entry)
    assert desk.store.outbox.list(EventState.SET_ASIDE) == []
    assert desk.store.outbox.counts().set_aside == 0


@pytest.mark.parametrize("follow", WAYS)
def test_nothing_is_followed_twice(desk: Desk, follow: Callable[[Desk, OutboxEntry], None]) -> None:
    """Two officers at one entry: the second is told, and nothing more is written."""
    entry = set_aside_here(desk)
    follow(desk, entry)
    before = desk.store.events(entry.dossier)
    for again in (replaced, handed_up, lambda desk, entry: retry(desk, entry.id)):
        with pytest.raises(Refusal, match="already_followed"):
            again(desk, entry)
    assert desk.store.events(entry.dossier) == before


def test_a_refused_replacement_leaves_the_old_one_as_it_was(desk: Desk) -> None:
    """One commit, or none."""
    entry = set_aside_here(desk)
    before = desk.store.events(entry.dossier), desk.store.outbox.list()
    for values in ({"nowhere": "x"}, {"submitter.phone": "mười số"}, {}):
        with pytest.raises((InvalidInput, Refusal)):
            replace_correction(desk, entry.id, values, "nghe lại")
    with pytest.raises(InvalidInput, match="missing"):
        hand_to_supervisor(desk, entry.id, "  ")
    with pytest.raises(InvalidInput, match="not_in_outbox"):
        hand_to_supervisor(desk, "không có", "nhờ")
    assert (desk.store.events(entry.dossier), desk.store.outbox.list()) == before


def test_the_supervisor_gets_why_it_was_set_aside(desk: Desk) -> None:
    """The referral is an event of the dossier: every desk sees it."""
    entry = set_aside_here(desk)
    event = hand_to_supervisor(desk, entry.id, "nhờ quyết định")
    [stored] = [one for one in desk.store.events(entry.dossier) if one.event.header.id == event]
    body = read_body(stored.event)
    assert isinstance(body, Referred)
    assert (body.event, body.what, body.code) == (entry.id, "corrected", "changed_meanwhile")
    assert body.note == "nhờ quyết định"
    assert desk.dossier(entry.dossier).referrals == 1


def test_a_new_generation_brings_no_followed_request_back(desk: Desk) -> None:
    """A restored central is offered everything again; what was replaced stays replaced."""
    entry = set_aside_here(desk)
    answer(desk, entry.id)
    replaced(desk, entry)
    desk.store.feed.begin_generation(2)
    answer(desk, entry.id)
    assert desk.store.outbox.list(EventState.SET_ASIDE) == []


def test_a_clock_that_is_set_back_reorders_nothing(desk: Desk) -> None:
    """What a desk recorded is ordered by ``seq``, whatever its clock said."""
    received = arrive(desk)
    first = desk.store.events(received.dossier)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=-2_000))
    correct(desk, received.dossier, {"sets": "2"}, "đếm lại")
    desk.clock.advance(timedelta(days=2_000, hours=1))
    correct(desk, received.dossier, {"sets": "3"}, "đếm lại")
    events = [stored.event.header for stored in desk.store.events(received.dossier)]
    assert [header.seq for header in events] == sorted(header.seq for header in events)
    assert events[: len(first)] == [stored.event.header for stored in first]
    recorded = [header.recorded_at for header in events]
    assert recorded != sorted(recorded)
    state = desk.dossier(received.dossier)
    assert state.application is not None
    assert state.application.sets == 3
    sent = [item.event.header.seq for item in desk.store.outbox.due(MORNING, 99, PLENTY)]
    assert sent == sorted(sent)
