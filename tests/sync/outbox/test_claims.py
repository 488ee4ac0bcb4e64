"""A desk's claims in its store: stored before they are sent, and never longer than they count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from app.store.claims import MAX_OPEN, RETURN_RESULT, VALID, Claim, Claims
from app.store.enrolment import Enrolment
from app.store.feed import Feed
from sync.contract.messages import MAX_PLACE, ClaimGrant, ClaimKind, ClaimRequest, Problem
from tests.sync.outbox.test_desk import enrol
from tests.sync.real_desk import NOW, RealDesk

KIND = ClaimKind.RETURN_RESULT
ELSEWHERE = Problem(
    title="Giữ", status=409, code="claimed_elsewhere", detail="Quầy 3 đang trả kết quả."
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RealDesk]:
    """An enrolled desk."""
    made = RealDesk(tmp_path / "quay-1", FixedClock(NOW))
    made.store.enrolment.prepare("https://trung-tam.example", "MA", "Quầy 1")
    enrol(made)
    yield made
    made.close()


def ask(desk: RealDesk, dossier: str = "d1") -> Claim:
    return desk.store.claims.ask(RETURN_RESULT, dossier, desk.clock.now())


def present(desk: RealDesk, dossier: str = "d1") -> Claim | None:
    return desk.store.claims.present(RETURN_RESULT, dossier, desk.clock.now())


def state(desk: RealDesk, dossier: str = "d1") -> str:
    claim = present(desk, dossier)
    return "" if claim is None else claim.state


def pending(desk: RealDesk) -> list[ClaimRequest]:
    return list(desk.port.pending_claims(desk.clock.now()))


def grant(desk: RealDesk, claim: str, valid_s: int = 7200) -> None:
    desk.port.claim_granted(ClaimGrant(claim, KIND, "d1", valid_s), desk.clock.now())


def test_a_request_is_stored_before_it_is_sent(desk: RealDesk) -> None:
    """Asked twice it is one; a new process finds it under its id."""
    first = ask(desk)
    assert ask(desk).id == first.id
    desk.close()
    again = RealDesk(desk.directory, desk.clock)
    assert pending(again) == [ClaimRequest(first.id, KIND, "d1")]
    again.close()


def test_a_grant_counts_until_it_runs_out(desk: RealDesk) -> None:
    """By this desk's clock, from when the answer came; then it is asked anew."""
    first = ask(desk)
    grant(desk, first.id)
    assert (state(desk), pending(desk)) == ("granted", [])
    desk.clock.advance(timedelta(hours=2) - timedelta(seconds=1))
    assert ask(desk).id == first.id
    desk.clock.advance(timedelta(seconds=1))
    assert state(desk) == ""
    assert ask(desk).id != first.id


def test_a_clock_that_was_set_back_makes_no_claim_last_for_days(desk: RealDesk) -> None:
    """It had been a week ahead when it was granted."""
    desk.clock.advance(timedelta(days=7))
    grant(desk, ask(desk).id)
    desk.clock.advance(-timedelta(days=7))
    assert state(desk) == ""


def test_a_refusal_says_who_has_it_also_while_it_is_asked_anew(desk: RealDesk) -> None:
    """For two minutes it counts as it is; then the central is asked again, under another id."""
    first = ask(desk)
    desk.port.claim_refused(first.id, ELSEWHERE, desk.clock.now())
    desk.clock.advance(timedelta(minutes=1))
    assert (ask(desk).state, pending(desk)) == ("refused", [])
    desk.clock.advance(timedelta(minutes=1))
    second = ask(desk)
    assert (second.state, second.reason) == ("pending", "Quầy 3 đang trả kết quả.")
    assert [request.id for request in pending(desk)] == [second.id] != [first.id]
    grant(desk, second.id)
    claim = present(desk)
    assert claim is not None
    assert (claim.state, claim.reason) == ("granted", "")


def test_a_refusal_for_another_reason_leaves_it_open(desk: RealDesk) -> None:
    """Too many claims, a body that an older central can't read: nobody else is known to have it."""
    for code in ("claim_ended", "too_many_claims", "bad_body"):
        claim = ask(desk)
        problem = Problem(title="Không", status=422, code=code)
        desk.port.claim_refused(claim.id, problem, desk.clock.now())
        assert state(desk) == ""
        assert ask(desk).id != claim.id
        desk.store.claims.forget()


def test_what_is_given_back_is_told_once(desk: RealDesk) -> None:
    """Also what was never answered: the central may have it. What was refused is not told."""
    first, second = ask(desk, "d1"), ask(desk, "d2")
    grant(desk, first.id)
    for dossier in ("d1", "d2"):
        assert desk.store.claims.give_back(RETURN_RESULT, dossier)
        assert not desk.store.claims.give_back(RETURN_RESULT, dossier)
    assert sorted(desk.port.ending_claims()) == sorted([first.id, second.id])
    assert pending(desk) == []
    for claim in (first, second):
        desk.port.claim_ended(claim.id, desk.clock.now())
    assert desk.port.ending_claims() == []
    third = ask(desk, "d3")
    desk.port.claim_refused(third.id, ELSEWHERE, desk.clock.now())
    assert desk.store.claims.give_back(RETURN_RESULT, "d3")
    assert desk.port.ending_claims() == []


