"""Another procedure, an annulled dossier, money given back: at a real desk (docs/adr/0030)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.deadlines.clock_face import ClockState
from app.deadlines.due import due_at
from app.dossier.receipt_standing import Standing, receipt_standing
from app.dossier.state import Stage
from app.errors import InvalidInput, Refusal
from app.processing import acts, desk_acts
from app.processing.annulling import annul
from app.processing.changing_procedure import change_procedure
from app.processing.performing import Processed
from app.processing.refunding import refund_fee
from app.reception.change import attach_pages, collect_fee, correct
from app.reception.desk import Desk
from app.store.records import Settled, SettledAs
from app.store.verify import verify
from tests.app.processing.test_acts import BIRTH_AGAIN, SIGNER, Counter
from tests.app.reception.test_receiving import arrive, page
from tests.desks import DAY, MORNING, calendar, catalogue, lease, open_desk

MARITAL_STATUS = "1.004873"
"""Three working days, as against five; a fee of the province."""
CERTIFICATION = "2.000815"
POLICE_MATTER = "1.010041"
WHY = "chọn nhầm thủ tục"


@pytest.fixture(name="counter")
def _counter(tmp_path: Path) -> Iterator[Counter]:
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        yield Counter(desk, clock)


def accept_all(desk: Desk) -> None:
    """The central has taken in everything."""
    items = desk.store.outbox.due(desk.clock.now(), 100, 10_000_000)
    first = 1 + max(
        [
            0,
            *(
                one.position or 0
                for row in desk.store.search("", 50)[0]
                for one in desk.store.events(row.id)
            ),
        ]
    )
    settled = [
        Settled(item.event.header.id, SettledAs.ACCEPTED, position=first + index)
        for index, item in enumerate(items)
    ]
    desk.store.outbox.settle(settled, desk.clock.now())


def warned(done: Processed) -> set[str]:
    return {warning.code for warning in done.warnings}


def law_due(code: str) -> str | None:
    """As the verb ``due`` counts it from the time of receipt."""
    return due_at(MORNING, catalogue().deadline(code, DAY), calendar()).at


def test_everything_is_counted_anew_from_the_same_receipt(counter: Counter) -> None:
    """Version, due time and fees of the day of receipt; code, book and time of receipt stay."""
    desk, code = counter.desk, counter.code
    before = desk.dossier(code)
    counter.go("2026-11-25T10:00")
    done = change_procedure(desk, code, MARITAL_STATUS, WHY)
    after = done.dossier
    assert after.procedure is not None
    assert after.application is not None
    assert after.procedure == catalogue().frozen(MARITAL_STATUS, DAY)
    assert after.application.procedure == MARITAL_STATUS
    assert after.first_due is not None
    assert after.first_due.at == done.clock.due == counter.due() == law_due(MARITAL_STATUS)
    assert law_due(MARITAL_STATUS) != law_due(BIRTH_AGAIN)
    kept = ("code", "book", "received_at", "reference", "registered_event", "stage")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert "receipt_replaced" in warned(done)
    assert verify(desk.store).problems == []


def test_the_receipt_is_a_new_paper_and_the_old_one_says_so(counter: Counter) -> None:
    """Scanned by its QR; of a bare code it can be told as long as the new one is not printed."""
    desk, code = counter.desk, counter.code
    old = desk.dossier(code).receipt_event
    change_procedure(desk, code, MARITAL_STATUS, WHY)
    state = desk.dossier(code)
    assert old != state.receipt_event
    assert receipt_standing(state, code, old).standing is Standing.REPLACED
    assert WHY in receipt_standing(state, code, old).told
    assert receipt_standing(state, code, state.receipt_event).standing is Standing.VALID
    assert receipt_standing(state, code, None).standing is Standing.REPLACED
    assert receipt_standing(state, code, "another event").standing is Standing.UNKNOWN
    assert receipt_standing(None, code, old).standing is Standing.UNKNOWN
    assert receipt_standing(state, code, old, genuine=False).standing is Standing.UNKNOWN


def test_what_has_happened_since_counts_by_the_new_time_limit(counter: Counter) -> None:
    """A verification of two days puts off the new date as it had the old one; an extension of the
    old date and an apology for it are over."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T09:00")
    acts.suspend(desk, code, "verification", "hỏi nơi cấp")
    counter.go("2026-11-27T09:00")
    acts.resume(desk, code, "verification")
    acts.extend(desk, code, "2026-12-15", "bão", SIGNER)
    counter.go("2026-11-27T10:00")
    done = change_procedure(desk, code, MARITAL_STATUS, WHY)
    assert (done.clock.extended, done.clock.promised) == (False, None)
    assert done.clock.due == counter.due() == "2026-12-01T17:00:00+07:00"
    assert done.dossier.first_due is not None
    assert done.dossier.first_due.at == done.clock.due
    assert not {"in_future", "out_of_order"} & warned(done)
    counter.go("2026-11-30T09:00")
    acts.suspend(desk, code, "verification", "hỏi lại")
    counter.go("2026-12-02T09:00")
    assert acts.resume(desk, code, "verification").clock.due == "2026-12-03T17:00:00+07:00"


