"""A field for one line of text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.components.field import Field

_COMES_BACK = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""The focus leaves for a moment only: the cursor stays where the officer types."""
_PADDING = 24
"""What a line editor keeps free beside its text, in px, and a little more."""


class TextField(Field):
    """Label, line editor, message. A text that is too long shows its start once it is left."""

    edited = Signal(str)
    """The officer changed the text; payload: the text as it stands."""
    committed = Signal()
    """Enter was pressed, or the field was left after a change."""

    editor: QLineEdit

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        editor = QLineEdit()
        editor.setPlaceholderText(placeholder)
        super().__init__(label, editor, hint=hint, required=required, parent=parent)
        self._changed = False
        editor.installEventFilter(self)
        editor.textEdited.connect(self._on_text_edited)
        editor.returnPressed.connect(self._on_return_pressed)
        editor.editingFinished.connect(self._on_editing_finished)

    def text(self) -> str:
        """The text as typed."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Put a text in; nothing is signalled."""
        self.editor.setText(text)
        if not self.editor.hasFocus():
            self.editor.setCursorPosition(0)
        self._changed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Left: a text that does not fit is read from its start."""
        if (
            watched is self.editor
            and isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in _COMES_BACK
            and self._is_cut()
        ):
            self.editor.setCursorPosition(0)
        return super().eventFilter(watched, event)

    def _is_cut(self) -> bool:
        room = self.editor.contentsRect().width() - _PADDING
        return self.editor.fontMetrics().horizontalAdvance(self.editor.displayText()) > room

    def set_read_only(self, *, read_only: bool) -> None:
        """Show the text for reading (it can still be focused and copied)."""
        self.editor.setReadOnly(read_only)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _on_text_edited(self, text: str) -> None:
        self._changed = True
        self.edited.emit(text)

    def _on_return_pressed(self) -> None:
        self._changed = False
        self.committed.emit()

    def _on_editing_finished(self) -> None:
        if self._changed:
            self._changed = False
            self.committed.emit()
