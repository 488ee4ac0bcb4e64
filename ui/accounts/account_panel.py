"""The panel beside the list: one account, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.accounts.account_form import AccountForm
from ui.accounts.given_password import GivenPassword
from ui.components.button import Button, ButtonKind
from ui.components.notice import Notice, NoticeKind
from ui.components.panel import Panel
from ui.theme.tokens import M, S

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.errors import QmcError


class AccountPanel(Panel):
    """Only asks; the page does. ``account`` None: a new one is being typed."""

    save_asked = Signal()
    """Keep what the form says."""
    activity_asked = Signal(bool)
    """Let the account sign in again (True), or stop it."""
    password_asked = Signal(str)
    """Give this password."""
    left = Signal()
    """Esc: back to the list; what was not saved is dropped."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.account: Account | None = None
        self._is_own = False
        self._is_busy = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.form = AccountForm()
        self.refusal = Notice(NoticeKind.WARNING, "")
        self.save = Button(self.tr("Save"), ButtonKind.PRIMARY)
        self.cancel = Button(self.tr("Cancel"), ButtonKind.QUIET, key="Esc")
        self.password = Button(self.tr("Give a password"), icon="key-round")
        self.stop = Button(self.tr("Stop"), ButtonKind.QUIET)
        self.given = GivenPassword()
        first, second = QHBoxLayout(), QHBoxLayout()
        rows = ((first, (self.save, self.cancel)), (second, (self.password, self.stop)))
        for row, buttons in rows:
            row.setSpacing(S)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.form)
        self.body.addLayout(first)
        self._more = QWidget()
        second.setContentsMargins(0, M, 0, 0)
        self._more.setLayout(second)
        self.body.addWidget(self._more)
        self.body.addWidget(self.given)
        self.body.addStretch(1)
        self.refusal.hide()
        self.given.hide()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_form_edited)
        self.form.committed.connect(self._on_save_wanted)
        self.save.clicked.connect(self._on_save_wanted)
        self.cancel.clicked.connect(self._on_cancel_wanted)
        self.password.clicked.connect(self._on_password_wanted)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.given.asked.connect(self.password_asked)
        self.given.called_off.connect(self._on_cancel_wanted)
        own = Qt.ShortcutContext.WidgetWithChildrenShortcut
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=own)
        escape.activated.connect(self._on_cancel_wanted)

    def show_account(self, account: Account | None, *, is_own: bool = False) -> None:
        """Show an account, or the fields for a new one; ``is_own``: of who is signed in."""
        self.account = account
        self._is_own = is_own
        self.set_title(self.tr("New account") if account is None else account.name)
        self.form.show_account(account)
        self.refusal.hide()
        self.given.hide()
        self.set_busy(busy=False)

    def is_changed(self) -> bool:
        """Whether something typed would be lost."""
        return self.form.is_changed()

    def set_busy(self, *, busy: bool) -> None:
        """Something is being saved."""
        self._is_busy = busy
        account, giving = self.account, self.given.isVisibleTo(self)
        self.save.set_label(self.tr("Add the account") if account is None else self.tr("Save"))
        self.save.setEnabled(not busy and self.form.is_changed())
        self.save.setVisible(not giving)
        self.cancel.setVisible(not giving and (account is None or self.form.is_changed()))
        self._more.setVisible(account is not None and not giving)
        self.stop.setVisible(not self._is_own)
        stopped = account is not None and not account.active
        self.stop.set_label(self.tr("Allow again") if stopped else self.tr("Stop this account"))
        for button in (self.password, self.stop):
            button.setEnabled(not busy)
        self.form.setVisible(not giving)

    def show_error(self, error: QmcError) -> None:
        """Why it was not done, at its place."""
        giving = self.given.isVisibleTo(self)
        self.set_busy(busy=False)
        if giving:
            self.given.show_error(error)
        elif not self.form.show_error(error):
            self.refusal.set_message(error.message, error.advice or "")
            self.refusal.show()
            (self.save if self.save.isEnabled() else self.password).setFocus()

    def _on_form_edited(self) -> None:
        self.refusal.hide()
        self.set_busy(busy=self._is_busy)

    def _on_save_wanted(self) -> None:
        if self.save.isEnabled() and self.save.isVisibleTo(self):
            self.set_busy(busy=True)
            self.save_asked.emit()

    def _on_password_wanted(self) -> None:
        self.refusal.hide()
        self.given.show()
        self.given.propose()
        self.set_busy(busy=False)
        self.given.setFocus()

    def _on_stop_clicked(self) -> None:
        assert self.account is not None, "only then there is the button"
        self.set_busy(busy=True)
        self.activity_asked.emit(not self.account.active)

    def _on_cancel_wanted(self) -> None:
        if self.given.isVisibleTo(self):
            self.given.hide()
            self.set_busy(busy=False)
            self.password.setFocus()
        else:
            self.left.emit()
