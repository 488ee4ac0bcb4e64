"""A receipt that is replaced or void: what decide forbids, and what evolve makes of it."""

from __future__ import annotations

import msgspec
import pytest

from app.dossier.commands import Annul, ChangeProcedure, RefundFee
from app.dossier.decide import decide
from app.dossier.events import AnyBody, FeeLine, FeeRefunded, Printed
from app.dossier.evolve import evolve
from app.dossier.happening import Happening
from app.dossier.processing_events import Supplemented
from app.dossier.receipt_changes import MAX_REPLACED
from app.dossier.receipt_events import ProcedureChanged
from app.dossier.state import Dossier, Stage
from app.errors import QmcError
from tests.app.dossier.meetings import opened, registered
from tests.app.dossier.samples import RIGHT_DUE, RULES, Chain, annulled, procedure_changed
from tests.app.dossier.test_desk_acts import certified
from tests.app.dossier.test_processing import (
    NEW_DUE,
    apologised,
    asked,
    completed,
    extended,
    resumed,
    suspended,
)

RECORDED = "2027-01-15T08:00:00+07:00"


class Life:
    """The sample dossier with its number; ``state`` after what was told."""

    def __init__(self, *bodies: AnyBody) -> None:
        self.chain = Chain()
        self.state: Dossier | None = None
        self.tell(opened(), registered(), *bodies)

    def tell(self, *bodies: AnyBody) -> Dossier:
        for body in bodies:
            self.state = evolve(self.state, self.chain.event(body))
        return self.now

    @property
    def now(self) -> Dossier:
        assert self.state is not None
        return self.state

    def change(self, **changes: object) -> ProcedureChanged:
        return procedure_changed(self.now, **changes)


def refusal(state: Dossier, body: ProcedureChanged) -> tuple[str, str | None]:
    with pytest.raises(QmcError) as caught:
        decide(state, ChangeProcedure(body, RECORDED), RULES)
    assert caught.value.message
    return caught.value.code, caught.value.field


WRONG: list[tuple[dict[str, object], str, str | None]] = [
    ({"reason": " "}, "missing", "reason"),
    ({"reason": "x" * 200_000}, "too_long", "reason"),
    ({"replaces": "another event"}, "changed_meanwhile", "to"),
    ({"happenings": (Happening("resolved", "2026-11-24T09:00"),)}, "changed_meanwhile", None),
    ({"fees": [FeeLine("Lệ phí", "le_phi", -1)]}, "bad_amount", "fees"),
    ({"fees": [FeeLine("Lệ phí", "le_phi", 1)] * 101}, "too_many", "fees"),
    ({"due": msgspec.structs.replace(RIGHT_DUE, at="2026-11-01")}, "due_before_receipt", "due"),
    ({"due": msgspec.structs.replace(RIGHT_DUE, at="mai")}, "bad_time", "due"),
    ({"at": "2026-11-22T08:00:00+07:00"}, "before_receipt", "at"),
    ({"at": "2027-01-16T08:00:00+07:00"}, "in_future", "at"),
    ({"at": "hôm qua"}, "bad_time", "at"),
]


@pytest.mark.parametrize(("changes", "code", "field"), WRONG)
def test_a_change_with_a_wrong_field_is_refused(
    changes: dict[str, object], code: str, field: str | None
) -> None:
    """Also at the central, which gets it from any desk."""
    life = Life()
    assert refusal(life.now, life.change(**changes)) == (code, field)


def test_papers_in_a_register_forbid_it() -> None:
    """Their numbers are of this matter."""
    life = Life(certified())
    assert refusal(life.now, life.change())[0] == "already_certified"


def test_what_stood_still_once_counts_and_what_was_put_off_does_not() -> None:
    """Only happenings of the old date are dropped; the new receipt has another."""
    life = Life(suspended(), resumed(), extended("2026-11-28T09:00"), apologised())
    state = life.tell(life.change(at="2026-12-02T09:00:00+07:00"))
    assert [each.what for each in state.happenings] == ["suspended", "resumed"]
    assert state.first_due == RIGHT_DUE


def test_a_date_by_the_old_time_limit_is_not_taken() -> None:
    """Another desk took the papers in and counted by the procedure that it knew."""
    life = Life()
    state = life.tell(life.change())
    by = state.receipt_event or ""
    old = life.tell(asked(), completed())
    assert old.due == RIGHT_DUE
    assert [each.due for each in old.happenings] == ["", ""]
    assert old.stage is Stage.PROCESSING
    other = Life()
    other.tell(other.change())
    told = Supplemented(at="2026-11-27T09:00", due=NEW_DUE, under=by)
    assert other.tell(asked(), told).due == NEW_DUE


def test_the_old_receipt_is_kept_with_its_number_and_day() -> None:
    """For the slip that explains the new one; and it is no first printing of that."""
    numbered = Printed(form="receipt", form_version="v", nth=1, pages=1, number="12/TTPVHCC")
    life = Life(numbered)
    state = life.tell(life.change())
    [old] = state.replaced
    assert (old.number, old.event, old.by) == ("12/TTPVHCC", "desk-2", "desk-4")
    assert (state.prints, state.paper_numbers, state.first_printed) == ({}, {}, {})
    late = msgspec.structs.replace(numbered, nth=2, number="13/TTPVHCC")
    assert life.tell(late).prints == {}
    new = msgspec.structs.replace(numbered, number="14/TTPVHCC", stands_for="desk-4")
    state = life.tell(new)
    assert (state.prints, state.paper_numbers) == ({"receipt": 1}, {"receipt": "14/TTPVHCC"})


def test_receipts_are_replaced_a_bounded_number_of_times() -> None:
    """A limit on everything; beyond it nothing changes, and decide says so."""
    life = Life()
    for _ in range(MAX_REPLACED):
        life.tell(life.change(procedure=life.now.procedure))
    body = life.change()
    assert refusal(life.now, body)[0] == "too_many"
    assert len(life.tell(body).replaced) == MAX_REPLACED


def test_an_annulment_is_for_ever() -> None:
    """Whatever is told after it, and twice; its clock has ended."""
    life = Life()
    state = life.tell(annulled(), annulled(reason="khác"), suspended(), extended())
    assert state.annulled is not None
    assert (state.stage, state.annulled.reason) == (Stage.ANNULLED, "nhập hai lần")
    assert not state.clock_stands
    with pytest.raises(QmcError, match="annulled"):
        decide(state, Annul(annulled(), RECORDED), RULES)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"amount": 0}, "bad_amount", "amount"),
        ({"amount": -5}, "bad_amount", "amount"),
        ({"amount": 10**12}, "bad_amount", "amount"),
        ({"amount": 1}, "over_refunded", "amount"),
        ({"method": "séc"}, "bad_method", "method"),
        ({"reason": ""}, "missing", "reason"),
        ({"at": "2027-02-01"}, "in_future", "at"),
    ],
)
def test_a_refund_that_can_not_be(changes: dict[str, object], code: str, field: str) -> None:
    """Never more than was taken: nothing here."""
    body = FeeRefunded(at="2026-11-24T09:00:00+07:00", amount=1, reason="thu thừa")
    with pytest.raises(QmcError) as caught:
        decide(Life().now, RefundFee(msgspec.structs.replace(body, **changes), RECORDED), RULES)
    assert (caught.value.code, caught.value.field) == (code, field)
