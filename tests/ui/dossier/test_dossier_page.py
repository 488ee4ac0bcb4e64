"""One dossier by keys: read, print again, take fees, correct."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from app.accounts.roles import Role
from app.dossier.application import Application
from app.dossier.state import Dossier
from app.processing.acts import suspend
from app.reception.change import collect_fee, correct
from app.store.records import EventState, StoredProblem
from tests.ui.listing.place import COPIES, Place, focused, press, type_text
from ui.components.choice_field import ChoiceField
from ui.components.text_field import TextField
from ui.dossier.clock_panel import ClockPanel
from ui.dossier.collect_form import CollectForm
from ui.dossier.correct_form import CorrectForm
from ui.dossier.dossier_head import DossierHead
from ui.dossier.dossier_page import DossierPage
from ui.dossier.dossier_view import DossierView
from ui.dossier.fees_panel import FeesPanel
from ui.dossier.history_panel import FIRST_SHOWN, HistoryPanel
from ui.operations.changes import Changes

Key = Qt.Key
P = TypeVar("P", bound=QWidget)


def shown(place: Place, name: str) -> DossierPage:
    page = DossierPage(place.workplace)
    place.show(page)
    page.show_dossier(name)
    place.settle()
    return page


def part(page: DossierPage, kind: type[P]) -> P:
    found = page.findChild(kind)
    assert found is not None
    return found


def texts(page: DossierPage) -> list[str]:
    """Everything that can be read."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def state(place: Place, dossier: str) -> Dossier:
    found = place.desk.store.dossier(dossier)
    assert found is not None
    return found


def application(place: Place, dossier: str) -> Application:
    found = state(place, dossier).application
    assert found is not None
    return found


def text_of(page: DossierPage, path: str) -> QLineEdit:
    field = part(page, CorrectForm).field(path)
    assert isinstance(field, TextField)
    return field.editor


def retype(field: QLineEdit, text: str) -> None:
    """Overwrite a field by keys."""
    field.setFocus()
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(text)


def test_what_it_holds_can_be_read(place: Place) -> None:
    """Code, persons, papers, procedure, due time with what is left."""
    received = place.receive(
        "Đặng Văn Thử", owner={"name": "Trần Văn Ước", "id_number": "001090000099"}
    )
    page = shown(place, received.reference)
    assert page.dossier == received.dossier
    head = part(page, DossierHead)
    assert head.code() == received.code
    assert head.due_text() == "Due at 17:00 Monday 23/11/2026 · 8 hours left"
    said = texts(page)
    for text in ("Đặng Văn Thử", "Trần Văn Ước", "001090000099"):
        assert text in said
    assert any("2.000815" in text for text in said)


def test_opening_is_logged_once_however_often_it_is_refreshed(place: Place) -> None:
    """A refresh is the same look."""
    received = place.receive()
    page = shown(place, received.dossier)
    page.refresh(Changes(dossiers=frozenset({received.dossier})))
    place.settle()
    assert place.looks() == 1


def test_a_dossier_that_is_not_there_is_told(place: Place) -> None:
    """Nothing of the one before stays on the screen."""
    page = shown(place, place.receive("Trần Văn Ước").dossier)
    page.show_dossier("H26.107-261123-0999")
    place.settle()
    assert page.dossier == ""
    assert "Trần Văn Ước" not in texts(page)
    assert any("H26.107-261123-0999" in text for text in texts(page))


def test_f9_prints_and_the_button_counts_reprints(place: Place) -> None:
    """The first is the receipt, then In lại lần 1, 2, …"""
    received = place.receive()
    page = shown(place, received.dossier)
    head = part(page, DossierHead)
    assert head.print_again.text() == "Print"
    press(Key.Key_F9)
    place.settle()
    assert head.print_again.text() == "Reprint 1"
    assert page.message().startswith("The paper was handed to")
    press(Key.Key_F9)
    place.settle()
    assert page.message().startswith("Reprint 1 was handed to")
    assert state(place, received.dossier).prints == {"receipt": 2}
    assert part(page, HistoryPanel).titles()[:2] != []


def test_the_code_is_copied(place: Place) -> None:
    """Into the clipboard, by its button."""
    received = place.receive()
    page = shown(place, received.dossier)
    part(page, DossierHead).copy.setFocus()
    press(Key.Key_Return)
    assert QApplication.clipboard().text() == received.code


