"""What an officer copied does not lie about when the counter is locked."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def forget_copied_text() -> None:
    """Empty the clipboard, and X11's selection, where what lies in it came from this program.

    Behind the lock it could be pasted into the field for the name, and read.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
