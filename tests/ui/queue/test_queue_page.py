"""Hàng chờ gửi, Cần xử lý: what is not sent, why, and what can be done, by keys."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit

from app.accounts.roles import Role
from app.dossier.events import Referred
from app.errors import EnvironmentFault
from app.numbering.series import SlipKind, slip_series
from app.reception.change import attach_pages, correct
from app.store.records import EventState, OutboxCounts, StoredProblem
from app.store.uploads import UploadState
from sync.carrying.choosing_copy import choose_copy
from sync.engine.reasons import UP, Standing
from sync.engine.reasons import Line as LineState
from tests.app.reception.test_receiving import page as scanned_page
from tests.desks import COMMUNE, DAY, MORNING, POLICE, lease
from tests.ui.listing.place import Place, focused, press, type_text
from ui.carrying.carry_panel import CarryPanel
from ui.line.line import Line
from ui.listing.row_table import RowTable
from ui.operations.changes import Changes
from ui.queue.lease_model import LeaseColumn, LeaseModel
from ui.queue.queue_page import QueuePage
from ui.queue.queue_rows import lease_rows
from ui.queue.set_aside_panel import SetAsidePanel
from ui.queue.standing_panel import StandingPanel
from ui.queue.waiting_model import WaitingColumn
from ui.queue.waiting_panel import WaitingPanel

Key = Qt.Key
WHY = StoredProblem("changed", "Số điện thoại đã được sửa ở Quầy 2.", advice="Xem rồi sửa lại.")


@pytest.fixture
def line(place: Place) -> Iterator[Line]:
    """A line that is not started: nothing goes out by itself."""
    made = Line(
        place.desk.store,
        place.desk.calendar,
        place.clock,
        desk=place.workplace.desk_if_signed_in,
        operations=place.workplace.operations,
    )
    yield made
    made.stop()


@pytest.fixture
def page(place: Place, line: Line) -> QueuePage:
    """The page, shown before anything is in the queue."""
    made = QueuePage(place.workplace, line)
    place.show(made)
    return made


def again(place: Place, page: QueuePage) -> None:
    """What happened behind the window's back is told."""
    page.refresh(Changes(queue=True))
    place.settle()
    page.activated()
    place.settle()


def waiting(page: QueuePage) -> list[list[str]]:
    panel = page.findChild(WaitingPanel)
    assert panel is not None
    model = panel.model
    return [
        [str(model.index(row, column).data()) for column in WaitingColumn]
        for row in range(model.rowCount())
    ]


def set_aside(page: QueuePage) -> SetAsidePanel:
    panel = page.findChild(SetAsidePanel)
    assert panel is not None
    return panel


def standing(page: QueuePage) -> StandingPanel:
    panel = page.findChild(StandingPanel)
    assert panel is not None
    return panel


def refused(place: Place) -> tuple[str, str]:
    """A correction that the central has refused: the dossier's id, the event's."""
    received = place.receive("Trần Văn Ước")
    correct(place.desk, received.dossier, {"submitter.phone": "0900000002"}, "Công dân báo")
    return received.dossier, place.set_aside("corrected", WHY)


def test_with_nothing_to_send_it_says_so(page: QueuePage) -> None:
    """No empty tables; the keys are for the button."""
    assert waiting(page) == []
    assert not set_aside(page).isVisible()
    assert focused() is standing(page).send


def test_a_dossier_is_one_row_in_peoples_words(place: Place, page: QueuePage) -> None:
    """What waits by its name, since when, how often it was tried."""
    received = place.receive("Trần Văn Ước")
    again(place, page)
    assert waiting(page) == [
        [str(received.code), "Trần Văn Ước", "Receiving, giving the code", "08:30 today", "not yet"]
    ]
    chosen = QSignalSpy(page.dossier_chosen)
    press(Key.Key_Return)
    assert chosen.at(0) == [received.dossier]


def test_what_was_refused_shows_its_reason_and_what_can_be_done(
    place: Place, page: QueuePage
) -> None:
    """The first is chosen, so that its reason can be read at once."""
    dossier, event = refused(place)
    again(place, page)
    panel = set_aside(page)
    assert panel.isVisible()
    assert panel.reason() == WHY.detail
    corrected = QSignalSpy(page.correction_chosen)
    press(Key.Key_Tab)
    assert focused() is panel.edit
    press(Key.Key_Space)
    assert corrected.at(0) == [dossier, event]


