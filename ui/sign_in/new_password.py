"""A new password, typed twice, its rules said while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.accounts.account import MIN_PASSWORD, check_password
from app.errors import InvalidInput
from ui.components.password_field import PasswordField
from ui.theme.tokens import S


class NewPassword(QWidget):
    """Two fields. What is wrong is quiet while one types, and an error when one goes on."""

    edited = Signal()
    """One of the two changed."""
    committed = Signal()
    """Enter in the second field, or in a first one that has no second."""

    def __init__(self, *, twice: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_in_name = ""
        self._twice = twice
        self._build()
        self._connect()

    def _build(self) -> None:
        self.new = PasswordField(self.tr("New password"), hint=self._advice())
        self.again = PasswordField(self.tr("New password again"))
        if not self._twice:  # shown without a parent, it would be a window of its own
            self.again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.new)
        column.addWidget(self.again)
        self.setFocusProxy(self.new)

    def _connect(self) -> None:
        self.new.edited.connect(self._on_edited)
        self.again.edited.connect(self._on_edited)
        self.new.editor.returnPressed.connect(self._on_new_entered)
        self.again.editor.returnPressed.connect(self.committed)

    def set_labels(self, new: str, again: str) -> None:
        """Call the fields otherwise."""
        self.new.set_label(new)
        self.again.set_label(again)

    def set_sign_in_name(self, name: str) -> None:
        """Whose password it is: it must not hold this name."""
        self._sign_in_name = name
        if self.new.text():
            self._on_edited()

    def password(self) -> str:
        """The password as typed."""
        return self.new.text()

    def check(self) -> bool:
        """Whether it can be used; else the first wrong field says why and has the focus."""
        trouble = self._trouble()
        if trouble:
            self.show_error(trouble)
            return False
        if self._twice and self.again.text() != self.new.text():
            self.again.set_error(self.tr("The two are not the same"))
            self.again.editor.selectAll()
            self.again.setFocus()
            return False
        return True

    def show_error(self, text: str) -> None:
        """Say what is wrong with the new password."""
        self.new.set_error(text)
        self.new.editor.selectAll()
        self.new.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.new, self.again):
            field.set_text("")
            field.hide_text()
            field.clear_message()
        self.new.set_hint(self._advice())
        self.again.set_hint("")

    def _advice(self) -> str:
        return self.tr("{count} characters or more; a few words are easy to remember").format(
            count=MIN_PASSWORD
        )

    def _trouble(self) -> str:
        """Why the new password can't be used; "" where it can."""
        # A name that is not known yet must not forbid every password.
        name = self._sign_in_name or "\0"
        try:
            check_password(self.new.text(), name)
        except InvalidInput as error:
            return error.message
        return ""

    def _on_edited(self) -> None:
        text, again = self.new.text(), self.again.text()
        if self.new.has_error():
            self.new.clear_message()
        if self.again.has_error():
            self.again.clear_message()
        good = self.tr("Good")
        self.new.set_hint((self._trouble() or good) if text else self._advice())
        if not again or (text.startswith(again) and again != text):
            self.again.set_hint("")
        else:
            same = self.tr("The two are the same")
            self.again.set_hint(same if again == text else self.tr("The two are not the same"))
        self.edited.emit()

    def _on_new_entered(self) -> None:
        if not self._twice:
            self.committed.emit()
        elif self._trouble():
            self.check()
        else:
            self.again.setFocus()
