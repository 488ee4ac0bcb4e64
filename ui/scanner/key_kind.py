"""What a key is to the wedge."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_unknown,
    }
)
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_LEAVES = _ENDS | {Qt.Key.Key_Backtab} | set(map(Qt.Key, range(Qt.Key.Key_F1, Qt.Key.Key_F12 + 1)))
"""Keys that end the typing in a field of one line: it is done with, or something is made of it."""
_FRAME = "\x02\x03\x04\x1d\x1e\x1f"
"""STX, ETX and other marks that scanners put around or between, typed as Ctrl and a letter."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier


class KeyKind(Enum):
    """``SILENT`` keys neither add to a burst nor end it."""

    TEXT = auto()
    END = auto()
    LINE_FEED = auto()
    BACK = auto()
    SILENT = auto()
    OTHER = auto()


def kind_of_key(event: QKeyEvent) -> KeyKind:
    """Classify a key press by key, modifiers and text."""
    key, text = event.key(), event.text()
    pressed = event.modifiers() & (_CONTROL | _ALT | _META)
    chord = bool(pressed) and pressed != _CONTROL | _ALT  # Ctrl and Alt together are AltGr
    if key in _SILENT or (chord and (text in _FRAME or _is_alt_digit(event))):
        return KeyKind.SILENT
    if key == Qt.Key.Key_Down or text == "\n":
        return KeyKind.LINE_FEED
    if text == "\r" or (key in _ENDS and not chord):
        return KeyKind.END
    if key == Qt.Key.Key_Backspace and not chord:
        return KeyKind.BACK
    return KeyKind.TEXT if text.isprintable() and text and not chord else KeyKind.OTHER


def leaves_field(event: QKeyEvent) -> bool:
    """Whether somebody who presses this key is done with the field."""
    return event.key() in _LEAVES and not event.modifiers() & (_CONTROL | _ALT | _META)


def _is_alt_digit(event: QKeyEvent) -> bool:
    """A scanner that types letters as Alt codes; the letter itself comes after the last digit."""
    alt = bool(event.modifiers() & _ALT)
    return alt and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