def test_an_answer_that_comes_too_late_changes_nothing(desk: RealDesk) -> None:
    """Given back meanwhile, or the result is out: the claim does not come back."""
    first = ask(desk)
    desk.store.claims.give_back(RETURN_RESULT, "d1")
    grant(desk, first.id)
    desk.port.claim_refused(first.id, ELSEWHERE, desk.clock.now())
    assert state(desk) == ""
    assert desk.port.ending_claims() == [first.id]


def test_what_nobody_waits_for_any_more_is_not_sent(desk: RealDesk) -> None:
    """The line was down all morning."""
    ask(desk)
    desk.clock.advance(VALID)
    assert pending(desk) == []
    assert ask(desk).state == "pending"


def test_of_too_many_the_oldest_are_given_back(desk: RealDesk) -> None:
    """A bound: an officer who opens dossier after dossier keeps nobody out for long."""
    asked = []
    for number in range(MAX_OPEN + 2):
        desk.clock.advance(timedelta(seconds=1))
        asked.append(ask(desk, f"d{number}").id)
    assert sorted(desk.port.ending_claims()) == sorted(asked[:2])
    assert [request.id for request in pending(desk)] == asked[2:]


def test_a_central_that_begins_again_is_asked_under_the_same_ids(desk: RealDesk) -> None:
    """Restored from a backup it has forgotten what it had granted."""
    first = ask(desk)
    grant(desk, first.id)
    desk.port.begin_generation(2, desk.clock.now())
    assert [request.id for request in pending(desk)] == [first.id]


def test_another_installation_begins_without_claims(desk: RealDesk) -> None:
    """What an older copy of this desk had asked for is over."""
    grant(desk, ask(desk, "d1").id)
    ask(desk, "d2")
    desk.store.enrolment.replace("MA-2")
    assert (pending(desk), desk.port.ending_claims()) == ([], [])
    enrol(desk)
    assert (state(desk, "d1"), state(desk, "d2"), pending(desk)) == ("", "", [])


def test_a_grant_never_lasts_longer_than_claims_do(desk: RealDesk) -> None:
    """A central may say any figure; one that no date can hold must not stop the line."""
    first = ask(desk)
    grant(desk, first.id, valid_s=MAX_PLACE)
    claim = present(desk)
    assert claim is not None
    assert claim.until == desk.clock.now() + VALID


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=1, minutes=30)])
def test_a_clock_set_back_asks_again_for_what_was_granted(desk: RealDesk, back: timedelta) -> None:
    """Counted by the wrong clock it would last longer here than at the central."""
    first = ask(desk)
    grant(desk, first.id)
    desk.clock.advance(-back)
    assert state(desk) == ""
    assert pending(desk) == [ClaimRequest(first.id, KIND, "d1")]
    desk.clock.advance(back)
    assert state(desk) == "pending"


def test_a_power_cut_while_a_generation_begins_loses_no_claim(
    desk: RealDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The central has forgotten it: whichever write was the last, it is asked for again."""
    first = ask(desk)
    grant(desk, first.id)

    def cut(*_: object) -> None:
        raise EnvironmentFault("disk_fault", "mất điện")

    for owner, name in ((Claims, "ask_again"), (Feed, "begin_generation")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, cut)
            with pytest.raises(EnvironmentFault):
                desk.port.begin_generation(9, desk.clock.now())
        known = desk.port.cursor().generation == 9
        assert not known or pending(desk)


def test_what_the_central_lost_is_asked_for_again(desk: RealDesk) -> None:
    """Within its generation too: where events are missing claims may be."""
    first = ask(desk)
    grant(desk, first.id)
    desk.port.offer_again(desk.clock.now())
    assert pending(desk) == [ClaimRequest(first.id, KIND, "d1")]


def test_a_power_cut_while_it_becomes_another_installation_leaves_no_claim(
    desk: RealDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write was the last: what the one before had asked for is not this one's."""
    grant(desk, ask(desk).id)
    desk.close()
    copied = RealDesk(desk.directory, desk.clock, machine="may-khac")
    before = copied.port.installation()

    def cut(*_: object, **__: object) -> None:
        raise EnvironmentFault("disk_fault", "mất điện")

    for owner, name in ((Claims, "forget"), (Enrolment, "enrolled")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, cut)
            with pytest.raises(EnvironmentFault):
                enrol(copied)
        assert copied.port.installation() == before or state(copied) == ""
    copied.close()
