"""What is typed survives everything (docs/adr/0013)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.clock.time import FixedClock, to_iso
from tests.ui.reception.counter import CARD, OTHER_CARD, Counter, K, open_counter, received_before
from ui.operations.changes import Changes
from ui.reception.draft_keeper import SAVE_AFTER_MS


def test_a_draft_begins_with_the_first_key(counter: Counter) -> None:
    """Time of receipt is when the citizen's dossier was begun, not when F8 was pressed."""
    clock = counter.desk.clock
    assert isinstance(clock, FixedClock)
    began = clock.now()
    counter.enter_data("0")
    clock.advance(timedelta(minutes=7))
    counter.enter_data("0")
    assert counter.page.flow.keeper.draft.begun_at == to_iso(began)


def test_typing_is_saved_within_half_a_second(counter: Counter) -> None:
    """Steady typing is saved too; nobody has to leave a field for it."""
    assert SAVE_AFTER_MS <= 500
    counter.enter_data("00109")
    counter.qtbot.waitUntil(lambda: bool(counter.drafts()), timeout=5_000)
    assert counter.drafts()[0].submitter.id_number == "00109"


def test_a_killed_window_finds_its_draft_again(qtbot: QtBot, tmp_path: Path) -> None:
    """A new page over the same store shows what was typed, and makes one dossier of it."""
    with open_counter(qtbot, tmp_path) as before:
        before.scan(CARD)
        before.type("sao y")
        before.press(K.Key_Return)
        before.type("4")
        before.page.may_leave()
        before.settle()
        [draft] = before.drafts()
    with open_counter(qtbot, tmp_path) as after:
        after.page.open_draft(draft.id)
        after.settle()
        assert after.text("submitter.name") == "Nguyễn Văn An"
        assert after.page.flow.keeper.draft == draft
        state = after.receive()
        assert state.fee_total == 6_000
        assert after.drafts() == []


def test_what_was_received_already_is_not_received_again(qtbot: QtBot, tmp_path: Path) -> None:
    """Cut after the commit: the draft leads to the dossier that stands, not to a second one."""
    with open_counter(qtbot, tmp_path) as counter:
        counter.scan(CARD)
        counter.type("xac nh")
        counter.press(K.Key_Return)
        draft = counter.page.flow.keeper.draft
        state = counter.receive()
        counter.page.flow.keeper.load(draft)
        again = counter.receive()
        assert again.id == state.id
        assert counter.desk.store.search("", 10)[1] == 1


def test_the_next_dossier_leaves_the_unfinished_one_as_a_draft(counter: Counter) -> None:
    """F2: nothing is asked, nothing is lost."""
    counter.scan(CARD)
    counter.press(K.Key_F2)
    counter.settle()
    assert not counter.page.is_serving
    assert counter.focus() == "submitter.id_number"
    assert [draft.submitter.name for draft in counter.drafts()] == ["Nguyễn Văn An"]


def test_a_form_that_is_emptied_is_no_draft(counter: Counter) -> None:
    """Letters typed by mistake and taken back leave nothing behind."""
    counter.enter_data("0")
    counter.page.flush()
    counter.settle()
    assert len(counter.drafts()) == 1
    counter.press(K.Key_Backspace)
    counter.settle()
    assert counter.drafts() == []
    assert not counter.page.is_serving


def test_a_draft_is_thrown_away_only_when_it_is_confirmed(counter: Counter) -> None:
    """Enter keeps it; the second answer throws it away."""
    counter.scan(CARD)
    counter.page.flush()
    counter.settle()
    for key in (K.Key_Return, K.Key_2):
        assert len(counter.drafts()) == 1
        counter.page.side.discard.setFocus(Qt.FocusReason.TabFocusReason)
        counter.press(K.Key_Space)
        assert counter.page.questions.asked == "discard"
        counter.press(key)
        counter.settle()
    assert counter.drafts() == []
    assert counter.text("submitter.name") == ""


def test_a_scan_over_another_person_asks(counter: Counter) -> None:
    """Nothing is written over silently: a new dossier by Enter, the other way by 2, Esc neither."""
    counter.scan(CARD)
    counter.scan(OTHER_CARD)
    assert counter.page.questions.asked == "another_person"
    counter.press(K.Key_Escape)
    assert counter.text("submitter.name") == "Nguyễn Văn An"
    counter.scan(OTHER_CARD)
    counter.press(K.Key_2)
    counter.settle()
    assert counter.text("submitter.name") == "Trần Thị Bích Hường"
    counter.scan(CARD)
    counter.press(K.Key_Return)
    counter.settle()
    assert counter.text("submitter.name") == "Nguyễn Văn An"
    assert [draft.submitter.name for draft in counter.drafts()] == ["Trần Thị Bích Hường"]


def test_the_same_card_scanned_again_asks_nothing(counter: Counter) -> None:
    """Scanners read twice."""
    counter.scan(CARD)
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("0900000009")
    counter.scan(CARD)
    assert counter.page.questions.asked == ""
    assert counter.text("submitter.phone") == "0900000009"


def test_a_name_typed_by_hand_and_its_card_are_the_same_person(counter: Counter) -> None:
    """The card completes what was typed from it; marks and case don't matter."""
    counter.page.form.focus_field("submitter.name")
    counter.enter_data("nguyen van an")
    counter.scan(CARD)
    assert counter.page.questions.asked == ""
    assert counter.text("submitter.id_number") == "001090000001"