def test_on_coming_the_keys_are_for_what_must_be_settled(place: Place, page: QueuePage) -> None:
    """Its list is there only after it was read; a later reading takes the keys from nobody."""
    refused(place)
    page.activated()
    place.settle()
    assert focused() is set_aside(page).table
    standing(page).send.setFocus()
    page.refresh(Changes(queue=True))
    place.settle()
    assert focused() is standing(page).send


def test_on_a_low_screen_the_reason_is_not_squeezed(place: Place, page: QueuePage) -> None:
    """The list of what waits gives way; no button is cut."""
    refused(place)
    for number in range(6):
        place.receive(f"Trần Văn {number}")
    again(place, page)
    page.resize(1084, 665)
    place.settle()
    panel = set_aside(page)
    buttons = (panel.edit, panel.retry, panel.open)
    place.qtbot.waitUntil(
        lambda: all(button.height() >= button.sizeHint().height() for button in buttons)
    )


def test_sending_once_more_takes_it_back_into_the_queue(place: Place, page: QueuePage) -> None:
    """It is on record who asked."""
    dossier, event = refused(place)
    again(place, page)
    panel = set_aside(page)
    panel.retry.setFocus()
    press(Key.Key_Return)
    place.settle()
    assert not panel.isVisible()
    assert place.desk.store.outbox.show(event).state is EventState.PENDING
    assert place.desk.store.audit_lines(dossier)[0].action == "retry"


def test_a_request_that_the_rules_still_forbid_is_not_sent(place: Place, page: QueuePage) -> None:
    """The refusal is told, and it stays to be settled."""
    dossier, event = refused(place)
    correct(place.desk, dossier, {"submitter.phone": "0900000009"}, "Công dân báo lại")
    again(place, page)
    set_aside(page).retry.click()
    place.settle()
    assert page.message() != ""
    assert place.desk.store.outbox.show(event).state is EventState.SET_ASIDE


def test_who_may_not_correct_sees_no_such_buttons(place: Place, page: QueuePage) -> None:
    """An inspector reads the reason and can open the dossier."""
    refused(place)
    place.sign_in(Role.INSPECTOR, name="Thanh tra Lê Văn Kiểm")
    again(place, page)
    panel = set_aside(page)
    assert not panel.retry.isVisible()
    assert not panel.edit.isVisible()
    assert panel.open.isVisible()


def test_f5_sends_now_and_says_when(place: Place, page: QueuePage) -> None:
    """Where no line comes up, only the time tells that it was tried."""
    press(Key.Key_F5)
    assert "08:30:00" in standing(page).times_text()


def test_how_the_line_stands_is_told_with_its_advice(
    place: Place, page: QueuePage, line: Line
) -> None:
    """The pill's words, and the last contact."""
    refusal = Standing(LineState.BLOCKED, "suspended", "Quầy bị tạm ngừng.", "Gọi quản trị.")
    line.standing_changed.emit(refusal, OutboxCounts(0, 0))
    assert standing(page).title_text() == "The central refuses this desk"
    line.standing_changed.emit(UP, OutboxCounts(3, 0, 2, 0))
    assert standing(page).title_text() == "Connected · sending 2 dossiers"
    assert standing(page).times_text().startswith("No contact")
    place.desk.store.note_central_time(MORNING - timedelta(minutes=30), 0)
    again(place, page)
    assert standing(page).times_text() == "Last contact: 08:00 today"


def test_numbers_are_counted_by_series_and_day(place: Place, page: QueuePage) -> None:
    """Blocks of one series together; what is used up is said, days that are over are not shown."""
    lease(place.desk.store, 3, agency=POLICE)
    lease(place.desk.store, 10, on=DAY + timedelta(days=2))
    place.receive("Trần Văn Ước")
    rows = lease_rows(place.desk.store.leases.all(), DAY)
    assert [(row.agency, row.day, row.free) for row in rows] == [
        (POLICE, DAY, 3),
        (COMMUNE, DAY, 49),
        (COMMUNE, DAY + timedelta(days=2), 10),
    ]
    model = LeaseModel(DAY)
    model.show_rows(rows)
    shown = [[str(model.index(row, column).data()) for column in LeaseColumn] for row in range(3)]
    assert shown == [[POLICE, "today", "3"], [COMMUNE, "today", "49"], [COMMUNE, "Wed 25/11", "10"]]
    later = lease_rows(place.desk.store.leases.all(), DAY + timedelta(days=9))
    assert {row.free for row in later} == {3, 49, 10}