def test_fees_are_collected_by_keys(place: Place) -> None:
    """F5 opens with the rest filled in; Enter takes it."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    total = state(place, received.dossier).fee_total
    assert total > 0
    press(Key.Key_F5)
    form = part(page, CollectForm)
    assert form.amount.value() == total
    assert focused() is form.amount.editor
    press(Key.Key_Return)
    place.settle()
    assert state(place, received.dossier).collected == total
    assert form.isHidden()
    assert "Paid in full" in texts(page)
    press(Key.Key_F5)
    assert form.isHidden()


def test_a_part_can_be_collected_by_transfer(place: Place) -> None:
    """What is left stays open, and is what the form offers next."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    total = state(place, received.dossier).fee_total
    press(Key.Key_F5)
    form = part(page, CollectForm)
    type_text("2000")
    press(Key.Key_Tab)
    press(Key.Key_Down)
    assert form.method.value() == "transfer"
    press(Key.Key_Tab)
    press(Key.Key_Return)
    place.settle()
    assert state(place, received.dossier).collected == 2_000
    press(Key.Key_F5)
    assert form.amount.value() == total - 2_000
    press(Key.Key_Escape)
    assert form.isHidden()


def test_an_official_receipt_is_recorded_with_the_money(place: Place) -> None:
    """Unfolded by its button; its number, serial and provider stand in the dossier's fees."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    press(Key.Key_F5)
    form = part(page, CollectForm)
    assert not form.receipt.isVisible()
    form.unfold.click()
    assert focused() is form.receipt.number.editor
    type_text("so 5")
    press(Key.Key_Return)
    assert form.receipt.number.has_error()
    assert state(place, received.dossier).collected == 0
    retype(form.receipt.number.editor, "0000123")
    retype(form.receipt.serial.editor, "aa-26e")
    retype(form.receipt.provider.editor, "Kho bac")
    press(Key.Key_Return)
    place.settle()
    [receipt] = state(place, received.dossier).receipts
    assert (receipt.number, receipt.serial, receipt.provider) == ("0000123", "AA-26E", "Kho bac")
    place.qtbot.waitUntil(lambda: "Official receipt 0000123" in texts(page))
    assert "serial AA-26E · issued by Kho bac" in texts(page)


def test_the_form_of_money_is_seen_whole_wherever_it_stands(place: Place) -> None:
    """F5, and unfolding the receipt, scroll to the button that takes the money."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    page.resize(1170, 560)
    area, form = part(page, DossierView).area, part(page, CollectForm)
    part(page, ClockPanel).why.click()

    def is_seen() -> bool:
        top = form.take.mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + form.take.height() <= area.viewport().height()

    press(Key.Key_F5)
    place.qtbot.waitUntil(is_seen)
    press(Key.Key_Escape)
    area.verticalScrollBar().setValue(0)
    press(Key.Key_F5)
    form.unfold.click()
    place.qtbot.waitUntil(is_seen)


def test_the_case_of_the_time_limit_can_be_read(place: Place) -> None:
    """As on the receipt, whose date it explains."""
    received = place.receive(procedure=COPIES, deadline_case="many")
    page = shown(place, received.dossier)
    assert any("(trường hợp nhiều bản sao" in text for text in texts(page))


def test_a_receipt_that_was_typed_before_is_said(place: Place) -> None:
    """The money is taken; the officer compares the number with the receipt."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    form = part(page, CollectForm)
    for amount in (2_000, 1_000):
        press(Key.Key_F5)
        form.amount.set_value(amount)
        if form.receipt.isHidden():
            form.unfold.click()
        retype(form.receipt.number.editor, "0000123")
        press(Key.Key_Return)
        place.settle()
    assert len(state(place, received.dossier).receipts) == 2
    assert "Biên lai số 0000123 đã ghi 2 lần" in " ".join(texts(page))


def test_a_folded_receipt_is_no_receipt(place: Place) -> None:
    """What was typed and folded away again is not recorded."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    press(Key.Key_F5)
    form = part(page, CollectForm)
    form.unfold.click()
    type_text("123")
    form.unfold.click()
    form.amount.editor.setFocus()
    press(Key.Key_Return)
    place.settle()
    changed = state(place, received.dossier)
    assert (changed.collected, changed.receipts) == (changed.fee_total, ())


def test_a_fee_that_another_counter_took_meanwhile_is_refused(place: Place) -> None:
    """The use case decides on what counts then; the form says why."""
    received = place.receive(pages=5, procedure=COPIES)
    page = shown(place, received.dossier)
    total = state(place, received.dossier).fee_total
    press(Key.Key_F5)
    collect_fee(place.desk, received.dossier, total, "cash")
    press(Key.Key_Return)
    place.settle()
    assert part(page, CollectForm).amount.has_error()
    assert state(place, received.dossier).collected == total


