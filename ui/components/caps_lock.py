"""Whether Caps Lock is on, as far as the keys tell."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class CapsLock:
    """Learns from the keys that are typed; Qt has no way to ask.

    A capital letter without Shift, or a small one with it, shows the lock for sure on every system.
    On Windows the state is also known before the first key.
    """

    def __init__(self) -> None:
        self.on = False

    def look(self) -> None:
        """Ask the system, where it can be asked."""
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - only here, only there

            self.on = bool(ctypes.windll.user32.GetKeyState(0x14) & 1)

    def on_key_pressed(self, event: QKeyEvent) -> None:
        """Take a key into account."""
        if event.key() == Qt.Key.Key_CapsLock:
            self.on = not self.on
            self.look()
            return
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.on = text.isupper() != shifted