def test_a_dossier_without_a_code_waits_under_its_reference(place: Place, page: QueuePage) -> None:
    """It is called by what is printed on its slip."""
    received = place.receive("Trần Văn Ước", received="2026-11-22T08:00:00+07:00", late_reason="x")
    assert received.code is None
    again(place, page)
    assert waiting(page)[0][WaitingColumn.CODE] == received.reference


def test_sixty_dossiers_wait_in_one_list(place: Place, page: QueuePage) -> None:
    """The title counts them; the table takes them all."""
    for number in range(60):
        place.receive(f"Trần Văn {number}")
    again(place, page)
    panel = page.findChild(WaitingPanel)
    assert panel is not None
    assert panel.title_text() == "Waits to be sent · 60"
    table = panel.findChild(RowTable)
    assert table is not None
    press(Key.Key_End)
    assert table.currentIndex().row() == 59


def test_a_look_at_the_queue_is_on_record(place: Place, page: QueuePage) -> None:
    """It names people; that it gets shorter while it is shown is no second look."""
    place.receive("Nguyễn Thị Mẫu")
    page.refresh(Changes(queue=True))
    place.settle()
    page.activated()
    place.settle()
    lines = [line for line in place.desk.store.audit_lines() if line.action == "list"]
    assert [line.detail for line in reversed(lines)] == [
        {"list": "outbox", "found": 0},
        {"list": "outbox", "found": 1},
    ]


def test_papers_numbers_stand_after_the_codes(place: Place, page: QueuePage) -> None:
    """By kind and year; a number's writing depends on the day of issue, so the tip has it bare."""
    store = place.desk.store
    for kind, count in ((SlipKind.SUPPLEMENT, 3), (SlipKind.RECEIPT, 100)):
        ask = store.leases.ask(slip_series(kind, COMMUNE, DAY.year), count, MORNING)
        assert store.leases.grant(ask.id, 1, count)
    rows = lease_rows(store.leases.all(), DAY)
    assert len({row.key for row in rows}) == len(rows) == 3
    model = LeaseModel(DAY)
    model.show_rows(rows)
    shown = [[str(model.index(row, column).data()) for column in LeaseColumn] for row in range(3)]
    assert shown[0][:2] == [COMMUNE, "today"]
    assert shown[1:] == [
        [f"{COMMUNE} · receipts", "2026", "100"],
        [f"{COMMUNE} · supplement slips", "2026", "3"],
    ]
    tip = model.index(1, LeaseColumn.FREE).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "The next one: 1"


def test_the_queue_is_searched_by_name_code_or_reason(place: Place, page: QueuePage) -> None:
    """With or without marks; what is not found is said, and nothing is lost from the queue."""
    refused(place)
    received = place.receive("Đặng Thị Mẫu")
    again(place, page)
    field = page.findChild(QLineEdit)
    assert field is not None
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is field
    field.setText("dang mau")
    assert [row[1] for row in waiting(page)] == ["Đặng Thị Mẫu"]
    assert not set_aside(page).isVisible()
    field.setText(str(received.code)[-6:])
    assert [row[1] for row in waiting(page)] == ["Đặng Thị Mẫu"]
    field.setText("điện thoại quầy 2")
    assert waiting(page) == []
    assert set_aside(page).isVisible()
    field.setText("")
    assert len(waiting(page)) == 2


def test_what_was_refused_is_handed_to_the_supervisor_with_a_note(
    place: Place, page: QueuePage
) -> None:
    """By keys; without a note it asks for one. It leaves the list when the central has answered."""
    dossier, _ = refused(place)
    again(place, page)
    panel = set_aside(page)
    panel.hand_over.setFocus()
    press(Key.Key_Space)
    assert focused() is panel.form.note.editor
    press(Key.Key_Return)
    assert panel.form.note.has_error()
    type_text("Nho xem giup")
    press(Key.Key_Return)
    place.settle()
    told = [stored.event.header.type for stored in place.desk.store.events(dossier)]
    assert told[-1] == Referred.TYPE
    assert page.message() == "The supervisor sees it now"