def test_a_correction_is_made_by_keys(place: Place) -> None:
    """F7 opens the form; only what changed is recorded, with its reason."""
    received = place.receive()
    page = shown(place, received.dossier)
    press(Key.Key_F7)
    form = part(page, CorrectForm)
    assert focused() is text_of(page, "submitter.name")
    retype(text_of(page, "submitter.phone"), "0900000002")
    retype(text_of(page, "submitter.birth"), "25/12/1991")
    form.reason.setFocus()
    type_text("Go sai")
    press(Key.Key_Tab)
    press(Key.Key_Return)
    place.settle()
    person = application(place, received.dossier).submitter
    assert (person.phone, person.birth) == ("0900000002", "1991-12-25")
    assert state(place, received.dossier).corrections == 1
    assert not form.isVisible()
    place.qtbot.waitUntil(lambda: "0900000002" in texts(page))


def test_enter_in_the_reason_records_the_correction(place: Place) -> None:
    """The reason is the last thing that is typed."""
    received = place.receive()
    page = shown(place, received.dossier)
    press(Key.Key_F7)
    retype(text_of(page, "submitter.phone"), "0900000002")
    part(page, CorrectForm).reason.setFocus()
    type_text("Go sai")
    press(Key.Key_Return)
    place.settle()
    assert state(place, received.dossier).corrections == 1


def test_a_wrong_value_is_told_at_its_field(place: Place) -> None:
    """What can't be read, and what the rules refuse; nothing is recorded."""
    received = place.receive()
    page = shown(place, received.dossier)
    press(Key.Key_F7)
    form = part(page, CorrectForm)
    retype(text_of(page, "submitter.birth"), "31/02/1990")
    form.send.click()
    birth = form.field("submitter.birth")
    assert birth is not None
    assert birth.has_error()
    retype(text_of(page, "submitter.birth"), "")
    press(Key.Key_Backspace)
    retype(text_of(page, "submitter.phone"), "khong co")
    form.send.click()
    place.settle()
    phone = form.field("submitter.phone")
    assert phone is not None
    assert form.reason.has_error() or phone.has_error()
    assert state(place, received.dossier).corrections == 0


def test_a_reason_is_asked_for(place: Place) -> None:
    """Without one nothing is corrected, and the keys go to it."""
    received = place.receive()
    page = shown(place, received.dossier)
    press(Key.Key_F7)
    form = part(page, CorrectForm)
    sex = form.field("submitter.sex")
    assert isinstance(sex, ChoiceField)
    sex.set_value("Nam")
    form.send.click()
    place.settle()
    assert form.reason.has_error()
    assert focused() is form.reason.editor


def test_what_is_typed_is_not_lost_by_leaving(place: Place) -> None:
    """The page stays until the correction is recorded or left with Esc."""
    received, other = place.receive(), place.receive("Trần Văn Ước")
    page = shown(place, received.dossier)
    press(Key.Key_F7)
    assert page.may_leave()
    retype(text_of(page, "submitter.phone"), "0900000002")
    assert not page.may_leave()
    page.show_dossier(other.dossier)
    place.settle()
    assert page.dossier == received.dossier
    assert page.message() == "The correction is not recorded yet"
    press(Key.Key_Escape)
    assert page.may_leave()
    assert not part(page, CorrectForm).isVisible()


def test_a_refused_correction_is_taken_up_again(place: Place) -> None:
    """The form opens with what was wanted, and what is sent takes its place."""
    received = place.receive()
    correct(place.desk, received.dossier, {"submitter.phone": "0900000002"}, "Công dân báo")
    event = place.set_aside("corrected", StoredProblem("changed", "Đã sửa ở Quầy 2."))
    page = DossierPage(place.workplace)
    place.show(page)
    page.correct_dossier(received.dossier, event)
    place.settle()
    form = part(page, CorrectForm)
    assert form.isVisible()
    assert text_of(page, "submitter.phone").text() == "0900000002"
    form.send.click()
    place.settle()
    assert application(place, received.dossier).submitter.phone == "0900000002"
    aside = place.desk.store.outbox.list(EventState.SET_ASIDE)
    assert aside == []


