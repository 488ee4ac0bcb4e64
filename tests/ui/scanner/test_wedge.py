"""Scans into text fields: found, taken out again, and nothing else touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.scanner.form import Form, Heard
from tests.ui.scanner.scanner_keys import CARD, CODE, OLD_CODE, QR, REFERENCE, Typist, commit
from ui.scanner.wedge import Wedge

OTHERS_QR = "https://x.example/tra-cuu?SGT=001085012345&MHS=000.00.01.H26-260930-0012"


def select(line: QLineEdit, anchor: int, position: int) -> None:
    line.setSelection(anchor, position - anchor)


@pytest.mark.parametrize("end", ["\r", "\t"])
@pytest.mark.parametrize("gap_ms", [0, 10, 100])
@pytest.mark.parametrize(
    "text",
    [CARD, CODE, CODE.lower(), OLD_CODE, REFERENCE, QR, OTHERS_QR, "38.98.H29-210519-0013",
     "H26.107.01-260201-010012", f"*{CODE}*"],
)  # fmt: skip
def test_a_scan_is_told_and_leaves_the_field_as_it_was(
    form: Form, heard: Heard, text: str, gap_ms: int, end: str
) -> None:
    """Whatever it says, however slow the scanner, whichever key it ends with."""
    form.line.setText("Phường Hoa Sữa")
    select(form.line, 7, 10)
    Typist().type(text + end, gap_ms)
    assert heard.scans == [text]
    assert form.line.text() == "Phường Hoa Sữa"
    assert form.line.selectedText() == "Hoa"
    assert form.line.cursorPosition() == 10
    assert form.line.hasFocus()
    assert form.returns == 0


def test_cursor_and_backward_selection_come_back(form: Form, heard: Heard) -> None:
    """Also a cursor in the midst of a text, and a selection that was made from its end."""
    form.line.setText("0901234567")
    form.line.setCursorPosition(4)
    Typist().type(CODE + "\r")
    assert (form.line.text(), form.line.cursorPosition()) == ("0901234567", 4)
    select(form.line, 8, 3)
    Typist().type(CODE + "\r")
    assert form.line.selectedText() == "12345"
    assert form.line.cursorPosition() == 3
    assert heard.scans == [CODE, CODE]


def test_undo_goes_back_to_what_the_person_typed(form: Form, heard: Heard) -> None:
    """What was typed just before joins the scan in Qt's history; undoing shows no scan."""
    seen: list[str] = []
    form.line.textEdited.connect(seen.append)
    typist = Typist()
    typist.type("Minh", 150)
    typist.pause(800)
    typist.type(CARD + "\r")
    assert (form.line.text(), seen[-1]) == ("Minh", "Minh")
    for _ in range(5):
        QTest.keyClick(form.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert form.line.text() in {"", "Minh"}
    assert heard.scans == [CARD]


@pytest.mark.parametrize("before", ["", "Ng"])
def test_notes_take_a_scan_out_again(form: Form, heard: Heard, before: str) -> None:
    """In a field of several lines too, with its history."""
    form.notes.setPlainText("Dòng một\nDòng hai")
    form.notes.setFocus()
    cursor = form.notes.textCursor()
    cursor.setPosition(4)
    form.notes.setTextCursor(cursor)
    typist = Typist()
    typist.type(before, 100)
    typist.pause(900)
    typist.type(QR + "\r", 100)
    assert heard.scans == [QR]
    assert form.notes.toPlainText() == f"Dòng{before} một\nDòng hai"
    assert form.notes.textCursor().position() == 4 + len(before)
    form.notes.undo()
    assert "HTTPS" not in form.notes.toPlainText()


def test_combo_and_spin_boxes_take_a_scan_out_again(form: Form, heard: Heard) -> None:
    """Also where the field took a part only, or put a completion behind what was typed."""
    form.combo.setEditText("Ủy quyền")
    form.combo.setFocus()
    Typist().type(CARD + "\r")
    assert form.combo.currentText() == "Ủy quyền"
    form.spin.setValue(123)
    form.spin.setFocus()
    form.spin.selectAll()
    Typist().type(CARD + "\t")
    assert (form.spin.value(), form.spin.text()) == (123, "123")
    assert form.spin.hasFocus()
    assert heard.scans == [CARD, CARD]


def test_a_field_that_takes_little_does_not_cut_the_scan(form: Form, heard: Heard) -> None:
    """The keys say what the field did not take; a text field of twelve letters stays as it was."""
    form.line.setMaxLength(12)
    form.line.setText("079")
    Typist().type(CARD + "\r")
    form.line.setMaxLength(len(CARD) - 5)
    Typist().type(CARD + "\r")
    assert heard.scans == [CARD, CARD]
    assert form.line.text() == "079"


def test_a_read_only_field_tells_the_scan(form: Form, heard: Heard) -> None:
    """Nothing gets into it; the keys alone make the scan."""
    form.line.setText("đã khóa")
    form.line.setReadOnly(True)
    Typist().type(CARD + "\r")
    assert heard.scans == [CARD]
    assert form.line.text() == "đã khóa"


def test_two_scans_in_a_row_are_two(form: Form, heard: Heard) -> None:
    """The second begins where the first ended, without a pause."""
    form.line.setText("x")
    typist = Typist()
    typist.type(CARD + "\r" + CODE + "\r" + QR + "\t")
    assert heard.scans == [CARD, CODE, QR]
    assert form.line.text() == "x"


@pytest.mark.parametrize("text", [CARD, QR, CODE])
def test_silence_ends_a_scan_too(qtbot: QtBot, form: Form, wedge: Wedge, text: str) -> None:
    """A scanner that sends no terminator."""
    form.line.setText("Hoa")
    with qtbot.waitSignal(wedge.scanned) as told:
        Typist().type(text)
    assert told.args == [text]
    assert form.line.text() == "Hoa"


def test_a_long_scan_may_take_half_a_minute(form: Form, heard: Heard) -> None:
    """Only a pause of more than half a second between two keys is an end."""
    Typist().type(QR + "\r", gap_ms=110)
    Typist().type(CARD + "\r", gap_ms=500)
    assert heard.scans == [QR, CARD]
    assert form.line.text() == ""


def test_caps_lock_and_the_keypad_change_nothing(form: Form, heard: Heard) -> None:
    """Letters come in the other case, digits and Enter from the other block."""
    typist = Typist()
    keypad = Qt.KeyboardModifier.KeypadModifier
    for letter in CODE.lower():
        typist.press(Qt.Key.Key_CapsLock)
        typist.press(Qt.Key(ord(letter.upper())), letter, keypad)
    typist.press(Qt.Key.Key_Enter, "\r", keypad)
    assert heard.scans == [CODE.lower()]
    assert form.line.text() == ""


def test_telex_that_types_backspaces_is_followed(form: Form, heard: Heard) -> None:
    """Unikey takes letters back and types others; what is then in the field counts."""
    form.line.setText("Hoa")
    Typist().type("079190000123||Nguye\bên Thi\bị Hoa\bá|01021990|Nu\bữ|D\bĐ|15092021\r")
    assert heard.scans == ["079190000123||Nguyên Thị Hoá|01021990|Nữ|Đ|15092021"]
    assert form.line.text() == "Hoa"


def test_an_input_method_that_commits_is_followed(form: Form, heard: Heard) -> None:
    """ibus and fcitx hand over words, and replace what they handed over before."""
    form.line.setText("Hoa")
    commit("079190000123|")
    commit("024123456|Nguyeen")
    commit("ễn", remove=3)
    commit(" An|01021990|Nam|Xã A|15092021")
    Typist().press(Qt.Key.Key_Return, "\r")
    assert heard.scans == ["079190000123|024123456|Nguyễn An|01021990|Nam|Xã A|15092021"]
    assert form.line.text() == "Hoa"


def test_what_was_typed_just_before_a_card_stays(form: Form, heard: Heard) -> None:
    """Even without a pause between: only the scan is taken out."""
    form.line.setText("ông  và bà")
    form.line.setCursorPosition(4)
    typist = Typist()
    typist.type("An 09", 120)
    typist.type(CARD + "\r", 10)
    assert heard.scans == [CARD]
    assert (form.line.text(), form.line.cursorPosition()) == ("ông An 09 và bà", 9)


def test_a_code_that_a_person_types_stays(qtbot: QtBot, form: Form, heard: Heard) -> None:
    """In a sentence, or slower than scanners are: it is that person's text."""
    typist = Typist()
    typist.type(f"xem {CODE}\r", 60)
    typist.pause(1_000)
    assert form.returns == 1
    form.line.clear()
    typist.type(f"{CODE}\r", 180)
    assert (form.line.text(), form.returns, heard.scans) == (CODE, 2, [])


def test_a_card_that_a_person_types_is_a_scan(form: Form, heard: Heard) -> None:
    """Nobody types five bars for anything else."""
    Typist().type(CARD + "\r", 300)
    assert heard.scans == [CARD]


@pytest.mark.parametrize(
    "end", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F8]
)
@pytest.mark.parametrize("text", [CARD, QR])
def test_a_scan_in_pieces_is_read_once_the_field_is_left(
    form: Form, heard: Heard, text: str, end: Qt.Key
) -> None:
    """Pauses longer than any scanner's: a slow keyboard, a busy machine."""
    form.line.setText("Hoa ")
    typist = Typist()
    for piece in (text[:9], text[9:40], text[40:]):
        typist.type(piece, 30)
        typist.pause(900)
    typist.press(end, {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t"}.get(end, ""))
    assert heard.scans == [text]
    assert (form.line.text(), form.returns, form.line.hasFocus()) == ("Hoa ", 0, True)


def test_a_scan_in_pieces_is_read_after_silence(qtbot: QtBot, form: Form, wedge: Wedge) -> None:
    """Where no key ends it."""
    typist = Typist()
    typist.type(CARD[:40])
    typist.pause(900)
    with qtbot.waitSignal(wedge.scanned) as told:
        typist.type(CARD[40:])
    assert told.args == [CARD]
    assert form.line.text() == ""


def test_part_of_a_card_is_told_once_the_field_is_left(form: Form, heard: Heard) -> None:
    """Half a card is nobody's number; that it was not read whole is for others to say."""
    Typist().type(CARD[:60] + "\r")
    assert (heard.scans, form.line.text(), form.returns) == ([CARD[:60]], "", 0)


def test_a_click_elsewhere_leaves_the_field_too(form: Form, heard: Heard) -> None:
    """The scan was for the field that is left."""
    typist = Typist()
    typist.type(CARD[:40])
    QTest.mouseClick(form.button, Qt.MouseButton.LeftButton)
    assert (heard.scans, form.line.text()) == ([CARD[:40]], "")


def test_what_may_be_read_only_stays(form: Form, heard: Heard) -> None:
    """A text that nobody typed there is not taken out; Enter goes through."""
    form.line.setText(CARD)
    form.line.setReadOnly(True)
    Typist().press(Qt.Key.Key_Return, "\r")
    assert (heard.scans, form.line.text(), form.returns) == ([], CARD, 1)


def test_endless_keys_are_not_kept(form: Form, heard: Heard) -> None:
    """The buffer is bounded; a scan after that is found again."""
    commit("x" * 9_000)
    Typist().type(CODE + "\r")
    assert heard.scans == [CODE]
    assert form.line.text() == "x" * 9_000
