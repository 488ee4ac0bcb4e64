"""Keys as scanners and people type them, without waiting: events carry their own times."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

CARD = (
    "079190000123|024123456|Nguyễn Thị Minh Họa|01021990|Nữ|"
    "12 Nguyễn Trãi, Phường Bến Thành, Thành phố Hồ Chí Minh|15092021"
)
ZONE = (
    "IDVNM1900000015001190000001<<6",
    "9002018F3102019VNM<<<<<<<<<<<6",
    "TRUONG<<THI<NGOC<Y<<<<<<<<<<<<",
)
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
CODE = "H26.107-261123-0001"
REFERENCE = "CHM-7-12"
OLD_CODE = "000.00.01.H26-261123-0042"
QR = f"HTTPS://MOTCUA.EXAMPLE/{CODE}/{'1' + '0000007' + '0' * 195}"

_NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}


class Typist:
    """Sends key events to whatever has the focus; ``at_ms`` is the time that they carry."""

    def __init__(self, at_ms: int = 1_000_000) -> None:
        self.at_ms = at_ms

    def type(self, text: str, gap_ms: int = 10) -> None:
        """Type ``text``; ``\\r``, ``\\t`` and ``\\b`` are Enter, Tab and Backspace."""
        for letter in text:
            self.at_ms += gap_ms
            key = _NAMED.get(letter)
            if key is not None:
                self.press(key, "" if letter == "\b" else letter)
            else:
                self.press(Qt.Key(ord(letter.upper()[0])), letter)

    def press(
        self,
        key: Qt.Key,
        text: str = "",
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One key now, with shortcut override, press and release, as the window system does it."""
        widget = focused()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.at_ms)
            event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
            QApplication.sendEvent(widget, event)

    def pause(self, ms: int) -> None:
        """Let so much time pass."""
        self.at_ms += ms


def commit(text: str, *, remove: int = 0) -> None:
    """An input method puts ``text`` in place of the last ``remove`` letters."""
    event = QInputMethodEvent()
    event.setCommitString(text, -remove, remove)
    QApplication.sendEvent(focused(), event)


def focused() -> QWidget:
    """The popup, or the widget with the focus."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget
