"""F3: one field finds, by keys and by scans, over a real desk."""

from __future__ import annotations

import threading
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import delete

from app.accounts.roles import Role
from app.agencies.succession import Succession, Successions
from app.numbering.receipt_mark import KnownKey, qr_text, sign_mark
from app.processing.changing_procedure import change_procedure
from app.store.installation import Installation
from tests.ui.listing.place import Place, account, focused, press, type_text
from ui.scanner.reading import read_scan
from ui.search.asking import MOST_SHOWN, Hit
from ui.search.search_box import SearchBox

Key = Qt.Key
CARD = "001190000017|123456789|Nguyễn Thị Mẫu|24111990|Nữ|Số 1, Phường Hoa Sữa, Hà Nội|01072021"


class Header(QWidget):
    """A window with the search field and another one."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.box = SearchBox(place.workplace)
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.other)
        column.addStretch(1)


def shown(place: Place) -> SearchBox:
    """The field with the keys in it, as F3 leaves it."""
    header = Header(place)
    place.show(header, 1000, 600)
    header.other.setFocus()
    header.box.take_focus()
    return header.box


def names(box: SearchBox) -> list[str]:
    rows = range(box.model.rowCount())
    return [entry.name for row in rows if isinstance(entry := box.model.entry(row), Hit)]


def installation(place: Place) -> Installation:
    found = place.desk.store.installation
    assert found is not None
    return found


def qr_of(place: Place, code: str, event: str, *, forged: bool = False) -> str:
    """The text of a paper's QR as this desk signs it; ``forged``: signed for another event."""
    here = installation(place)
    assert here.key_id is not None
    signed = str(UUID(int=UUID(event).int ^ 1)) if forged else event
    digits = sign_mark(code, signed, here.installation, here.key_id, here.private_key)
    if forged:
        true = sign_mark(code, event, here.installation, here.key_id, here.private_key)
        digits = true[:48] + digits[48:]
    return qr_text("MOTCUA.EXAMPLE", code, digits)


def publish_key(place: Place) -> None:
    """This desk has seen its own key in the central's list."""
    here = installation(place)
    assert here.key_id is not None
    public = here.private_key.public_key().public_bytes_raw()
    place.desk.store.keep_keys({here.key_id: KnownKey(here.installation, public)})


