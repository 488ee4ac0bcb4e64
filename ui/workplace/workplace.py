"""What every view stands on: the open store, the law, the workers, and who is signed in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.agencies.succession import NO_SUCCESSIONS, Successions
from app.fees.in_words import USUAL_STYLE, WordStyle
from app.reception.desk import Desk
from ui.operations.changes import Changes
from ui.printing.print_jobs import PrintJobs

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.clock.time import Clock
    from app.provincial_law.law_in_force import LawInForce
    from app.store.store import Store
    from ui.operations.operations import Operations
    from ui.workplace.printers import Printers

LAW_CHANGES = Changes(law=True, today=True, drafts=True, settings=True)
"""Names, time limits and versions are shown in lists, too."""


class Workplace(QObject):
    """The open desk, and the officer at it. ``desk`` is taken when work is asked for, not kept:

    the next officer has another.
    """

    officer_changed = Signal(object)
    """Account | None: who is signed in from now on; None: nobody (signed out, or locked)."""
    law_changed = Signal()
    """Another law is in force here; what was asked for before still ends under the one before."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        calendar: WorkingCalendar,
        clock: Clock,
        operations: Operations,
        printers: Printers,
        successions: Successions = NO_SUCCESSIONS,
        wording: WordStyle = USUAL_STYLE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.catalogue = catalogue
        self.calendar = calendar
        self.clock = clock
        self.successions = successions
        self.wording = wording
        self.operations = operations
        self.printers = printers
        self._account: Account | None = None
        self._desk: Desk | None = None
        self.print_jobs = PrintJobs(self)

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
            successions=self.successions,
            wording=self.wording,
        )
        self._account = account
        self.officer_changed.emit(account)

    def take_law(self, law: LawInForce) -> None:
        """``law`` is in force at this desk from now on, also for who is signed in."""
        self.catalogue, self.calendar = law.catalogue, law.calendar
        self.successions, self.wording = law.successions, law.wording
        if self._desk is not None:
            self._desk = replace(
                self._desk,
                catalogue=law.catalogue,
                calendar=law.calendar,
                successions=law.successions,
                wording=law.wording,
            )
        self.law_changed.emit()
        self.operations.changed.emit(LAW_CHANGES)

    def sign_out(self) -> None:
        """Nobody works here now; does nothing where nobody did."""
        if self._account is None:
            return
        self._account = self._desk = None
        self.officer_changed.emit(None)
