"""A key typed into the focused field of a window that has been painted; told when it arrived."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

LETTER = "n"


def type_a_key(window: QWidget) -> None:
    """Post one key to the focused line edit; where its text has changed, say so on stdout.

    Then the window is closed. Ends the program with 3 where no line edit has the focus.
    """
    field = QApplication.focusWidget() or window.focusWidget()
    if not isinstance(field, QLineEdit):
        sys.stderr.write(f"no line edit has the focus, but {field!r}\n")
        QApplication.exit(3)
        return
    field.textEdited.connect(lambda text: _say(window, text))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        modifiers = Qt.KeyboardModifier.NoModifier
        QApplication.postEvent(field, QKeyEvent(kind, Qt.Key.Key_N, modifiers, LETTER))


def _say(window: QWidget, text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    window.close()
