"""The form to change one's own password: at the first sign-in, and in the settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import QmcError
from ui.components.button import Button, ButtonKind
from ui.components.password_field import PasswordField
from ui.sign_in.new_password import NewPassword
from ui.theme.tokens import S


class ChangePasswordForm(QWidget):
    """Old password, new one twice, a button."""

    asked = Signal(str, str)
    """The fields are in order; payload: the old password, the new one."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.old = PasswordField(self.tr("Current password"))
        self.new = NewPassword()
        self.button = Button(self.tr("Change password"), ButtonKind.PRIMARY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.old)
        column.addWidget(self.new)
        column.addWidget(self.button)
        self.setFocusProxy(self.old)

    def _connect(self) -> None:
        self.old.edited.connect(self._on_old_edited)
        self.old.editor.returnPressed.connect(self.new.setFocus)
        self.new.committed.connect(self._on_committed)
        self.button.clicked.connect(self._on_committed)

    def begin(self, sign_in_name: str, old: str = "") -> None:
        """Start with empty fields, or with the old password that was just typed."""
        self.new.clear()
        self.new.set_sign_in_name(sign_in_name)
        self.old.set_text(old)
        self.old.hide_text()
        self.old.clear_message()
        self.set_busy(busy=False)

    def focus_first(self) -> None:
        """Put the focus where something is to be typed."""
        (self.new if self.old.text() else self.old).setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """It is being changed."""
        self.button.setEnabled(not busy)
        self.button.set_label(self.tr("Changing…") if busy else self.tr("Change password"))

    def show_error(self, error: QmcError) -> None:
        """Say at the right field why it was not changed."""
        self.set_busy(busy=False)
        if error.field == "old_password":
            self.old.set_error(error.message)
            self.old.editor.selectAll()
            self.old.setFocus()
        else:
            self.new.show_error(" ".join(filter(None, (error.message, error.advice))))

    def _on_old_edited(self) -> None:
        if self.old.has_error():
            self.old.clear_message()

    def _on_committed(self) -> None:
        if not self.button.isEnabled():
            return
        if not self.old.text():
            self.old.set_error(self.tr("Type the current password"))
            self.old.setFocus()
            return
        if self.new.check():
            self.set_busy(busy=True)
            self.asked.emit(self.old.text(), self.new.password())