def test_typing_finds_without_tone_marks_and_enter_opens(place: Place) -> None:
    """Down chooses the next; Enter opens what is chosen, and the field is empty again."""
    older = place.receive("Đặng Văn Thử")
    place.receive("Đặng Thị Thu")
    place.receive("Trần Văn Ước")
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    type_text("dang")
    place.settle()
    assert names(box) == ["Đặng Thị Thu", "Đặng Văn Thử"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert opened.at(0) == [older.dossier]
    assert box.field.text() == ""
    assert not box.popup.isVisible()


def test_only_the_last_of_many_texts_is_answered(place: Place) -> None:
    """The store is held up while the officer types: what was overtaken is never shown."""
    for name in ("Trần Văn Ước", "Trịnh Văn Tý", "Nguyễn Thị Mẫu"):
        place.receive(name)
    box = shown(place)
    gate = threading.Event()
    place.workplace.operations.store(lambda: gate.wait(20), owner=box)
    shows = QSignalSpy(box.model.modelReset)
    type_text("tran uoc")
    assert not box.popup.isVisible()
    gate.set()
    place.settle()
    assert shows.count() == 1
    assert names(box) == ["Trần Văn Ước"]


def test_enter_before_the_answer_opens_what_it_finds(place: Place) -> None:
    """A fast typist waits for nothing."""
    found = place.receive("Trần Văn Ước")
    place.receive("Nguyễn Thị Mẫu")
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    gate = threading.Event()
    place.workplace.operations.store(lambda: gate.wait(20), owner=box)
    type_text("uoc")
    press(Key.Key_Return)
    assert opened.count() == 0
    gate.set()
    place.settle()
    assert opened.at(0) == [found.dossier]


def test_a_code_typed_in_full_opens_its_dossier(place: Place) -> None:
    """Not another one whose code begins so; small letters and blanks do not matter."""
    wanted = place.receive("Trần Văn Ước")
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    assert wanted.code is not None
    type_text(wanted.code.lower())
    press(Key.Key_Return)
    place.settle()
    assert opened.at(0) == [wanted.dossier]


def test_more_than_twenty_are_counted(place: Place) -> None:
    """The newest twenty, and how many there are besides."""
    for number in range(MOST_SHOWN + 3):
        place.receive(f"Trần Văn {number}")
    box = shown(place)
    type_text("tran")
    place.settle()
    assert len(names(box)) == MOST_SHOWN
    assert box.popup.more() == "… and 3 dossiers more"


def test_what_is_not_found_is_said(place: Place) -> None:
    """In words, and Enter does nothing."""
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    type_text("khong co ai")
    place.settle()
    assert box.popup.message() == "No dossier has these words"
    press(Key.Key_Return)
    place.settle()
    assert opened.count() == 0


def test_esc_clears_and_gives_the_keys_back(place: Place) -> None:
    """The officer goes on where they were."""
    place.receive("Trần Văn Ước")
    box = shown(place)
    type_text("tran")
    place.settle()
    press(Key.Key_Escape)
    assert (box.field.text(), box.popup.isVisible()) == ("", False)
    assert isinstance(focused(), QLineEdit)
    assert focused() is not box.field


def test_an_answer_that_comes_after_leaving_opens_nothing(place: Place) -> None:
    """Tab went on; the popup does not come back under the officer's hands."""
    place.receive("Trần Văn Ước")
    box = shown(place)
    gate = threading.Event()
    place.workplace.operations.store(lambda: gate.wait(20), owner=box)
    type_text("tran")
    press(Key.Key_Tab)
    gate.set()
    place.settle()
    assert not box.popup.isVisible()


def test_an_answer_for_a_field_that_is_gone_is_harmless(place: Place) -> None:
    """It was destroyed while the store was busy."""
    place.receive("Trần Văn Ước")
    box = shown(place)
    gate = threading.Event()
    place.workplace.operations.store(lambda: gate.wait(20), owner=place.workplace)
    type_text("tran")
    delete(box)
    gate.set()
    place.settle()


def test_a_search_is_on_record_once(place: Place) -> None:
    """Not a line for every key; how many were found, not what was typed."""
    place.receive("Trần Văn Ước")
    box = shown(place)
    type_text("tran van")
    place.settle()
    press(Key.Key_Escape)
    place.settle()
    assert not box.popup.isVisible()
    searches = [line for line in place.desk.store.audit_lines() if line.action == "search"]
    assert [line.detail for line in searches] == [{"found": 1}]


def test_a_scanned_code_opens_its_dossier_at_once(place: Place) -> None:
    """A bare code, a slip's reference, a signed QR."""
    received = place.receive("Trần Văn Ước")
    publish_key(place)
    state = place.desk.store.dossier(received.dossier)
    assert state is not None
    assert state.code is not None
    assert state.registered_event is not None
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    texts = [state.code, state.reference, qr_of(place, state.code, state.registered_event)]
    for text in texts:
        box.receive_scan(read_scan(text, place.clock.now()))
        place.settle()
    assert [opened.at(number) for number in range(3)] == [[received.dossier]] * 3
    assert not box.popup.isVisible()


def test_a_code_of_another_desk_is_told_with_its_signature(place: Place) -> None:
    """What was read, and whether a desk of the agency has signed it."""
    publish_key(place)
    box = shown(place)
    code = "H26.107-261123-0999"
    for text, said in (
        (code, "What was read carries no signature."),
        (qr_of(place, code, str(UUID(int=5))), "Its signature is genuine"),
        (qr_of(place, code, str(UUID(int=5)), forged=True), "Its signature is not that"),
    ):
        box.receive_scan(read_scan(text, place.clock.now()))
        place.settle()
        assert code in box.popup.message()
        assert box.popup.message_text().startswith(said)


def test_a_signature_of_an_unknown_key_is_neither(place: Place) -> None:
    """A desk of another agency: it can't be told here."""
    box = shown(place)
    text = qr_of(place, "H26.107-261123-0999", str(UUID(int=5)))
    box.receive_scan(read_scan(text, place.clock.now()))
    place.settle()
    assert box.popup.message_text().startswith("Its signature can't be checked")


def test_a_code_of_a_dissolved_agency_names_its_successor(place: Place) -> None:
    """The citizen holds a paper of an agency that is no more: where to ask now."""
    dissolved = Succession("000.12.35.H26", "H26.109", date(2025, 7, 1), "Nghị quyết mẫu")
    place.workplace.successions = Successions([dissolved])
    place.workplace.sign_in(account(), "again")
    box = shown(place)
    box.receive_scan(read_scan("000.12.35.H26-240115-0001", place.clock.now()))
    place.settle()
    assert "000.12.35.H26-240115-0001" in box.popup.message()
    assert "done by H26.109" in box.popup.message_text()
    box.receive_scan(read_scan("H26.107-240115-0001", place.clock.now()))
    place.settle()
    assert "done by" not in box.popup.message_text()


def test_a_forged_paper_of_a_known_dossier_does_not_simply_open_it(place: Place) -> None:
    """The officer is warned first; Enter still opens the dossier to compare."""
    received = place.receive("Trần Văn Ước")
    publish_key(place)
    state = place.desk.store.dossier(received.dossier)
    assert state is not None
    assert state.code is not None
    assert state.registered_event is not None
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    text = qr_of(place, state.code, state.registered_event, forged=True)
    box.receive_scan(read_scan(text, place.clock.now()))
    place.settle()
    assert opened.count() == 0
    assert box.popup.message().startswith("The mark on this paper is not genuine")
    press(Key.Key_Return)
    assert opened.at(0) == [received.dossier]


def test_a_paper_that_counts_no_more_says_so(place: Place) -> None:
    """A replaced receipt, an annulled dossier: told before it is opened; Enter still opens it."""
    received = place.receive("Trần Văn Ước", procedure="1.004884")
    publish_key(place)
    before = place.desk.dossier(received.dossier)
    assert before.code is not None
    assert before.registered_event is not None
    change_procedure(place.desk, received.dossier, "1.004873", "chọn nhầm")
    after = place.desk.dossier(received.dossier)
    assert after.receipt_event is not None
    box = shown(place)
    opened = QSignalSpy(box.dossier_chosen)
    for text in (before.code, qr_of(place, before.code, after.receipt_event)):
        box.receive_scan(read_scan(text, place.clock.now()))
        place.settle()
    assert opened.count() == 2
    box.receive_scan(
        read_scan(qr_of(place, before.code, before.registered_event), place.clock.now())
    )
    place.settle()
    assert opened.count() == 2
    assert box.popup.message() == f"This paper counts no more: {before.code}"
    assert "chọn nhầm" in box.popup.message_text()
    press(Key.Key_Return)
    assert opened.count() == 3


def test_a_card_offers_a_new_dossier_and_the_persons_old_ones(place: Place) -> None:
    """Enter begins the new one; Down and Enter opens an old one."""
    old = place.receive("Nguyễn Thị Mẫu", card=CARD)
    place.receive("Trần Văn Ước", card=None, id_number="001090000099")
    box = shown(place)
    begun, opened = QSignalSpy(box.card_scanned), QSignalSpy(box.dossier_chosen)
    box.receive_scan(read_scan(CARD, place.clock.now()))
    place.settle()
    assert box.popup.message() == "Card of Nguyễn Thị Mẫu: 1 dossier"
    press(Key.Key_Return)
    assert begun.at(0)[0].number == "001190000017"
    box.receive_scan(read_scan(CARD, place.clock.now()))
    place.settle()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert opened.at(0) == [old.dossier]


def test_who_may_not_receive_is_not_offered_a_new_dossier(place: Place) -> None:
    """An inspector sees the person's dossiers only."""
    place.receive("Nguyễn Thị Mẫu", card=CARD)
    place.sign_in(Role.INSPECTOR, name="Thanh tra Lê Văn Kiểm")
    box = shown(place)
    box.receive_scan(read_scan(CARD, place.clock.now()))
    place.settle()
    assert names(box) == ["Nguyễn Thị Mẫu"]
    assert box.model.rowCount() == 1


def test_a_card_that_is_pasted_is_read_as_a_card(place: Place) -> None:
    """From a scanner that the window does not know as one."""
    place.receive("Nguyễn Thị Mẫu", card=CARD)
    box = shown(place)
    QApplication.clipboard().setText(CARD)
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    place.settle()
    assert box.popup.message() == "Card of Nguyễn Thị Mẫu: 1 dossier"
    assert box.field.text() == "001190000017"


def test_what_no_desk_prints_is_told(place: Place) -> None:
    """The reading's own reason."""
    box = shown(place)
    box.receive_scan(read_scan("8934563138165", place.clock.now()))
    place.settle()
    assert box.popup.isVisible()
    assert box.popup.message() != ""
    assert names(box) == []


def test_the_next_officer_finds_the_field_empty(place: Place) -> None:
    """What one searched for is not shown to the other."""
    place.receive("Trần Văn Ước")
    box = shown(place)
    type_text("tran")
    place.settle()
    place.sign_in(Role.OFFICER, name="Lê Thị Thu Hà")
    assert (box.field.text(), box.popup.isVisible()) == ("", False)


def test_a_name_of_any_kind_stays_in_its_row(place: Place) -> None:
    """200 letters without a blank, and one that turns the writing."""
    place.receive("Ư" * 200)
    box = shown(place)
    QApplication.clipboard().setText("ưu")
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Backspace)
    place.settle()
    assert names(box) == ["Ư" * 200]
    assert box.popup.width() <= box.window().width()
    assert not box.popup.grab().isNull()