def test_what_waits_is_written_to_a_file_and_taken_in_again(
    place: Place, page: QueuePage, tmp_path: Path
) -> None:
    """The same work taken in again is nothing new."""
    place.receive("Trần Văn Ước")
    again(place, page)
    panel = page.findChild(CarryPanel)
    assert panel is not None
    pack = tmp_path / "goi.qmcgoi"
    panel.write.click()
    panel.write_form.asked.emit(pack, "cửa sổ mùa hè xanh")
    place.settle()
    assert pack.stat().st_size > 500
    assert page.message() == "1 dossiers and 0 pages are in the file"
    panel.take_in.click()
    panel.take_in_form.asked.emit(pack, "mật khẩu sai hẳn rồi")
    place.settle()
    panel.take_in_form.asked.emit(pack, "cửa sổ mùa hè xanh")
    place.settle()
    assert page.message() == "0 records and 0 pages were taken in"


def test_the_second_copy_says_how_it_stands(
    place: Place, page: QueuePage, line: Line, tmp_path: Path
) -> None:
    """It is kept as dossiers come; a folder that is gone is said, and the counter goes on."""
    line.second_place.start()
    panel = page.findChild(CarryPanel)
    assert panel is not None
    assert panel.copy_text() == "No second copy is kept"
    folder = tmp_path / "usb"
    folder.mkdir()
    choose_copy(place.desk, folder, passphrase="cửa sổ mùa hè xanh")
    place.receive("Trần Văn Ước")
    line.second_place.poke()
    place.qtbot.waitUntil(lambda: panel.copy_text().startswith("Everything unsent is copied"))
    assert list(folder.glob("*.qmcgoi"))
    shutil.rmtree(folder)
    place.receive("Lê Thị Mẫu")
    line.second_place.poke()
    place.qtbot.waitUntil(lambda: "no second copy yet" in panel.copy_text())


def test_scanned_pages_that_wait_are_counted_and_a_refused_one_can_be_sent_again(
    place: Place, page: QueuePage
) -> None:
    """Dossiers never wait for them; a page's reason stands among what is to be settled."""
    received = place.receive("Trần Văn Ước")
    state = place.desk.store.dossier(received.dossier)
    assert state is not None
    assert state.application is not None
    component = state.application.components[0].component
    attach_pages(place.desk, received.dossier, component, [scanned_page()])
    again(place, page)
    assert standing(page).pages_text().startswith("1 scanned page waits")
    uploads = place.desk.store.uploads
    [waiting_page] = uploads.in_state(UploadState.WAITING)
    uploads.set_aside(waiting_page.sha256, StoredProblem("page_damaged", "Tệp của trang bị hỏng."))
    again(place, page)
    panel = set_aside(page)
    assert panel.reason() == "Tệp của trang bị hỏng."
    assert not panel.hand_over.isVisible()
    assert standing(page).pages_text() == ""
    panel.retry.click()
    place.settle()
    again(place, page)
    assert uploads.counts().waiting == 1
    assert not panel.isVisible()


def test_a_stick_that_hangs_while_a_file_is_written_holds_up_no_dossier(
    place: Place, page: QueuePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/adr/0029: the counter goes on while a share or a stick does not answer."""
    answers = threading.Event()

    def hanging(*given: object, **named: object) -> None:
        answers.wait(60)
        raise EnvironmentFault("disk_fault", "USB không trả lời.")

    monkeypatch.setattr("ui.carrying.carry_panel.export_unsent", hanging)
    panel = page.findChild(CarryPanel)
    assert panel is not None
    panel.write.click()
    panel.write_form.asked.emit(tmp_path / "goi.qmcgoi", None)
    received: list[object] = []
    try:
        place.workplace.operations.store(
            lambda: place.receive("Trần Văn Ước"), owner=page, on_success=received.append
        )
        place.qtbot.waitUntil(lambda: bool(received))
    finally:
        answers.set()
    place.settle()
    assert page.message() == "USB không trả lời."
