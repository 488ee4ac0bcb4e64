"""A case (trường hợp) of a procedure with another time limit, perhaps with charges of its own."""

from __future__ import annotations

from app.clock.time import from_iso
from app.drafts.draft import Draft, PersonDraft
from app.drafts.reading import usual_components
from tests.desks import DAY, MORNING, OFFICER, catalogue
from tests.ui.reception.counter import CARD, Counter, K, application
from ui.reception.asked import asked_of

LIST = "1.004194"
IDENTITY_CARD = "1.116410"
COPIES = "2.000815"


def begin(counter: Counter, code: str) -> None:
    """A card and a procedure."""
    counter.scan(CARD)
    counter.type(code)
    counter.press(K.Key_Return)


def choose(counter: Counter, row: int) -> None:
    """Arrow down so often from the usual case."""
    assert counter.page.form.focus_field("deadline_case")
    counter.press(K.Key_Home)
    for _ in range(row):
        counter.press(K.Key_Down)


def draft(counter: Counter) -> Draft:
    """What is typed."""
    return counter.page.flow.keeper.draft


def test_the_usual_case_is_there_and_is_not_asked(counter: Counter) -> None:
    """Enter leads past it to the button; where there is but one case nothing is shown."""
    begin(counter, "1.010041")
    assert counter.page.due.case.isVisible()
    assert counter.page.due.case.value() == ""
    visited = []
    while counter.focus() != "receive":
        visited.append(counter.focus())
        counter.press(K.Key_Return)
    assert "deadline_case" not in visited
    counter.page.form.focus_field("procedure")
    counter.type("2.000635")
    counter.press(K.Key_Return)
    assert not counter.page.due.case.isVisible()


def test_it_is_reached_by_tab_where_there_are_cases(counter: Counter) -> None:
    """Behind the form, beside the due time."""
    begin(counter, COPIES)
    counter.page.form.focus_field("summary")
    walked = []
    for _ in range(3):
        counter.press(K.Key_Tab)
        walked.append(counter.focus())
    assert "deadline_case" in walked


def test_another_case_moves_the_day_and_is_received(counter: Counter) -> None:
    """Many copies may take two working days more (NĐ 23/2015 Đ.21)."""
    begin(counter, COPIES)
    before = counter.page.due.day()
    choose(counter, 1)
    assert draft(counter).deadline_case == "many"
    assert counter.page.due.day() != before
    assert "2 ngày làm việc" in counter.page.due.spoken()
    state = counter.receive()
    assert application(state).deadline_case == "many"
    assert state.due is not None
    assert state.due.at is not None
    assert counter.page.due.day().endswith(f"{from_iso(state.due.at):%d/%m/%Y}")
    assert not counter.page.due.case.isVisible()


def test_a_case_has_charges_of_its_own(counter: Counter) -> None:
    """A card issued anew after a loss costs what its first issue does not."""
    begin(counter, IDENTITY_CARD)
    totals = []
    for row in (0, 1, 3):
        choose(counter, row)
        assessment = counter.page.flow.assess_now()
        assert assessment is not None
        totals.append((draft(counter).deadline_case, assessment.fee_total))
    assert totals == [("", 25_000), ("first_card", 0), ("lost_or_damaged", 35_000)]


def test_a_list_is_asked_how_many_are_on_it(counter: Counter) -> None:
    """Ten thousand for each person of a list (TT 75/2022); one filing counts nobody."""
    usual = asked_of(catalogue().procedure(LIST, DAY), catalogue().grounds, DAY)
    assert usual.counts == ()
    begin(counter, LIST)
    cases = counter.page.form.fields()["cases"]
    assert not cases.isVisible()
    choose(counter, 1)
    assert cases.isVisible()
    counter.press(K.Key_Return)
    assert counter.focus() == "cases"
    counter.type("7")
    assessment = counter.page.flow.assess_now()
    assert assessment is not None
    assert assessment.fee_total == 70_000
    choose(counter, 0)
    assert not cases.isVisible()
    assert draft(counter).cases == 1


def test_an_exemption_that_the_case_does_not_have_is_not_granted(counter: Counter) -> None:
    """Hidden and still granted, it would stop a dossier that nobody can mend."""
    begin(counter, IDENTITY_CARD)
    counter.page.flow.keeper.fill(exemption="e_id_level_2")
    choose(counter, 1)  # the first card: nothing is charged
    assert draft(counter).exemption == ""
    assert not counter.page.form.fields()["exemption"].isVisible()


def test_walking_through_the_cases_costs_no_answer(counter: Counter) -> None:
    """Past two that charge nothing, to one that exempts; what was taken back stays so."""
    begin(counter, IDENTITY_CARD)
    counter.page.flow.keeper.fill(exemption="e_id_level_2", cases=2)
    choose(counter, 3)
    assert (draft(counter).exemption, draft(counter).cases) == ("e_id_level_2", 2)
    counter.page.flow.keeper.fill(exemption="")
    choose(counter, 0)
    assert (draft(counter).exemption, draft(counter).cases) == ("", 2)


def test_another_procedure_begins_with_its_usual_case(counter: Counter) -> None:
    """``many`` of the first is not what the second has."""
    begin(counter, COPIES)
    choose(counter, 1)
    counter.page.form.focus_field("procedure")
    counter.type(IDENTITY_CARD)
    counter.press(K.Key_Return)
    assert draft(counter).deadline_case == ""
    assert counter.page.due.case.value() == ""


def test_a_case_that_is_no_longer_there_can_be_left(counter: Counter) -> None:
    """A draft of before the catalogue changed: said where it stands, and F7 goes there."""
    procedure = catalogue().procedure("2.000635", DAY)
    old = Draft(
        id="old",
        begun_at=MORNING.isoformat(),
        officer=OFFICER,
        procedure=procedure.code,
        submitter=PersonDraft(name="Lê Thị Mỹ", id_number="001190000003", address="Hà Nội"),
        components=usual_components(procedure),
        deadline_case="gone",
    )
    counter.desk.store.drafts.save(old, old.begun_at)
    counter.page.open_draft(old.id)
    counter.settle()
    counter.press(K.Key_F7)
    assert counter.focus() == "deadline_case"
    assert "gone" in counter.page.due.case.message()
    counter.press(K.Key_Home)
    assert draft(counter).deadline_case == ""
    assert application(counter.receive()).deadline_case == ""


def test_what_is_being_received_keeps_its_case(counter: Counter) -> None:
    """The choice answers no key until the dossier is in the store."""
    begin(counter, COPIES)
    choose(counter, 1)
    counter.press(K.Key_F8)
    assert not counter.page.due.case.isEnabled()
    counter.settle()
    assert counter.page.due.case.isEnabled()
    state = counter.desk.store.dossier(counter.received[-1])
    assert state is not None
    assert application(state).deadline_case == "many"