def test_a_supplement_that_came_starts_the_new_time_limit(counter: Counter) -> None:
    """Đ.19.5: from zero, by the right procedure."""
    desk, code = counter.desk, counter.code
    counter.go("2026-11-25T09:00")
    acts.request_supplement(desk, code, ["Ảnh"], "mờ")
    counter.go("2026-11-30T09:00")
    acts.supplemented(desk, code)
    done = change_procedure(desk, code, MARITAL_STATUS, WHY)
    anew = due_at(counter.clock.now(), catalogue().deadline(MARITAL_STATUS, DAY), calendar()).at
    assert done.clock.due == counter.due() == anew


def test_money_is_counted_anew_and_the_difference_is_said(tmp_path: Path) -> None:
    """What was taken stays taken; too much of it is to be given back, never more than that."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk, procedure="2.000635", copies=3, ref="f").code)
        total = desk.dossier(code).fee_total
        assert total > 0
        collect_fee(desk, code, total, "cash")
        done = change_procedure(desk, code, BIRTH_AGAIN, WHY)
        rest = total - done.dossier.fee_total
        assert ("fee_to_refund" in warned(done)) is (rest > 0)
        with pytest.raises(Refusal) as caught:
            refund_fee(desk, code, total + 1, "thu thừa")
        assert (caught.value.code, caught.value.field) == ("over_refunded", "amount")
        back = refund_fee(desk, code, total, "thu thừa", receiver="Nguyễn Văn A").dossier
        assert (back.collected, back.refunded) == (0, total)
        with pytest.raises(Refusal):
            refund_fee(desk, code, 1, "thu thừa")
        with pytest.raises(InvalidInput):
            refund_fee(desk, code, 1, " ")


@pytest.mark.parametrize(
    ("to", "reason", "code"),
    [
        ("9.999999", WHY, "unknown_procedure"),
        (MARITAL_STATUS, "  ", "missing"),
        (MARITAL_STATUS, "x" * 200_000, "too_long"),
        (BIRTH_AGAIN, WHY, "same_procedure"),
        (POLICE_MATTER, WHY, "other_agency"),
    ],
)
def test_a_change_that_can_not_be(counter: Counter, to: str, reason: str, code: str) -> None:
    """Nothing is written; the code names the agency that resolves it, and never changes."""
    found, _ = counter.refused(lambda: change_procedure(counter.desk, counter.code, to, reason))
    assert found == code


def test_one_change_after_the_other(counter: Counter) -> None:
    """Not while the central has not answered the one before."""
    desk, code = counter.desk, counter.code
    change_procedure(desk, code, MARITAL_STATUS, WHY)
    again = ("undecided", None)
    assert counter.refused(lambda: change_procedure(desk, code, BIRTH_AGAIN, WHY)) == again
    assert counter.refused(lambda: annul(desk, code, "nhập hai lần")) == again
    accept_all(desk)
    done = change_procedure(desk, code, BIRTH_AGAIN, WHY)
    assert len(done.dossier.replaced) == 2
    assert done.clock.due == law_due(BIRTH_AGAIN)


def test_a_result_stands_still_or_certified_papers_forbid_a_change(tmp_path: Path) -> None:
    """There must be a date for the new receipt; a number in a register stays."""
    with open_desk(tmp_path / "desk", clock=FixedClock(MORNING)) as desk:
        one = str(arrive(desk, procedure=BIRTH_AGAIN, ref="1").code)
        acts.suspend(desk, one, "verification", "hỏi")
        other = str(arrive(desk, procedure=BIRTH_AGAIN, ref="2").code)
        acts.resolve(desk, other, "granted")
        for code, why in ((one, "clock_stands"), (other, "already_resolved")):
            with pytest.raises(Refusal, match=why):
                change_procedure(desk, code, MARITAL_STATUS, WHY)


def test_an_annulled_dossier_is_over(counter: Counter) -> None:
    """It keeps its number; nobody goes on with it, but its money and originals go back."""
    desk, code = counter.desk, counter.code
    other = str(arrive(desk, procedure=BIRTH_AGAIN, ref="right").code)
    counter.go("2026-11-25T10:00")
    done = annul(desk, code, "nhập hai lần", instead=other)
    state = done.dossier
    assert (state.stage, state.code, done.clock.state) == (
        Stage.ANNULLED, code, ClockState.ANNULLED,
    )  # fmt: skip
    standing = receipt_standing(state, code, state.registered_event)
    assert (standing.standing, standing.by) == (Standing.ANNULLED, other)
    component = state.application.components[0].component if state.application else ""
    for act in (
        lambda: acts.resolve(desk, code, "granted"),
        lambda: acts.suspend(desk, code, "verification", "hỏi"),
        lambda: desk_acts.hand_over(desk, code, "Phòng Tư pháp"),
        lambda: change_procedure(desk, code, MARITAL_STATUS, WHY),
        lambda: correct(desk, code, {"sets": "2"}, "đếm lại"),
        lambda: attach_pages(desk, code, component, [page()]),
        lambda: collect_fee(desk, code, 1_000, "cash"),
        lambda: annul(desk, code, "lần nữa"),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == "annulled"
        assert other in str(caught.value.advice)
    given = desk_acts.return_result(desk, code, [], originals=["Giấy khai sinh"])
    assert given.dossier.stage is Stage.ANNULLED
    later = {"received": "2026-11-25T09:59:00+07:00", "ref": "next"}
    lease(desk.store, 5, on=counter.clock.now().date())
    assert arrive(desk, procedure=BIRTH_AGAIN, **later).code not in {code, other}
    assert verify(desk.store).problems == []


def test_an_annulment_that_can_not_be(counter: Counter) -> None:
    """Not without a reason, not for itself, not for an annulled one, not after the result."""
    desk, code = counter.desk, counter.code
    assert counter.refused(lambda: annul(desk, code, " ")) == ("missing", "reason")
    assert counter.refused(lambda: annul(desk, code, "trùng", instead=code)) == (
        "same_dossier", "instead",
    )  # fmt: skip
    assert counter.refused(lambda: annul(desk, code, "trùng", instead="H26.107-261123-9")) == (
        "no_dossier", "instead",
    )  # fmt: skip
    other = str(arrive(desk, procedure=BIRTH_AGAIN, ref="o").code)
    annul(desk, other, "trùng", instead=code)
    found, _ = counter.refused(lambda: annul(desk, code, "trùng", instead=other))
    assert found == "instead_annulled"
    counter.go("2026-11-25T10:00")
    acts.resolve(desk, code, "granted")
    assert counter.refused(lambda: annul(desk, code, "trùng"))[0] == "already_resolved"


def test_a_dossier_without_a_number_is_refused_not_annulled(tmp_path: Path) -> None:
    """There is no receipt to take back."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        reference = arrive(desk).reference
        with pytest.raises(Refusal, match="not_registered"):
            annul(desk, reference, "trùng")
        with pytest.raises(Refusal, match="not_registered"):
            change_procedure(desk, reference, MARITAL_STATUS, WHY)


def test_who_may_not_correct_changes_no_receipt(tmp_path: Path) -> None:
    """Role by role, at every verb alike."""
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        code = str(arrive(desk).code)
    with open_desk(tmp_path / "desk", clock=clock, roles=frozenset({Role.INSPECTOR})) as desk:
        forbidden: list[Callable[[], Processed]] = [
            lambda: change_procedure(desk, code, MARITAL_STATUS, WHY),
            lambda: annul(desk, code, "trùng"),
            lambda: refund_fee(desk, code, 1_000, "thừa"),
        ]
        for act in forbidden:
            with pytest.raises(Refusal, match="not_permitted"):
                act()


@pytest.mark.parametrize(("days", "why"), [(-1, "before_receipt"), (1, "in_future")])
def test_an_annulment_of_tomorrow_or_of_before_the_receipt(
    counter: Counter, days: int, why: str
) -> None:
    """``at`` is when it happened."""
    at = MORNING + timedelta(days=days)
    refused = counter.refused(lambda: annul(counter.desk, counter.code, "trùng", at=at))
    assert refused == (why, "at")
