"""Fourth step: the first account, of who sits here now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.accounts.account import clean_sign_in_name, sign_in_name_for
from app.errors import InvalidInput
from ui.components.notice import Notice, NoticeKind
from ui.components.text_field import TextField
from ui.first_start.step_page import StepPage
from ui.sign_in.new_password import NewPassword
from ui.theme.tokens import M

if TYPE_CHECKING:
    from app.accounts.sign_in import SignedIn
    from app.errors import QmcError
    from ui.first_start.groundwork import Groundwork
    from ui.first_start.steps import Facts
    from ui.operations.operations import Operations


class AccountStep(StepPage):
    """Name, sign-in name, password twice. The sign-in name follows the name until it is typed."""

    signed_in = Signal(object)
    """SignedIn: the account stands, and its owner is in; before ``completed``."""

    def __init__(self, groundwork: Groundwork, operations: Operations) -> None:
        super().__init__(
            self.tr("Your account"),
            self.tr(
                "You receive dossiers with it and add your colleagues. A password is asked each"
                " time somebody takes over the counter."
            ),
        )
        self._groundwork = groundwork
        self._operations = operations
        self._follows = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self.enrolled = Notice(NoticeKind.SUCCESS, "")
        self.name = TextField(
            self.tr("Full name"), hint=self.tr("As it is printed on receipts"), required=True
        )
        self.sign_in_name = TextField(self.tr("Sign-in name"), required=True)
        self.password = NewPassword()
        self.password.set_labels(self.tr("Password"), self.tr("Password again"))
        self.body.addWidget(self.enrolled)
        self.body.addSpacing(M)
        for widget in (self.name, self.sign_in_name, self.password):
            self.body.addWidget(widget)

    def _connect(self) -> None:
        self.name.edited.connect(self._on_name_edited)
        self.sign_in_name.edited.connect(self._on_sign_in_name_edited)
        self.name.editor.returnPressed.connect(self.sign_in_name.setFocus)
        self.sign_in_name.editor.returnPressed.connect(self.password.setFocus)
        self.password.committed.connect(self.go_on)

    def show_facts(self, facts: Facts) -> None:
        """Say what the desk is now; an account that was named before only needs its password."""
        self.enrolled.set_message(
            self.tr("Enrolled: {counter}, {agency}").format(
                counter=facts.counter, agency=facts.agency_name
            )
        )
        if facts.officer:
            self._follows = False
            for field, text in (
                (self.name, facts.officer),
                (self.sign_in_name, facts.sign_in_name),
            ):
                field.set_text(text)
                field.set_read_only(read_only=True)
            self.password.set_sign_in_name(facts.sign_in_name)

    def next_label(self) -> str:
        """What the button says."""
        return self.tr("Make the account")

    def focus_first(self) -> None:
        """The name, or the password where the name is known."""
        (self.password if self.name.editor.isReadOnly() else self.name).setFocus()

    def go_on(self) -> None:
        """Make the account, once every field is in order."""
        if self.is_busy:
            return
        name, sign_in_name = self.name.text(), self.sign_in_name.text()
        if not name.strip():
            self.name.set_error(self.tr("Type the name"))
            self.name.setFocus()
            return
        try:
            clean_sign_in_name(sign_in_name)
        except InvalidInput as error:
            self._on_refused(error)
            return
        if not self.password.check():
            return
        password = self.password.password()
        self._set_busy(busy=True)
        self._operations.store(
            lambda: self._groundwork.add_account(name, sign_in_name, password),
            owner=self,
            on_success=self._on_account_made,
            on_failure=self._on_refused,
        )

    def _on_account_made(self, signed_in: SignedIn) -> None:
        self._set_busy(busy=False)
        self.password.clear()
        self.signed_in.emit(signed_in)
        self.completed.emit()

    def _on_refused(self, error: QmcError) -> None:
        self._set_busy(busy=False)
        text = " ".join(filter(None, (error.message, error.advice)))
        if error.field == "password":
            self.password.show_error(text)
            return
        field = self.sign_in_name if error.field == "sign_in_name" else self.name
        field.set_error(text)
        field.setFocus()

    def _on_name_edited(self, text: str) -> None:
        self.name.clear_message()
        if self._follows:
            proposed = sign_in_name_for(text) if text.strip() else ""
            self.sign_in_name.set_text(proposed)
            self.password.set_sign_in_name(proposed)

    def _on_sign_in_name_edited(self, text: str) -> None:
        self._follows = not text.strip()
        self.sign_in_name.clear_message()
        try:
            self.password.set_sign_in_name(clean_sign_in_name(text))
        except InvalidInput as error:
            self.sign_in_name.set_hint(error.message if text else "")
        else:
            self.sign_in_name.set_hint("")
