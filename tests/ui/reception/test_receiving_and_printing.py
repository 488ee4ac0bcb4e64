"""F8: received once, printed, or said why not; nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from app.store.drafts import Drafts
from tests.desks import MORNING
from tests.ui.reception.counter import (
    CARD,
    OTHER_CARD,
    Counter,
    K,
    account,
    application,
    open_counter,
)
from ui.components.field import Field


def fill(counter: Counter, card: str = CARD) -> None:
    """A dossier that can be received."""
    counter.scan(card)
    counter.type("xac nh")
    counter.press(K.Key_Return)


def error_of(counter: Counter, path: str) -> str:
    """The error under a field; empty where there is none."""
    field: Field = counter.page.form.fields()[path]
    return field.message() if field.has_error() else ""


def test_f8_pressed_twice_makes_one_dossier(counter: Counter) -> None:
    """The button can't be pressed twice: the second F8 comes before the first is answered."""
    fill(counter)
    counter.press(K.Key_F8)
    counter.press(K.Key_F8)
    counter.press(K.Key_F8)
    counter.settle()
    counter.press(K.Key_F8)
    counter.settle()
    rows, total = counter.desk.store.search("", 10)
    assert (total, counter.papers()) == (1, [f"{rows[0].code}.pdf"])
    assert counter.drafts() == []


def test_after_receiving_the_form_is_free_and_the_receipt_stays(counter: Counter) -> None:
    """The real number is shown large, the cursor waits for the next citizen."""
    fill(counter)
    assert counter.page.side.receipt.number() == "G01.826.107-261123-····"
    state = counter.receive()
    assert counter.page.side.receipt.number() == state.code
    assert state.code is not None
    assert state.code in counter.page.side.last.text()
    assert counter.focus() == "submitter.id_number"
    assert counter.text("submitter.name") == ""
    assert not counter.page.is_serving
    counter.enter_data("0")
    assert counter.page.side.receipt.number() == "····"
    assert state.code in counter.page.side.last.text()


def test_f8_goes_to_the_first_problem_and_loses_nothing(counter: Counter) -> None:
    """Not ready: the field that stops it has the focus and says why."""
    counter.scan(CARD)
    counter.enter_data("thuong")
    counter.press(K.Key_Return)
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("mot hai ba")
    counter.press(K.Key_F8)
    assert counter.focus() == "submitter.phone"
    assert "chữ số" in error_of(counter, "submitter.phone")
    counter.press(K.Key_F7)
    assert counter.focus() == "paper_exception"
    assert "trực tuyến" in error_of(counter, "paper_exception")
    counter.press(K.Key_F7)
    assert counter.focus() == "submitter.phone"
    assert counter.text("submitter.phone") == "mot hai ba"
    assert counter.received == []


def test_what_is_missing_is_no_error_before_f8(counter: Counter) -> None:
    """A form that is being filled in is not red all over."""
    fill(counter)
    counter.press(K.Key_F5)
    counter.press(K.Key_Tab)
    assert error_of(counter, "owner.name") == ""
    counter.press(K.Key_F8)
    assert error_of(counter, "owner.name") == "Chưa có họ và tên."
    assert counter.focus() == "owner.name"
    assert counter.page.side.problems.texts()[0].startswith("Owner: ")


def test_without_a_leased_number_the_slip_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    """No number at hand: the dossier is received all the same, and waits for its number."""
    with open_counter(qtbot, tmp_path, numbers=0) as counter:
        fill(counter)
        state = counter.receive()
        assert state.code is None
        assert counter.papers() == [f"{state.reference}.pdf"]
        assert counter.page.side.receipt.number() == state.reference
        assert counter.page.side.receipt.due.spoken().startswith("Expected day of the result")
        assert "it waits for its code" in counter.page.side.last.text()
        assert counter.desk.store.dossier(state.id).prints == {"unnumbered": 1}  # type: ignore[union-attr] # it is there


