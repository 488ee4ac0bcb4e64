"""Hands what was set aside to the supervisor (Lãnh đạo Trung tâm), with a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.text_field import TextField
from ui.theme.tokens import S


class HandOverForm(QWidget):
    """A note and a button, in place of what else can be done; Esc leaves it."""

    asked = Signal(str)
    """Hand it over; payload: the note, without blanks around it, never empty."""
    left = Signal()
    """Nothing is handed over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = TextField(self.tr("Note for the supervisor"), required=True)
        self.send = Button(self.tr("Hand over"), icon="send")
        self.leave = Button(self.tr("Leave it"), ButtonKind.SECONDARY, key="Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self.note, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignVCenter)
        self.send.clicked.connect(self._on_send_clicked)
        self.leave.clicked.connect(self.left)
        self.note.editor.returnPressed.connect(self._on_send_clicked)

    def begin(self) -> None:
        """Empty, with the keys."""
        self.note.set_text("")
        self.note.clear_message()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_send_clicked(self) -> None:
        note = self.note.text().strip()
        if note:
            self.asked.emit(note)
        else:
            self.note.set_error(self.tr("Say what the supervisor should know."))
