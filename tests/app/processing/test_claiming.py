"""Handing out a result that another desk may be handing out too (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.dossier.desk_events import ReturnedPaper
from app.dossier.state import Stage
from app.errors import InvalidInput, Refusal
from app.processing import acts, desk_acts
from app.processing.certifying import PaperToCertify, certify
from app.processing.claiming import ClaimStanding, claim_for, give_back_claim
from app.processing.performing import Processed
from app.reception.desk import Desk
from app.store.claims import RETURN_RESULT
from tests.app.processing.test_acts import BIRTH_AGAIN, Counter
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, lease, open_desk

PAPERS = [ReturnedPaper("Trích lục khai sinh")]
WHO = "Quầy 3 đang trả kết quả hồ sơ này, từ 09:12 25/11/2026."


@pytest.fixture(name="counter")
def _counter(tmp_path: Path) -> Iterator[Counter]:
    """A dossier whose result lies at the desk."""
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        made = Counter(desk, clock)
        made.go("2026-11-25T09:00")
        acts.resolve(desk, made.code, "granted")
        yield made


def answer(desk: Desk, *, refused: str = "") -> None:
    """The line brings what the central says to every request that waits."""
    now = desk.clock.now()
    for claim in desk.store.claims.pending(now):
        if refused:
            desk.store.claims.refused(claim.id, refused, now)
        else:
            desk.store.claims.granted(claim.id, now + timedelta(hours=2))


def hand_out(counter: Counter, **more: str) -> Processed:
    return desk_acts.return_result(counter.desk, counter.code, PAPERS, **more)  # type: ignore[arg-type]


def warned(done: Processed) -> list[str]:
    codes = [warning.code for warning in done.warnings]
    return [code for code in codes if "claimed" in code]


def actions(desk: Desk, code: str) -> list[str]:
    return [line.action for line in desk.store.audit_lines(desk.find(code))]


def test_asked_ahead_and_granted_it_is_handed_out_without_a_word(counter: Counter) -> None:
    """What was claimed is used up with the act: the event ends it at the central."""
    desk, code = counter.desk, counter.code
    assert claim_for(desk, code).state == "unknown"
    answer(desk)
    assert claim_for(desk, code) == ClaimStanding("granted")
    done = hand_out(counter)
    assert (done.claim, warned(done)) == (ClaimStanding("granted"), [])
    assert done.dossier.stage is Stage.RETURNED
    assert desk.store.claims.ending() == []
    assert desk.store.claims.pending(desk.clock.now()) == []
    assert "returned_anyway" not in actions(desk, code)


def test_without_an_answer_the_citizen_does_not_wait(counter: Counter) -> None:
    """It goes on, with a warning: keep the paper receipt."""
    claim_for(counter.desk, counter.code)
    done = hand_out(counter)
    assert done.claim is not None
    assert (done.claim.state, warned(done)) == ("unknown", ["not_claimed"])
    assert "giữ lại giấy tiếp nhận" in done.claim.message
    assert done.dossier.stage is Stage.RETURNED


def test_where_nobody_asked_it_is_as_unknown(counter: Counter) -> None:
    """The window had no time to, or the desk was closed over night."""
    assert warned(hand_out(counter)) == ["not_claimed"]


def test_another_desk_has_it(counter: Counter) -> None:
    """Refused with who and since when; a reason goes on, and is logged with what was told."""
    desk, code = counter.desk, counter.code
    claim_for(desk, code)
    answer(desk, refused=WHO)
    assert claim_for(desk, code) == ClaimStanding("refused", WHO)
    for anyway in ("", "   "):
        assert counter.refused(lambda given=anyway: hand_out(counter, anyway=given)) == (  # type: ignore[misc]
            "claimed_elsewhere",
            "anyway",
        )
    with pytest.raises(Refusal) as refused:
        hand_out(counter)
    assert refused.value.message == WHO
    assert refused.value.advice
    done = hand_out(counter, anyway="Quầy 3 bấm nhầm, công dân đang ở đây")
    assert (done.claim, warned(done)) == (ClaimStanding("refused", WHO), ["claimed_elsewhere"])
    [line] = [
        each for each in desk.store.audit_lines(desk.find(code)) if each.action == "returned_anyway"
    ]
    assert line.detail == {
        "reason": "Quầy 3 bấm nhầm, công dân đang ở đây",
        "claim": "refused",
        "told": WHO,
    }


def test_a_reason_has_a_length(counter: Counter) -> None:
    """A text that somebody pasted."""
    with pytest.raises(InvalidInput) as refused:
        hand_out(counter, anyway="x" * 200_000)
    assert (refused.value.code, refused.value.field) == ("too_long", "anyway")
    assert counter.desk.dossier(counter.code).stage is Stage.RESOLVED


def test_a_refused_act_leaves_the_claim(counter: Counter) -> None:
    """The wrong person came; the next one gets it."""
    claim_for(counter.desk, counter.code)
    answer(counter.desk)
    counter.refused(lambda: hand_out(counter, relation="authorised"))
    assert claim_for(counter.desk, counter.code).state == "granted"


def test_what_is_not_handed_out_is_given_back(counter: Counter) -> None:
    """The citizen has left again."""
    desk, code = counter.desk, counter.code
    assert not give_back_claim(desk, code)
    claim_for(desk, code)
    answer(desk)
    assert give_back_claim(desk, code)
    assert claim_for(desk, code).state == "unknown"
    assert len(desk.store.claims.ending()) == 1


def test_what_is_done_while_the_citizen_waits_is_claimed_from_nobody(counter: Counter) -> None:
    """Certified here today: the papers have never left this desk. Tomorrow they may have."""
    desk = counter.desk
    lease(desk.store, 5, on=date(2026, 11, 25))
    code = str(arrive(desk, ref="s2", received="2026-11-25T08:50").code)
    certify(desk, code, [PaperToCertify("copy", "Bằng tốt nghiệp", 1, 2)], "Lê Văn C")
    assert claim_for(desk, code) == ClaimStanding("not_needed")
    assert desk.store.claims.pending(desk.clock.now()) == []
    done = desk_acts.return_result(desk, code, PAPERS)
    assert (done.claim, warned(done)) == (ClaimStanding("not_needed"), [])
    other = str(arrive(desk, ref="khác", received="2026-11-25T08:50").code)
    certify(desk, other, [PaperToCertify("copy", "Bằng lái xe", 1, 2)], "Lê Văn C")
    counter.go("2026-11-26T09:00")
    assert claim_for(desk, other).state == "unknown"


def test_originals_alone_need_no_claim(counter: Counter) -> None:
    """A dossier that ended without a result has nothing that is handed out once."""
    desk = counter.desk
    code = str(arrive(desk, ref="khác", procedure=BIRTH_AGAIN, late_reason="Mất điện").code)
    acts.stop(desk, code, "công dân rút hồ sơ")
    done = desk_acts.return_result(desk, code, [], originals=["Giấy chứng sinh"])
    assert (done.claim, warned(done)) == (None, [])


def test_a_desk_that_must_succeed_believes_no_claim(counter: Counter) -> None:
    """An older copy of the desk: what it was granted, the newer one may have used."""
    desk, code = counter.desk, counter.code
    claim_for(desk, code)
    answer(desk)
    desk.store.set_setting("must_succeed", "copied")
    assert claim_for(desk, code).state == "unknown"
    assert desk.store.claims.present(RETURN_RESULT, desk.find(code), desk.clock.now()) is not None


def test_only_who_receives_may_claim(counter: Counter) -> None:
    """The administrator has no citizen before them."""
    administrator = replace(counter.desk, roles=frozenset({Role.ADMINISTRATOR}))
    for act in (claim_for, give_back_claim):
        with pytest.raises(Refusal) as refused:
            act(administrator, counter.code)
        assert refused.value.code == "not_permitted"