def test_where_printing_fails_the_dossier_is_received_and_can_be_printed_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The printer is gone: said in place; F8 tries again, F9 later too."""
    folder = tmp_path / "printer"
    with open_counter(qtbot, tmp_path, printer=f"folder:{folder}") as counter:
        fill(counter)
        state = counter.receive()
        assert state.code is not None
        assert "Không có thư mục" in counter.page.side.last.text()
        assert counter.page.side.receive.text() == "Print again"
        folder.mkdir()
        counter.press(K.Key_F8)
        counter.settle()
        assert [path.name for path in folder.iterdir()] == [f"{state.code}.pdf"]
        counter.press(K.Key_F9)
        counter.settle()
        assert counter.desk.store.dossier(state.id).prints == {"receipt": 2}  # type: ignore[union-attr] # it is there
        assert len(list(folder.iterdir())) == 2


def test_without_a_printer_it_is_received_and_said_how_to_choose_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """No printer chosen is no reason to send the citizen away."""
    with open_counter(qtbot, tmp_path, printer=None) as counter:
        fill(counter)
        state = counter.receive()
        assert state.code is not None
        assert state.prints == {}
        assert "settings" in counter.page.side.last.text()
        counter.desk.store.set_setting("printer", f"folder:{counter.prints}")
        counter.press(K.Key_F9)
        counter.settle()
        assert counter.papers() == [f"{state.code}.pdf"]


def test_the_next_citizens_card_may_come_while_the_last_is_being_received(
    counter: Counter,
) -> None:
    """A scan during receiving fills the next dossier."""
    fill(counter)
    counter.press(K.Key_F8)
    counter.scan(OTHER_CARD)
    assert counter.text("submitter.name") == "Trần Thị Bích Hường"
    assert len(counter.received) == 1
    assert counter.focus() == "procedure"


def test_midnight_between_typing_and_f8_asks_which_day_counts(counter: Counter) -> None:
    """The citizen came at 23:59; the officer says which day it was."""
    clock = counter.desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(hours=15, minutes=29))
    fill(counter)
    clock.advance(timedelta(minutes=2))
    counter.press(K.Key_F8)
    assert counter.received == []
    assert counter.page.questions.asked == "day"
    counter.press(K.Key_2)
    assert counter.focus() == "late_reason"
    counter.enter_data("In sau nửa đêm")
    state = counter.receive()
    assert state.received_at.startswith("2026-11-23T23:59")
    assert state.code is not None
    assert "-261123-" in state.code


def test_a_draft_of_yesterday_can_be_received_today(counter: Counter) -> None:
    """The first answer, which Enter gives: the day of receipt is today."""
    clock = counter.desk.clock
    assert isinstance(clock, FixedClock)
    fill(counter)
    clock.advance(timedelta(days=2))
    counter.press(K.Key_F8)
    assert counter.page.questions.asked == "day"
    counter.press(K.Key_Return)
    counter.press(K.Key_F8)
    counter.settle()
    [dossier] = counter.received
    state = counter.desk.store.dossier(dossier)
    assert state is not None
    assert state.received_at.startswith("2026-11-25")


def test_a_clock_in_doubt_asks_for_the_day_and_goes_on(counter: Counter) -> None:
    """The clock went back behind the last event: nobody numbers by it before it is confirmed."""
    fill(counter)
    counter.receive()
    clock = counter.desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(-timedelta(hours=2))
    fill(counter, OTHER_CARD)
    counter.press(K.Key_F8)
    counter.settle()
    assert counter.page.questions.asked == "clock"
    assert len(counter.received) == 1
    counter.press(K.Key_1)
    counter.settle()
    assert len(counter.received) == 2
    assert "confirm_clock" in [line.action for line in counter.desk.store.audit_lines()]


def test_another_officer_goes_on_with_what_was_typed(counter: Counter) -> None:
    """The counter changes hands in the middle: the dossier is received in the new one's name."""
    fill(counter)
    counter.workplace.sign_out()
    counter.settle()
    assert [draft.submitter.name for draft in counter.drafts()] == ["Nguyễn Văn An"]
    counter.workplace.sign_in(account("Trần Văn Mẫu"), "unlock-2")
    state = counter.receive()
    officers = {one.event.header.officer for one in counter.desk.store.events(state.id)}
    assert officers == {"Trần Văn Mẫu"}


def test_who_may_not_receive_is_told_so(counter: Counter) -> None:
    """Roles hold in the use case; the window says what it answered, and keeps the form."""
    fill(counter)
    counter.workplace.sign_in(account(roles=frozenset({Role.INSPECTOR})), "unlock-2")
    counter.press(K.Key_F8)
    counter.settle()
    assert counter.page.side.fault.isVisible()
    assert counter.text("submitter.name") == "Nguyễn Văn An"


def test_a_full_disk_is_said_and_typing_goes_on(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the draft nor the dossier can be written: said in place, the form stays."""

    def full(*_: object) -> None:
        raise EnvironmentFault("disk_full", "Đĩa đầy.", advice="Dọn bớt.")

    with monkeypatch.context() as broken:
        broken.setattr(Drafts, "save", full)
        counter.enter_data("001")
        counter.page.flush()
        counter.settle()
        assert counter.page.side.fault.isVisible()
        counter.enter_data("09")
    assert counter.text("submitter.id_number") == "00109"
    counter.page.flush()
    counter.settle()
    assert not counter.page.side.fault.isVisible()
    assert [draft.submitter.id_number for draft in counter.drafts()] == ["00109"]


@pytest.mark.parametrize("path", ["submitter.name", "submitter.address", "summary", "procedure"])
def test_200_000_letters_pasted_are_refused_and_the_window_goes_on(
    counter: Counter, path: str
) -> None:
    """Too much is told of at its field; what is kept of it does not stall anything."""
    fill(counter)
    QGuiApplication.clipboard().setText("ứ" * 200_000)
    counter.page.form.focus_field(path)
    counter.press(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    counter.press(K.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.press(K.Key_F8)
    counter.settle()
    if path == "procedure":  # letters that find nothing: what was chosen stays chosen
        assert len(counter.received) == 1
        return
    assert counter.received == []
    assert counter.focus() == path
    assert "Dài quá" in error_of(counter, path)


def test_the_fee_and_the_due_day_follow_every_key(counter: Counter) -> None:
    """The live receipt is never behind the form."""
    counter.scan(CARD)
    counter.type("sao y")
    counter.press(K.Key_Return)
    assert "4.000" not in counter.page.side.receipt.spoken()
    assert counter.focus() == "pages"
    counter.type("4")
    assert "6.000 đ" in counter.page.side.receipt.spoken()
    counter.press(K.Key_Return)
    counter.type("3")
    spoken = counter.page.side.receipt.spoken()
    assert "18.000 đ Mười tám nghìn đồng" in spoken
    assert "17:00" in counter.page.side.receipt.due.day()
    state = counter.receive()
    assert (application(state).pages, application(state).copies, state.fee_total) == (4, 3, 18_000)


def test_the_network_plays_no_part(counter: Counter) -> None:
    """The central of this desk does not exist: receiving and printing are as ever."""
    installation = counter.desk.store.installation
    assert installation is not None
    assert installation.central_url == "http://127.0.0.1:9"
    fill(counter)
    assert counter.receive().code is not None
    assert counter.desk.clock.now() == MORNING
