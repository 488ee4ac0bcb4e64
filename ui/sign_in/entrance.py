"""Signing in and out at an open desk: asked here, done on the store's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.accounts.sign_in import SignedIn
    from app.errors import QmcError
    from ui.sign_in.attempt import Denied, Known
    from ui.workplace.workplace import Workplace


class Entrance(QObject):
    """Lets officers in at the workplace, and out again.

    A password is held only while it is checked. Who turns back meanwhile is not let in: an outcome
    that was called off ends the unlock that it began.
    """

    known_found = Signal(object)
    """Known: who can be chosen."""
    signed_in = Signal(object)
    """SignedIn: the workplace is in this officer's hands now."""
    change_needed = Signal(object)
    """SignedIn: the password was right, and must be changed before anything else."""
    denied = Signal(object)
    """Denied: wrong, or to wait for."""
    change_refused = Signal(object)
    """QmcError: the new password is not taken, or the old one is wrong."""
    left = Signal(object)
    """Account: this officer's unlock has ended."""
    failed = Signal(object)
    """QmcError: the store failed; nothing is known of the password."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._newest = 0

    def find_known(self) -> None:
        """Ask who can be chosen."""

        def work() -> Known:
            from ui.sign_in.attempt import known  # noqa: PLC0415 - argon2 after the first paint

            return known(store)

        store = self._workplace.store
        self._workplace.operations.store(
            work, owner=self, on_success=self.known_found.emit, on_failure=self.failed.emit
        )

    def sign_in(self, name: str, password: str) -> None:
        """Try this password."""

        def work() -> SignedIn | Denied:
            from ui.sign_in.attempt import attempt  # noqa: PLC0415 - as above

            return attempt(store, clock, name, password)

        store, clock, asked = self._workplace.store, self._workplace.clock, self._next()
        self._workplace.operations.store(
            work,
            owner=self,
            on_success=lambda outcome: self._on_tried(asked, outcome),
            on_failure=self.failed.emit,
        )

    def change_password(self, signed_in: SignedIn, old: str, new: str) -> None:
        """Replace the password that must be changed; then the officer is in."""

        def work() -> SignedIn:
            from app.accounts.sign_in import change_password  # noqa: PLC0415 - as above

            return change_password(store, signed_in, old, new)

        store, asked = self._workplace.store, self._next()
        self._workplace.operations.store(
            work,
            owner=self,
            on_success=lambda changed: self._on_changed(asked, changed),
            on_failure=lambda error: self._on_not_changed(asked, error),
        )

    def call_off(self) -> None:
        """What is being checked lets nobody in any more."""
        self._next()

    def turn_back(self, signed_in: SignedIn) -> None:
        """The officer does not change the password, and does not come in."""
        self.call_off()
        self._note_end(signed_in.account, signed_in.unlock)

    def leave(self) -> None:
        """The counter is locked: the unlock ends. Nothing where nobody is signed in."""
        self.call_off()
        account = self._workplace.account
        if account is None:
            return
        unlock = self._workplace.desk.unlock
        # First the views: what they still have to save is in this officer's name.
        self._workplace.sign_out()
        self._note_end(account, unlock)
        self.left.emit(account)

    def _next(self) -> int:
        self._newest += 1
        return self._newest

    def _on_tried(self, asked: int, outcome: SignedIn | Denied) -> None:
        from app.accounts.sign_in import SignedIn  # noqa: PLC0415 - as above

        if asked != self._newest:
            if isinstance(outcome, SignedIn):
                self._note_end(outcome.account, outcome.unlock)
        elif not isinstance(outcome, SignedIn):
            self.denied.emit(outcome)
        elif outcome.account.must_change_password:
            self.change_needed.emit(outcome)
        else:
            self._let_in(outcome)

    def _on_changed(self, asked: int, signed_in: SignedIn) -> None:
        if asked == self._newest:  # else the end of this unlock is noted already
            self._let_in(signed_in)

    def _on_not_changed(self, asked: int, error: QmcError) -> None:
        if asked == self._newest:
            self.change_refused.emit(error)

    def _let_in(self, signed_in: SignedIn) -> None:
        self._workplace.sign_in(signed_in.account, signed_in.unlock)
        self.signed_in.emit(signed_in)

    def _note_end(self, account: Account, unlock: str) -> None:
        def work() -> None:
            from app.accounts.sign_in import (  # noqa: PLC0415 - as above
                SignedIn,
                sign_out,
            )

            sign_out(store, SignedIn(account, unlock))

        store = self._workplace.store
        self._workplace.operations.store(work, owner=self, on_failure=self.failed.emit)
