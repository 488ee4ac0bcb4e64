"""Real key events, to whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def show(qtbot: QtBot, widget: QWidget, width: int = 1366, height: int = 768) -> None:
    """Show a widget as the active window."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def focused() -> QWidget:
    """Who has the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(
    key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
) -> None:
    """Press a key."""
    for _ in range(times):
        QTest.keyClick(focused(), key, modifier)


def enter() -> None:
    """Press Enter."""
    press(Qt.Key.Key_Return)


def write(text: str) -> None:
    """Type a text, letter by letter, as an input method hands it over."""
    for letter in text:
        widget = focused()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def write_over(text: str) -> None:
    """Type a text in place of the one that is there."""
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(text)
