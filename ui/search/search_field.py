"""The line editor of the search: its arrows move in the list below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.store.search import MAX_QUERY
from ui.theme.icons import icon

_PAGE = 6
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}
_LONGEST = 8_192
"""A card's or a receipt's text may be pasted; of other texts the store reads ``MAX_QUERY``."""

assert _LONGEST > MAX_QUERY


class SearchField(QLineEdit):
    """Text, and four keys that are for the list."""

    moved = Signal(int)
    """Up, Down, PgUp, PgDn; payload: rows."""
    entered = Signal()
    """Enter."""
    escaped = Signal()
    """Esc."""
    focus_left = Signal()
    """The keys go somewhere else in the window now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the list, then those of a line editor."""
        key = Qt.Key(event.key())
        if key in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(_MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Another window, or a menu, does not end the search."""
        super().focusOutEvent(event)
        stays = {
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        }
        if event.reason() not in stays:
            self.focus_left.emit()
