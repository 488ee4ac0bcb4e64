"""Readers of machine-readable zones press Enter after each line: it is one scan all the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.scanner.form import Form, Heard
from tests.ui.scanner.scanner_keys import PASSPORT, ZONE, Typist

ZONES = pytest.mark.parametrize("lines", [ZONE, PASSPORT], ids=["card", "passport"])


def type_lines(typist: Typist, lines: tuple[str, ...], end: str, gap_ms: int = 10) -> None:
    """Each line with its end, as a reader types them; a line feed is the key Down."""
    for line in lines:
        typist.type(line + end[0], gap_ms)
        if len(end) > 1:
            typist.press(Qt.Key.Key_Down, "\n")


@ZONES
@pytest.mark.parametrize("end", ["\r", "\t", "\r\n"])
@pytest.mark.parametrize("gap_ms", [0, 10, 100])
def test_the_lines_are_one_scan(
    form: Form, heard: Heard, lines: tuple[str, ...], end: str, gap_ms: int
) -> None:
    """No line end within a zone leaves the field or submits the form half-way."""
    form.line.setText("Phường Hoa Sữa")
    type_lines(Typist(), lines, end, gap_ms)
    assert heard.scans == ["\n".join(lines)]
    assert form.line.text() == "Phường Hoa Sữa"
    assert form.line.hasFocus()
    assert form.returns == 0


@ZONES
def test_small_letters_are_one_scan_too(form: Form, heard: Heard, lines: tuple[str, ...]) -> None:
    """Caps Lock turns a reader's capitals over."""
    small = tuple(line.lower() for line in lines)
    type_lines(Typist(), small, "\r")
    assert heard.scans == ["\n".join(small)]


@pytest.mark.parametrize(
    "lines", [ZONE, ("P<VNMNGUYEN<<VAN<A<<<<<<<<<<<<<<<<<<<<<<<<<<", PASSPORT[1])]
)
def test_a_zone_presses_no_button(form: Form, heard: Heard, lines: tuple[str, ...]) -> None:
    """Where no text is typed every key waits, and line ends too."""
    for widget in (form.button, form.list, form.kind):
        widget.setFocus()
        type_lines(Typist(), lines, "\r")
    assert heard.scans == ["\n".join(lines)] * 3
    assert (form.pressed, form.kind.currentIndex()) == (0, 0)


def test_a_reader_may_wait_between_the_lines(form: Form, heard: Heard) -> None:
    """Longer than a burst lasts: no line is submitted alone, and the lines are one scan."""
    typist = Typist()
    for line in ZONE:
        typist.type(line + "\r")
        typist.pause(900)
    assert heard.scans == ["".join(ZONE)]
    assert (form.line.text(), form.returns) == ("", 0)


def test_notes_take_a_zone_out_again(form: Form, heard: Heard) -> None:
    """Nothing of it stays in a field of several lines."""
    form.notes.setPlainText("Ghi chú")
    form.notes.setFocus()
    type_lines(Typist(), ZONE, "\r\n")
    assert heard.scans == ["\n".join(ZONE)]
    assert form.notes.toPlainText() == "Ghi chú"


def test_a_zone_that_broke_off_keeps_nobody_from_pressing_enter(form: Form, heard: Heard) -> None:
    """The officer sees what came, and Enter is Enter again."""
    typist = Typist()
    typist.type(ZONE[0] + "\r")
    assert (form.line.text(), form.returns) == (ZONE[0], 0)
    typist.pause(900)
    typist.type("\r")
    assert (heard.scans, form.returns) == ([], 1)


@pytest.mark.parametrize("text", ["ABCDE1234567890123456789012345", "chứng thực bản sao", "I<"])
def test_what_people_type_is_no_zone(qtbot: QtBot, form: Form, heard: Heard, text: str) -> None:
    """Enter behind it is theirs."""
    focused: QWidget = form.line
    qtbot.waitUntil(focused.hasFocus)
    Typist().type(text + "\r", 150)
    assert (form.line.text(), form.returns, heard.scans) == (text, 1, [])