def test_a_code_is_not_for_this_page(counter: Counter) -> None:
    """The shell opens the dossier of a scanned code."""
    assert not counter.scan("H26.107-261123-0001")


def test_an_earlier_dossier_brings_the_phone(counter: Counter) -> None:
    """Known person: what the card does not say comes from the newest dossier, and says so."""
    received_before(counter.desk, "1.010041")
    counter.scan(CARD)
    assert counter.text("submitter.phone") == "0900000001"
    field = counter.page.form.fields()["submitter.phone"]
    assert field.message() == "from an earlier dossier"
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("1")
    assert field.message() == ""


def test_a_typed_number_brings_the_whole_person(counter: Counter) -> None:
    """Without the card, the number is enough for somebody who was here before."""
    received_before(counter.desk, "1.010041")
    counter.enter_data("001090000001")
    counter.press(K.Key_Return)
    counter.settle()
    assert counter.text("submitter.name") == "Nguyễn Văn An"
    assert counter.text("submitter.birth") == "24/11/1990"
    assert counter.focus() == "procedure"


def test_what_was_typed_is_not_replaced_by_what_is_known(counter: Counter) -> None:
    """The citizen has a new phone: the earlier dossier fills only what is empty."""
    received_before(counter.desk, "1.010041")
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("0911111111")
    counter.page.form.focus_field("submitter.id_number")
    counter.enter_data("001090000001")
    counter.press(K.Key_Return)
    counter.settle()
    assert counter.text("submitter.phone") == "0911111111"
    assert counter.text("submitter.email") == "an@thu.example"


def test_warnings_of_a_card_stand_at_the_fields_that_they_are_about(counter: Counter) -> None:
    """They stop nobody: the officer compares with the card."""
    counter.scan("001090000001||Nguyễn Văn An2|24111991|Nữ||15042021")
    fields = counter.page.form.fields()
    assert "năm sinh" in fields["submitter.birth"].message()
    assert "chữ số" in fields["submitter.name"].message()
    assert "địa chỉ" in fields["submitter.address"].message()
    assert not any(field.has_error() for field in fields.values())


def test_a_card_goes_to_the_person_whose_fields_have_the_focus(counter: Counter) -> None:
    """F5 names the owner; the next card is the owner's."""
    counter.scan(CARD)
    counter.press(K.Key_F5)
    counter.scan(OTHER_CARD)
    assert counter.page.questions.asked == ""
    draft = counter.page.flow.keeper.draft
    assert draft.owner is not None
    assert (draft.submitter.name, draft.owner.name) == ("Nguyễn Văn An", "Trần Thị Bích Hường")


def test_an_owner_who_was_opened_and_left_empty_is_nobody(counter: Counter) -> None:
    """A key pressed by mistake does not stop the receipt."""
    counter.scan(CARD)
    counter.press(K.Key_F5)
    assert counter.page.flow.keeper.draft.owner is not None
    counter.page.form.people.show_and_focus("submitter")
    assert counter.page.flow.keeper.draft.owner is None


def test_a_date_typed_as_digits_is_shown_as_it_is_read(counter: Counter) -> None:
    """24111990 becomes 24/11/1990 when the field is left."""
    counter.page.form.focus_field("submitter.birth")
    counter.enter_data("24111990")
    counter.press(K.Key_Tab)
    assert counter.text("submitter.birth") == "24/11/1990"
    assert counter.page.flow.keeper.draft.submitter.birth == "24/11/1990"


def test_why_there_is_no_number_is_asked_only_where_there_is_none(counter: Counter) -> None:
    """A newborn's father without papers: the reason has its field then."""
    reason = counter.page.form.fields()["submitter.no_id_reason"]
    assert not reason.isVisible()
    counter.page.form.focus_field("submitter.name")
    counter.enter_data("An")
    assert reason.isVisible()
    counter.page.form.focus_field("submitter.id_number")
    counter.enter_data("0")
    assert not reason.isVisible()


def test_a_draft_that_was_thrown_away_elsewhere_is_not_brought_back(counter: Counter) -> None:
    """The list of drafts removes it: the form is empty then, and saves nothing."""
    counter.scan(CARD)
    counter.page.flush()
    counter.settle()
    counter.desk.store.drafts.remove(counter.page.flow.keeper.draft.id)
    counter.page.refresh(Changes(drafts=True))
    counter.settle()
    counter.page.flush()
    counter.settle()
    assert not counter.page.is_serving
    assert counter.drafts() == []


def test_the_time_of_receipt_can_be_set_to_now(counter: Counter) -> None:
    """The citizen went home for a paper: the button is there after a while, and by keys."""
    clock = counter.desk.clock
    assert isinstance(clock, FixedClock)
    counter.scan(CARD)
    now = counter.page.side.receipt.now
    assert not now.isVisible()
    clock.advance(timedelta(minutes=40))
    counter.type("xac nh")
    counter.press(K.Key_Return)
    assert now.isVisible()
    now.setFocus(Qt.FocusReason.TabFocusReason)
    counter.press(K.Key_Space)
    assert not now.isVisible()
    assert counter.receive().received_at == to_iso(clock.now())


def test_a_draft_that_is_gone_is_said_to_be_gone(counter: Counter) -> None:
    """Received or thrown away meanwhile: the form stays empty."""
    counter.page.open_draft("01234567-0000-7000-8000-000000000000")
    counter.settle()
    assert counter.page.side.fault.isVisible()
    assert not counter.page.is_serving
