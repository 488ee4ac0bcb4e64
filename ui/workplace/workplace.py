"""What every view stands on: the open store, the law, the workers, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.reception.desk import Desk

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.clock.time import Clock
    from app.store.store import Store
    from ui.operations.operations import Operations
    from ui.workplace.printers import Printers


class Workplace(QObject):
    """The open desk, and the officer at it. ``desk`` is taken when work is asked for, not kept:

    the next officer has another.
    """

    officer_changed = Signal(object)
    """Account | None: who is signed in from now on; None: nobody (signed out, or locked)."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        calendar: WorkingCalendar,
        clock: Clock,
        operations: Operations,
        printers: Printers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.catalogue = catalogue
        self.calendar = calendar
        self.clock = clock
        self.operations = operations
        self.printers = printers
        self._account: Account | None = None
        self._desk: Desk | None = None

    @property
    def account(self) -> Account | None:
        """Who is signed in."""
        return self._account

    @property
    def desk(self) -> Desk:
        """The desk in the hands of the officer who is signed in; there must be one."""
        assert self._desk is not None, "nobody is signed in"
        return self._desk

    def desk_if_signed_in(self) -> Desk | None:
        """The desk in the hands of the officer who is signed in; from any thread."""
        return self._desk

    def sign_in(self, account: Account, unlock: str) -> None:
        """``account`` works here from now on; ``unlock`` is the id of this unlock."""
        self._desk = Desk(
            store=self.store,
            catalogue=self.catalogue,
            calendar=self.calendar,
            clock=self.clock,
            officer=account.name,
            unlock=unlock,
            roles=account.roles,
        )
        self._account = account
        self.officer_changed.emit(account)

    def sign_out(self) -> None:
        """Nobody works here now; does nothing where nobody did."""
        if self._account is None:
            return
        self._account = self._desk = None
        self.officer_changed.emit(None)
