"""Name, password, button: what an officer types to get in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.password_field import PasswordField
from ui.scanner.unmistakable import holds_scan
from ui.sign_in.countdown import Countdown
from ui.sign_in.name_field import NameField
from ui.theme.tokens import S

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.accounts.account import Account
    from app.errors import QmcError
    from ui.sign_in.attempt import Known


class SignInForm(QWidget):
    """Takes keys from the first moment.

    What is asked while the store still opens is kept in the fields only, and asked when
    ``set_ready``; a key in a field takes it back.
    """

    asked = Signal(str, str)
    """Sign-in name and password, to be tried now."""

    def __init__(self, *, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = self._wanted = self._busy = self._touched = False
        self._keeper: Account | None = None
        self._build(over)
        self._connect()
        self._show_state()

    def _build(self, over: QWidget) -> None:
        self.name = NameField(self.tr("Sign-in name"), over=over)
        self.password = PasswordField(self.tr("Password"))
        self.button = Button("", ButtonKind.PRIMARY)
        self._countdown = Countdown(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addWidget(self.password)
        column.addWidget(self.button)

    def _connect(self) -> None:
        for editor in (self.name.editor, self.password.editor):
            editor.textEdited.connect(self._on_typed)
            editor.installEventFilter(self)
        self.name.edited.connect(self._on_name_changed)
        self.name.picked.connect(self._on_name_changed)
        self.name.entered.connect(self._on_name_entered)
        self.password.editor.returnPressed.connect(self.ask)
        self.button.clicked.connect(self.ask)
        self._countdown.changed.connect(self._show_state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that somebody types: from then on the focus is theirs."""
        if isinstance(event, QKeyEvent):
            self._touched = True
        return super().eventFilter(watched, event)

    def set_ready(self, *, ready: bool) -> None:
        """The store is open: what was asked meanwhile is tried now."""
        self._ready = ready
        wanted, self._wanted = self._wanted, False
        self._show_state()
        if ready and wanted:
            self.ask()

    def show_known(self, known: Known) -> None:
        """Offer the officers; the last one's name is put in where nobody has typed yet."""
        self.name.set_accounts(known.accounts)
        last = next((one for one in known.accounts if one.id == known.last), None)
        if last is not None and not self._touched and self._keeper is None:
            self.name.set_name(last.sign_in_name)
            if self.name.editor.hasFocus():
                self.password.setFocus()

    def begin(self, keeper: Account | None) -> None:
        """Empty fields; with ``keeper`` only this officer's password is asked."""
        self._keeper = keeper
        self._wanted = self._busy = self._touched = False
        self._countdown.stop()
        self.name.setVisible(keeper is None)
        self.name.set_name("")
        self.name.clear_message()
        self._empty_password()
        self.password.clear_message()
        self._show_state()

    def focus_first(self) -> None:
        """Put the focus into the field that is to be typed in first."""
        named = self._keeper is not None or self.name.text()
        (self.password if named else self.name).setFocus()

    def ask(self) -> None:
        """Try what stands in the fields, or remember that it is to be tried."""
        if self._busy or self._wanted or self._countdown.left:
            return
        self._forget_scan()
        name = self._sign_in_name()
        if not name:
            self.name.set_error(self.tr("Type or choose your name"))
            self.name.setFocus()
        elif not self.password.text():
            self.password.set_error(self.tr("Type the password"))
            self.password.setFocus()
        elif self._ready:
            self._busy = True
            self._show_state()
            self.asked.emit(name, self.password.text())
        else:
            self._wanted = True
            self._show_state()

    def deny(self, error: QmcError, until: datetime | None, now: Callable[[], datetime]) -> None:
        """Say why it was not the right one; with ``until`` the next try waits, counted down."""
        self._busy = False
        self._empty_password()
        self.password.setFocus()
        if until is None:
            self.password.set_error(" ".join(filter(None, (error.message, error.advice))))
        else:
            self.password.set_error(
                self.tr("Wrong too often. Forgotten? An administrator gives a new password.")
            )
            self._countdown.start(until, now)
        self._show_state()

    def end_busy(self) -> None:
        """What was asked has ended without an answer; it can be asked again."""
        self._busy = False
        self._show_state()

    def take_password(self) -> str:
        """The password that was typed; the field is empty afterwards."""
        text = self.password.text()
        self._empty_password()
        return text

    def _empty_password(self) -> None:
        self.password.set_text("")
        self.password.hide_text()

    def _sign_in_name(self) -> str:
        keeper = self._keeper
        return self.name.text().strip() if keeper is None else keeper.sign_in_name

    def _show_state(self) -> None:
        """The button says what it does, or what is waited for."""
        left = self._countdown.left
        if left:
            text = self.tr("Try again in {time}").format(time=self._time(left))
        elif self._busy:
            text = self.tr("Signing in…")
        elif self._wanted:
            text = self.tr("Signing in as soon as the data is open…")
        else:
            text = self.tr("Sign in") if self._keeper is None else self.tr("Unlock")
        self.button.set_label(text)
        self.button.setEnabled(not (left or self._busy or self._wanted))

    def _time(self, seconds: int) -> str:
        if seconds < 60:
            return self.tr("{seconds} s").format(seconds=seconds)
        return self.tr("{minutes} min {seconds} s").format(
            minutes=seconds // 60, seconds=seconds % 60
        )

    def _on_typed(self) -> None:
        self._wanted = False
        for field in (self.name, self.password):
            if field.has_error() and not self._countdown.left:
                field.clear_message()
        self._show_state()

    def _on_name_changed(self) -> None:
        """Somebody else: the wait was for the other name."""
        self._countdown.stop()
        self.password.clear_message()

    def _forget_scan(self) -> None:
        """A card that was scanned at the locked counter is no try: five would shut it."""
        if holds_scan(self.password.text()):
            self._empty_password()
        if holds_scan(self.name.text()):
            self.name.set_name("")

    def _on_name_entered(self) -> None:
        self._forget_scan()
        if self.name.text().strip():
            self.password.setFocus()
