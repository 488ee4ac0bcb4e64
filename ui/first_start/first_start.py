"""The first start: from an empty machine to a counter that receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.accounts.sign_in import SignedIn
from app.store.store import Store
from ui.components.button import Button, ButtonKind
from ui.components.following_scroll import FollowingScroll
from ui.components.notice import Notice, NoticeKind
from ui.first_start.account_step import AccountStep
from ui.first_start.central_step import CentralStep
from ui.first_start.done_step import DoneStep
from ui.first_start.enrol_step import EnrolStep
from ui.first_start.place_step import PlaceStep
from ui.first_start.printer_step import PrinterStep
from ui.first_start.step_page import StepPage
from ui.first_start.step_rail import StepRail
from ui.first_start.steps import Facts, Step, Steps, first_step
from ui.settings.printer_trial import PrinterTrial
from ui.sign_in.brand import Brand
from ui.theme.tokens import XL, XXL, L, M, S

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.first_start.groundwork import Groundwork
    from ui.operations.operations import Operations

RAIL_WIDTH = 280
PAGE_WIDTH = 580
HEIGHT = 660


class Founded(Struct, frozen=True):
    """A counter that is ready: its open store, and who is signed in."""

    store: Store
    signed_in: SignedIn


class FirstStart(QWidget):
    """Steps with a rail, each by keys: Enter goes on, Esc goes back.

    ``groundwork`` does the work on the store's thread; it holds the open store until ``finished``
    hands it over. Whoever ends the program before that closes ``groundwork``.
    """

    finished = Signal(object)
    """Founded: everything stands, and the officer wants to begin."""

    def __init__(
        self,
        groundwork: Groundwork,
        operations: Operations,
        trial: PrinterTrial,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._groundwork = groundwork
        self._operations = operations
        self._facts = Facts()
        self._signed_in: SignedIn | None = None
        self._has_printer = False
        self.steps = Steps()
        self._make_pages(trial)
        self._build()
        self._connect()
        self.begin()

    def _make_pages(self, trial: PrinterTrial) -> None:
        work, operations = self._groundwork, self._operations
        self.place = PlaceStep(work, operations)
        self.central = CentralStep(work, operations)
        self.enrol = EnrolStep(work, operations)
        self.account = AccountStep(work, operations)
        self.printer = PrinterStep(work, operations, trial)
        self.done = DoneStep()
        self.pages: dict[Step, StepPage] = {
            Step.PLACE: self.place,
            Step.CENTRAL: self.central,
            Step.ENROL: self.enrol,
            Step.ACCOUNT: self.account,
            Step.PRINTER: self.printer,
            Step.DONE: self.done,
        }

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Set up this counter"))
        self.rail = StepRail()
        self.brand = Brand()
        left = QFrame()
        left.setProperty("panel", "true")
        left.setFixedWidth(RAIL_WIDTH)
        side = QVBoxLayout(left)
        side.setContentsMargins(XL, XL, XL, XL)
        side.setSpacing(XXL)
        side.addWidget(self.brand)
        side.addWidget(self.rail, 1)
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.fault = Notice(NoticeKind.DANGER, "", action=self.tr("Try again"))
        self.fault.hide()
        main = QVBoxLayout()
        main.setContentsMargins(XXL, XL, 0, 0)
        main.setSpacing(L)
        main.addWidget(self.fault)
        self._stack.setProperty("plain", "true")
        self._scroll = FollowingScroll(self._stack)
        main.addWidget(self._scroll, 1)
        main.addLayout(self._footer())
        self._place(left, main)

    def _place(self, left: QWidget, main: QVBoxLayout) -> None:
        """Both in the middle, no larger than they need."""
        both = QWidget()
        both.setFixedWidth(RAIL_WIDTH + XXL + PAGE_WIDTH)
        both.setMaximumHeight(HEIGHT)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(main, 1)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(L, L, L, L)
        middle.addStretch(1)
        middle.addWidget(both)
        middle.addStretch(1)

    def _footer(self) -> QHBoxLayout:
        self.back = Button(self.tr("Back"), ButtonKind.QUIET, key="Esc")
        self.skip = Button(self.tr("Choose a printer later"), ButtonKind.QUIET)
        self.next = Button("", ButtonKind.PRIMARY, key="Enter")
        footer = QHBoxLayout()
        footer.setSpacing(M)
        footer.addWidget(self.back)
        footer.addStretch(1)
        footer.addWidget(self.skip)
        footer.addWidget(self.next)
        footer.setContentsMargins(0, S, 0, 0)
        return footer

    def _connect(self) -> None:
        for page in self.pages.values():
            page.completed.connect(self._on_step_completed)
            page.standing_changed.connect(self._show_buttons)
        self.enrol.enrolled.connect(self._show_facts)
        self.account.signed_in.connect(self._on_officer_signed_in)
        self.next.clicked.connect(self._on_next_clicked)
        self.skip.clicked.connect(self._on_skip_clicked)
        self.back.clicked.connect(self._on_back_wanted)
        self.fault.acted.connect(self.begin)
        own = Qt.ShortcutContext.WidgetWithChildrenShortcut
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=own)
        escape.activated.connect(self._on_back_wanted)

    def begin(self) -> None:
        """Look what an earlier first start has left, and go on there."""
        self.fault.hide()
        self.next.setEnabled(False)
        self._operations.store(
            self._groundwork.facts,
            owner=self,
            on_success=self._on_facts_found,
            on_failure=self._on_failed,
        )

    def focus_first(self) -> None:
        """Put the focus where the shown step begins."""
        self._page.focus_first()

    @property
    def _page(self) -> StepPage:
        return self.pages[self.steps.current]

    def _show_step(self) -> None:
        page = self._page
        self._stack.setCurrentWidget(page)
        self._scroll.verticalScrollBar().setValue(0)
        self.rail.show_steps(self.steps)
        page.begin()
        self._show_buttons()
        self.next.setFocus()
        page.focus_first()

    def _show_buttons(self) -> None:
        page = self._page
        busy = page.is_busy
        self.next.set_label(page.next_label())
        self.next.setEnabled(not busy)
        self.back.setVisible(self.steps.can_go_back)
        self.back.setEnabled(not busy)
        self.skip.setVisible(self.steps.current is Step.PRINTER)
        self.skip.setEnabled(not busy)
        if self.steps.current is Step.PLACE and not busy:
            self.next.setFocus()

    def _show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.central.show_facts(facts)
        self.enrol.show_facts(facts)
        self.account.show_facts(facts)
        self.printer.show_facts(facts)
        if facts.is_enrolled:
            self.brand.show_place(f"{facts.counter} · {facts.agency_name}")

    def _on_facts_found(self, facts: Facts) -> None:
        self._show_facts(facts)
        self.steps = Steps(first_step(facts))
        self._show_step()

    def _on_failed(self, error: QmcError) -> None:
        self.fault.set_message(error.message, error.advice or "")
        self.fault.show()

    def _on_officer_signed_in(self, signed_in: SignedIn) -> None:
        self._signed_in = signed_in
        self.printer.set_officer(signed_in)

    def _on_next_clicked(self) -> None:
        self._page.go_on()

    def _on_skip_clicked(self) -> None:
        self._go_on(has_printer=False)

    def _on_back_wanted(self) -> None:
        if self.steps.can_go_back and not self._page.is_busy:
            self.steps.go_back()
            self._show_step()

    def _on_step_completed(self) -> None:
        self._go_on(has_printer=self.steps.current is Step.PRINTER)

    def _go_on(self, *, has_printer: bool) -> None:
        if self.steps.is_last:
            self._finish()
            return
        if self.steps.current is Step.CENTRAL:
            self.enrol.set_address(self.central.url)
        self._has_printer = has_printer
        if self.steps.go_on() is Step.DONE:
            self._show_summary()
        self._show_step()

    def _show_summary(self) -> None:
        assert self._signed_in is not None, "the account comes before the summary"
        facts, account = self._facts, self._signed_in.account
        printer = self.printer.label if self._has_printer else self.tr("not chosen yet")
        self.done.show_summary(
            [
                (self.tr("Agency"), facts.agency_name),
                (self.tr("Counter"), facts.counter),
                (self.tr("Central system"), facts.central_url),
                (self.tr("Officer"), f"{account.name} · {account.sign_in_name}"),
                (self.tr("Printer"), printer),
                (self.tr("Data"), str(self._groundwork.data)),
            ],
            has_printer=self._has_printer,
        )

    def _finish(self) -> None:
        store, self._groundwork.store = self._groundwork.store, None
        assert store is not None, "the steps before have made it"
        assert self._signed_in is not None, "as above"
        self.finished.emit(Founded(store, self._signed_in))
