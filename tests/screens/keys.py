"""Keys and scans, as an officer's hands give them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.screens.stage import Stage
from ui.scanner.reading import read_scan

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CARD = (
    "001190000017|012345678|Nguyễn Thị Ngọc Ánh|24111990|Nữ|"
    "Số 27 ngõ 8 đường Hoa Ban, Phường Hoa Sữa, Hà Nội|15042021"
)
OTHER_CARD = (
    "001085000023|012345679|Trần Nguyễn Hoàng Long|03021985|Nam|"
    "Số 5 phố Sao Khuê, Phường Hoa Sữa, Hà Nội|20052021"
)


def press(
    stage: Stage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key to whatever has the focus."""
    QTest.keyClick(_focused(stage), key, held)
    stage.settle()


def type_text(stage: Stage, text: str) -> None:
    """Letters, with their tone marks as an input method hands them over."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(_focused(stage), event)
    stage.settle()


def type_over(stage: Stage, text: str) -> None:
    """Letters in place of what stands in the field."""
    press(stage, K.Key_A, CTRL)
    type_text(stage, text)


def scan(stage: Stage, text: str) -> None:
    """A card under the scanner, as the shell hands it to the page that is shown."""
    stage.main.deck.receive_scan(read_scan(text, stage.clock.now()))
    stage.settle()


def _focused(stage: Stage) -> QWidget:
    return QApplication.focusWidget() or stage.window