def test_what_a_role_may_not_do_is_not_there(place: Place) -> None:
    """An inspector reads; no button and no key prints, takes money or corrects."""
    received = place.receive(pages=5, procedure=COPIES)
    place.sign_in(Role.INSPECTOR, name="Thanh tra Lê Văn Kiểm")
    page = shown(place, received.dossier)
    head = part(page, DossierHead)
    assert not head.print_again.isVisible()
    assert not head.correct.isVisible()
    assert not part(page, FeesPanel).collect.isVisible()
    for key in (Key.Key_F5, Key.Key_F7, Key.Key_F9):
        press(key)
    place.settle()
    assert state(place, received.dossier).prints == {}
    assert not part(page, CorrectForm).isVisible()


def test_the_next_officer_looks_for_themselves(place: Place) -> None:
    """Another officer finds no dossier open until they look, which is logged as theirs."""
    received = place.receive("Trần Văn Ước")
    page = shown(place, received.dossier)
    place.sign_in(Role.OFFICER, name="Lê Thị Thu Hà")
    assert page.dossier == ""
    assert "Trần Văn Ước" not in texts(page)
    page.activated()
    place.settle()
    assert page.dossier == received.dossier
    looks = [one.officer for one in place.desk.store.audit_lines() if one.action == "view"]
    assert looks[0] == "Lê Thị Thu Hà"


def test_who_comes_back_finds_what_was_typed(place: Place) -> None:
    """The screen was locked during a correction; unlocking is a look of its own."""
    received = place.receive()
    page = shown(place, received.dossier)
    press(Key.Key_F7)
    retype(text_of(page, "submitter.phone"), "0900000002")
    account = place.workplace.account
    assert account is not None
    place.workplace.sign_out()
    place.workplace.sign_in(account, "unlock again")
    place.settle()
    assert text_of(page, "submitter.phone").text() == "0900000002"
    assert place.looks() == 2


def test_a_dossier_without_a_code_waits_for_it(place: Place) -> None:
    """No due time, no fees; when the code comes the page shows it."""
    received = place.receive(received="2026-11-20T08:00:00+07:00", late_reason="Mất điện")
    page = shown(place, received.dossier)
    head = part(page, DossierHead)
    assert head.code() == received.reference
    assert head.due_text() == "The due time is counted when it has its code"
    assert "Counted when it has its code" in texts(page)


def test_while_the_clock_stands_there_is_no_date(place: Place) -> None:
    """A date that may still move is not shown; when the answer is there it is counted."""
    received = place.receive()
    suspend(place.desk, received.dossier, "verification", "hỏi nơi cấp")
    page = shown(place, received.dossier)
    head = part(page, DossierHead)
    assert head.due_text() == "The clock stands still, the due time is open"
    assert "Suspended for verification" in texts(page)


def test_what_is_overdue_says_so(place: Place) -> None:
    """Until the result is there."""
    received = place.receive()
    place.clock.advance(timedelta(days=3))
    page = shown(place, received.dossier)
    assert part(page, DossierHead).due_text().endswith("2 working days overdue")


@pytest.mark.parametrize(
    "summary",
    ["x" * 2_000, "Bằng tốt nghiệp " * 120, unicodedata.normalize("NFD", "Đặng Ứng " * 150)],
)
def test_long_texts_stay_inside_the_page(place: Place, summary: str) -> None:
    """2,000 letters, with or without blanks, composed or not."""
    received = place.receive("Ư" * 200, summary=summary.strip())
    page = shown(place, received.dossier)
    area = part(page, QScrollArea)
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    assert page.width() == 1160


def test_a_long_history_is_cut_and_can_be_seen_whole(place: Place) -> None:
    """The newest entries first; the button shows the rest."""
    received = place.receive()
    for number in range(FIRST_SHOWN + 3):
        correct(place.desk, received.dossier, {"summary": f"lần {number}"}, "Bổ sung")
    page = shown(place, received.dossier)
    history = part(page, HistoryPanel)
    assert len(history.titles()) == FIRST_SHOWN
    history.more.setFocus()
    press(Key.Key_Return)
    assert history.titles()[-1] == "Received the dossier"


def test_the_keys_scroll_the_page_as_a_document(place: Place) -> None:
    """Page Down, End, Home."""
    received = place.receive(summary="Bằng tốt nghiệp " * 100)
    page = shown(place, received.dossier)
    bar = part(page, QScrollArea).verticalScrollBar()
    place.qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(Key.Key_PageDown)
    assert bar.value() > 0
    press(Key.Key_End)
    assert bar.value() == bar.maximum()
    press(Key.Key_Home)
    assert bar.value() == 0
