"""Scans while something else than a text field has the focus, or while the focus moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.scanner.form import Form, Heard
from tests.ui.scanner.scanner_keys import CARD, CODE, Typist


def test_a_scan_presses_no_button(form: Form, heard: Heard) -> None:
    """Neither its blanks nor its Enter; a person's do."""
    form.button.setFocus()
    Typist().type(CARD + "\r")
    assert heard.scans == [CARD]
    assert form.pressed == 0
    assert form.button.hasFocus()
    typist = Typist()
    typist.type(CARD[:40], 100)  # one that breaks off does not press it either
    assert form.pressed == 0
    typist.pause(600)
    typist.type(" ")
    assert form.pressed == 1


def test_a_scan_chooses_nothing(form: Form, heard: Heard) -> None:
    """Lists and choices look for what is typed; a scan is no search."""
    for widget in (form.kind, form.list):
        widget.setFocus()
        Typist().type(CARD + "\r")
        Typist().type(CODE + "\t")
    assert heard.scans == [CARD, CODE] * 2
    assert form.kind.currentIndex() == 0
    assert form.list.currentRow() <= 0


def test_a_persons_keys_still_find_in_a_list(qtbot: QtBot, form: Form, heard: Heard) -> None:
    """At once where no scan begins so, else when it is clear that none does."""
    form.list.setFocus()
    form.list.setCurrentRow(0)
    typist = Typist()
    typist.type("Hộ")
    assert form.list.currentRow() == 3
    form.list.setCurrentRow(0)
    typist.pause(600)
    typist.type("07")
    qtbot.waitUntil(lambda: form.list.currentRow() in {1, 2})
    assert heard.scans == []


@pytest.mark.parametrize("gap_ms", [5, 100])
def test_a_line_feed_after_the_return_is_part_of_the_scan(
    form: Form, heard: Heard, gap_ms: int
) -> None:
    """It comes as Down, as Ctrl+J or as a second Enter; a later one is a person's."""
    form.list.setFocus()
    form.list.setCurrentRow(0)
    typist = Typist()
    control = Qt.KeyboardModifier.ControlModifier
    for key, text, modifiers in (
        (Qt.Key.Key_Down, "", Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_J, "\n", control),
        (Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.NoModifier),
    ):
        typist.type(CODE + "\r", gap_ms)
        typist.pause(gap_ms)
        typist.press(key, text, modifiers)
        assert form.list.currentRow() == 0
    typist.pause(400)
    typist.press(Qt.Key.Key_Down)
    assert form.list.currentRow() == 1
    assert heard.scans == [CODE] * 3


def test_moving_on_in_the_midst_begins_anew(form: Form, heard: Heard) -> None:
    """Arrow keys, a click and another field end a burst."""
    typist = Typist()
    typist.type("H26.107-")
    typist.press(Qt.Key.Key_Left)
    typist.type("261123-0001\r")
    typist.type("H26.107-")
    QTest.mouseClick(form.line, Qt.MouseButton.LeftButton)
    typist.type("261123-0001\r")
    typist.type("CHM-")
    form.notes.setFocus()
    typist.type("7-12\r")
    assert heard.scans == []
    assert form.notes.toPlainText() == "7-12\n"


def test_a_scan_goes_on_where_the_focus_goes(form: Form, heard: Heard) -> None:
    """A slow scan, and the window moved on: neither field keeps a part of it."""
    form.line.setText("a")
    form.notes.setPlainText("b")
    typist = Typist()
    typist.type(CARD[:50], 100)
    form.notes.setFocus()
    typist.type(CARD[50:] + "\r", 100)
    assert heard.scans == [CARD]
    assert (form.line.text(), form.notes.toPlainText()) == ("a", "b")


def test_passwords_are_not_looked_at(form: Form, heard: Heard) -> None:
    """What is typed there is kept nowhere, and nothing is taken out."""
    form.password.setFocus()
    Typist().type(CODE + "\r")
    assert (heard.scans, form.password.text()) == ([], CODE)


def test_a_scan_sets_off_no_shortcut(form: Form, heard: Heard, qtbot: QtBot) -> None:
    """Enter may be a button's key: not a scan's Enter."""
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), form)
    with qtbot.assertNotEmitted(shortcut.activated):
        QTest.keyClicks(form.button, CODE)
        QTest.keyClick(form.button, Qt.Key.Key_Return)
    assert heard.scans == [CODE]
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(form.button, Qt.Key.Key_Return, delay=60)


def test_a_dialogs_default_button_is_not_pressed(form: Form, heard: Heard, qtbot: QtBot) -> None:
    """A modal dialog is open: the scan is told, who hears it decides."""
    dialog = QDialog(form)
    line, ok = QLineEdit(dialog), QPushButton("Ghi", dialog)
    ok.setDefault(True)
    ok.clicked.connect(dialog.accept)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitExposed(dialog)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    Typist().type(CARD + "\r")
    assert heard.scans == [CARD]
    assert dialog.isVisible()
    Typist(2_000_000).type("Hoa\r")
    assert dialog.result() == QDialog.DialogCode.Accepted.value


def test_a_completers_list_does_not_stand_between(form: Form, heard: Heard, qtbot: QtBot) -> None:
    """Keys go to the list while it is open; the field gets its text back all the same."""
    form.line.setCompleter(QCompleter(QStringListModel(["0", "07919", "Hoa"], form), form))
    form.line.setText("Hoa")
    form.line.selectAll()
    Typist().type(CARD + "\r")
    assert heard.scans == [CARD]
    assert form.line.text() == "Hoa"
    assert QApplication.activePopupWidget() is None


def test_a_field_that_dies_meanwhile_does_no_harm(form: Form, heard: Heard) -> None:
    """The view was closed before the scan ended."""
    form.line.setFocus()
    typist = Typist()
    typist.type(CARD[:-1])
    form.line.deleteLater()
    form.button.setFocus()
    QApplication.sendPostedEvents(form.line)
    typist.type(CARD[-1] + "\r")
    assert heard.scans == [CARD]
