"""Giving an account a password: made by the program and shown once, or typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import QmcError
from ui.accounts.readable_password import readable_password
from ui.components.button import Button, ButtonKind
from ui.components.text_field import TextField
from ui.components.text_label import TextLabel
from ui.theme.tokens import S, TextRole


class GivenPassword(QWidget):
    """A proposal that can be overwritten; shown in clear, since it is to be told to somebody."""

    asked = Signal(str)
    """Give this password."""
    called_off = Signal()
    """Give none."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.field.editor.returnPressed.connect(self._on_give)
        self.give.clicked.connect(self._on_give)
        self.cancel.clicked.connect(self.called_off)
        self.field.edited.connect(self._on_edited)

    def _build(self) -> None:
        self.field = TextField(
            self.tr("Temporary password"),
            hint=self.tr("Good for one sign-in, then the officer chooses an own one"),
        )
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(16)
        fixed.setStyleHint(QFont.StyleHint.Monospace)
        self.field.editor.setFont(fixed)
        self.field.editor.setEchoMode(QLineEdit.EchoMode.Normal)
        self.give = Button(self.tr("Give this password"), ButtonKind.PRIMARY)
        self.cancel = Button(self.tr("Cancel"), ButtonKind.QUIET, key="Esc")
        self.once = TextLabel(
            self.tr("Write it down or tell it now: it is not shown again."), TextRole.MUTED
        )
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.give)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.field)
        column.addWidget(self.once)
        column.addLayout(row)
        self.setFocusProxy(self.field)

    def propose(self) -> None:
        """A fresh proposal, selected, so that typing replaces it."""
        self.field.clear_message()
        self.field.set_text(readable_password())
        self.field.editor.selectAll()
        self.set_busy(busy=False)

    def set_busy(self, *, busy: bool) -> None:
        """It is being given."""
        self.give.setEnabled(not busy)

    def show_error(self, error: QmcError) -> None:
        """Why it can't be given."""
        self.set_busy(busy=False)
        self.field.set_error(" ".join(filter(None, (error.message, error.advice))))
        self.field.setFocus()

    def _on_give(self) -> None:
        if not self.give.isEnabled():
            return
        if not self.field.text():
            self.propose()
            return
        self.set_busy(busy=True)
        self.asked.emit(self.field.text())

    def _on_edited(self) -> None:
        self.field.clear_message()
