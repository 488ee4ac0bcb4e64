"""The form asks what the law makes a difference by, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from app.reception.known_person import known_person
from tests.desks import DAY, catalogue
from tests.ui.reception.counter import (
    AN,
    CARD,
    REASON,
    Counter,
    K,
    application,
    received_before,
)
from ui.reception.asked import asked_of
from ui.reception.procedure_model import ProcedureModel

ASKED = {
    "1.000656": ((), True),
    "1.001193": ((), True),
    "1.004222": ((), False),
    "1.004873": ((), False),
    "1.010041": ((), False),
    "2.000635": (("copies", "cases"), False),
    "2.000815": (("pages", "copies"), False),
    "2.000884": (("cases",), False),
}


@pytest.mark.parametrize("code", sorted(ASKED))
def test_counts_and_lateness_are_asked_where_the_fee_counts_them(code: str) -> None:
    """Asked of the fee itself: a number that changes nothing is not asked."""
    asked = asked_of(catalogue().procedure(code, DAY), catalogue().grounds, DAY)
    late_fee_differs = asked.late
    assert (asked.counts, late_fee_differs) == ASKED[code]


def test_exemptions_are_offered_only_while_they_are_in_force() -> None:
    """The e-ID exemption of a time is not there before it."""
    procedure = catalogue().procedure("2.000635", DAY)
    grounds = catalogue().grounds
    assert [one.id for one in asked_of(procedure, grounds, DAY).grounds] == ["e_id_level_2"]
    assert asked_of(procedure, grounds, date(2026, 8, 1)).grounds == ()


def test_the_law_says_why_paper_needs_a_reason() -> None:
    """Online-only procedures name the text in a line; its exceptions are there for who asks."""
    grounds = catalogue().grounds
    online = asked_of(catalogue().procedure("1.001193", DAY), grounds, DAY)
    assert online.paper_law == "Chỉ thị 24/CT-TTg năm 2025"
    assert "ngoại lệ" in online.paper_exceptions
    assert asked_of(catalogue().procedure("2.000815", DAY), grounds, DAY).paper_law == ""


def test_online_needs_no_reason_for_paper(counter: Counter) -> None:
    """What is filed online is not asked why it is on paper."""
    counter.scan(CARD)
    counter.type("khai s")
    counter.press(K.Key_Return)
    reason = counter.page.form.circumstances.paper_exception
    assert reason.isVisible()
    assert counter.focus() == "paper_exception"
    counter.page.form.focus_field("channel")
    counter.press(K.Key_End)
    assert not reason.isVisible()
    assert counter.page.flow.keeper.draft.channel == "online"


def test_a_reason_given_before_is_one_key_away(counter: Counter) -> None:
    """↓ puts in the last one; what is typed oneself is left alone."""
    received_before(counter.desk, "1.001193")
    counter.page.flow.load()
    counter.settle()
    counter.scan(CARD)
    counter.type("khai t")
    counter.press(K.Key_Return)
    counter.press(K.Key_Down)
    assert counter.text("paper_exception") == REASON
    assert application(counter.receive()).paper_exception == REASON


def test_another_procedure_asks_its_own_questions(counter: Counter) -> None:
    """Numbers that the first procedure asked for are not counted by the second."""
    counter.scan(CARD)
    counter.type("sao y")
    counter.press(K.Key_Return)
    counter.type("40")
    counter.page.form.focus_field("procedure")
    counter.type("xac nh")
    counter.press(K.Key_Return)
    draft = counter.page.flow.keeper.draft
    assert (draft.procedure, draft.pages) == ("1.010041", 1)
    assert [line.component for line in draft.components] == ["ct01"]


def test_letters_that_choose_nothing_leave_what_was_chosen(counter: Counter) -> None:
    """Esc, or going away, brings the chosen procedure's name back."""
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    counter.page.form.focus_field("procedure")
    counter.enter_data("qqq")
    assert counter.page.form.picker.field.message() == "No procedure has these letters"
    counter.press(K.Key_Tab)
    assert counter.text("procedure") == "Xác nhận thông tin về cư trú"
    counter.page.form.focus_field("procedure")
    counter.enter_data("khai")
    counter.press(K.Key_Escape)
    assert counter.text("procedure") == "Xác nhận thông tin về cư trú"


def test_the_matches_are_walked_through_by_arrows(counter: Counter) -> None:
    """Down and Enter take the second."""
    counter.scan(CARD)
    counter.enter_data("chung thuc")
    counter.press(K.Key_Down)
    counter.press(K.Key_Return)
    second = catalogue().find("chung thuc", DAY)[1]
    assert counter.page.flow.keeper.draft.procedure == second.code
    assert not counter.page.form.picker.list.isVisible()


def test_what_the_desk_takes_often_is_found_first(counter: Counter) -> None:
    """Among names that begin alike; counted in the newest dossiers, and from one to the next."""
    second = catalogue().find("dang ky khai", DAY)[1]
    before = received_before(counter.desk, second.code)
    counter.page.flow.load()
    counter.settle()
    assert counter.page.flow.recent_use.taken == {second.code: 1}
    counter.scan(CARD)
    counter.enter_data("dang ky khai")
    counter.press(K.Key_Return)
    assert counter.page.flow.keeper.draft.procedure == second.code
    again = application(counter.desk.dossier(before.dossier))
    assert counter.page.flow.recent_use.used(again).taken == {second.code: 2}


def test_a_query_longer_than_any_name_finds_nothing() -> None:
    """Pasted by mistake: no match, and no error."""
    model = ProcedureModel(catalogue())
    model.search("x" * 5_000, DAY, ())
    assert model.rowCount() == 0
    model.search("", DAY, ("2.000815", "9.999999"))
    assert model.rowCount() == 1


def test_a_person_of_an_organisation_has_a_tax_code(counter: Counter) -> None:
    """No birth, no sex; the number is judged as what it is."""
    form = counter.page.form.people.form("submitter")
    form.organisation.click()
    assert not form.birth.editor.isEnabled()
    assert form.id_number.label_text() == "Tax code"
    assert counter.page.flow.keeper.draft.submitter.organisation


def test_the_last_dossier_is_known_at_once(counter: Counter) -> None:
    """What was typed for a new person is there at their next visit."""
    assert known_person(counter.desk, AN.id_number) is None
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    counter.enter_data("0900000001")
    counter.receive()
    counter.scan(CARD)
    assert counter.text("submitter.phone") == "0900000001"
