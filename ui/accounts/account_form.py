"""One account: name, sign-in name, roles; to read, to change, or to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.accounts.account import sign_in_name_for
from app.accounts.roles import Role
from ui.accounts.readable_password import readable_password
from ui.accounts.role_boxes import RoleBoxes
from ui.components.text_field import TextField
from ui.components.text_label import TextLabel
from ui.theme.tokens import XS, S, TextRole

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.errors import QmcError


class AccountForm(QWidget):
    """The fields. A new account's sign-in name follows its name until it is typed itself."""

    edited = Signal()
    """Something is other than before."""
    committed = Signal()
    """Enter in a field."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account: Account | None = None
        self._follows = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self.name = TextField(
            self.tr("Full name"), hint=self.tr("As it is printed on receipts"), required=True
        )
        self.sign_in_name = TextField(self.tr("Sign-in name"))
        self.password = TextField(
            self.tr("Temporary password"),
            hint=self.tr("Tell it now; the officer chooses an own one at the first sign-in"),
        )
        self.roles = RoleBoxes()
        self._no_role = TextLabel("", TextRole.CAPTION)
        self._no_role.setProperty("tone", "danger")
        self._no_role.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        for field in (self.name, self.sign_in_name, self.password):
            column.addWidget(field)
        column.addWidget(TextLabel(self.tr("Roles"), TextRole.LABEL))
        column.addWidget(self.roles)
        column.addWidget(self._no_role)
        column.setSpacing(S)
        self.setFocusProxy(self.name)

    def _connect(self) -> None:
        self.name.edited.connect(self._on_name_edited)
        self.sign_in_name.edited.connect(self._on_sign_in_name_edited)
        self.password.edited.connect(self._on_edited)
        self.roles.changed.connect(self._on_edited)
        for field in (self.name, self.sign_in_name, self.password):
            field.editor.returnPressed.connect(self.committed)

    def show_account(self, account: Account | None) -> None:
        """Show an account; None: the fields for a new one."""
        self._account = account
        self._follows = account is None
        self.clear_errors()
        self.name.set_text("" if account is None else account.name)
        self.sign_in_name.set_text("" if account is None else account.sign_in_name)
        self.sign_in_name.set_read_only(read_only=account is not None)
        self.roles.show_roles({Role.OFFICER} if account is None else account.roles)
        self.password.set_text(readable_password() if account is None else "")
        self.password.setVisible(account is None)

    def is_changed(self) -> bool:
        """Whether there is something to save."""
        account = self._account
        if account is None:
            return bool(self.name.text().strip())
        return self.name.text() != account.name or self.roles.roles() != account.roles

    def show_error(self, error: QmcError) -> bool:
        """Say at the field what is wrong; False where it is of no field."""
        text = " ".join(filter(None, (error.message, error.advice)))
        if error.field == "roles":
            self._no_role.setText(text)
            self._no_role.show()
            next(iter(self.roles.boxes.values())).setFocus()
            return True
        fields = {
            "officer": self.name,
            "sign_in_name": self.sign_in_name,
            "password": self.password,
        }
        field = fields.get(error.field or "")
        if field is None:
            return False
        field.set_error(text)
        field.setFocus()
        return True

    def clear_errors(self) -> None:
        """Nothing is wrong."""
        self._no_role.hide()
        for field in (self.name, self.sign_in_name, self.password):
            field.clear_message()

    def _on_name_edited(self, text: str) -> None:
        if self._follows:
            self.sign_in_name.set_text(sign_in_name_for(text) if text.strip() else "")
        self._on_edited()

    def _on_sign_in_name_edited(self, text: str) -> None:
        self._follows = not text.strip()
        self._on_edited()

    def _on_edited(self) -> None:
        self.clear_errors()
        self.edited.emit()
