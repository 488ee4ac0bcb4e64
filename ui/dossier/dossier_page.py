"""One dossier: read it, print it again, take its fees, correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.accounts.roles import Act, permits
from app.reception.change import collect_fee, correct, receipt_warnings, replace_correction
from ui.components.empty_state import EmptyState
from ui.components.notice import NoticeKind
from ui.dossier.dossier_head import PAPERS_KEY
from ui.dossier.dossier_view import DossierView
from ui.dossier.print_again import PrintAgain
from ui.dossier.reading import (
    DossierReading,
    RefusedCorrection,
    look_again,
    look_at,
    refused_correction,
)
from ui.listing.notice_slot import NoticeSlot
from ui.operations.changes import Changes
from ui.operations.latest import Latest
from ui.printing.paper_choice import PaperChoice
from ui.reception.receipt_preview import ReceiptPreview
from ui.wording.money import dong

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.accounts.account import Account
    from app.dossier.events import OfficialReceipt
    from app.dossier.state import Dossier
    from app.errors import QmcError
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace


class DossierPage(QWidget):
    """F9 prints again, F6 previews, F5 takes fees, F7 corrects; Esc leaves a form.

    Ctrl+Shift+P prints any other paper.
    """

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self._reading: DossierReading | None = None
        self._name = ""
        self._replaces: RefusedCorrection | None = None
        self._opens_correction_of = ""
        self._stale = False
        self._officer = "" if workplace.account is None else workplace.account.id
        self._build()
        self._connect()
        self._add_keys()

    @property
    def dossier(self) -> str:
        """The id of the dossier that is shown; "" for none."""
        return "" if self._reading is None else self._reading.id

    def message(self) -> str:
        """What the page says of the last action; "" for nothing."""
        return self._notices.text()

    def show_dossier(self, name: str) -> None:
        """Open the dossier with this code, reference or id; the look is logged."""
        if not self.may_leave():
            return
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return
        self._name, self._opens_correction_of = name, ""
        self._notices.clear()
        self._latest.run(lambda: look_at(desk, name), self._on_opened, self._on_not_opened)

    def correct_dossier(self, name: str, event: str) -> None:
        """Open a dossier and, in place of the correction that was set aside, begin a new one."""
        self.show_dossier(name)
        self._opens_correction_of = event

    def refresh(self, changes: Changes) -> None:
        """Something became different; while the page is not shown it only notes so."""
        reading = self._reading
        if reading is None or not (reading.id in changes.dossiers or changes.queue or changes.law):
            return
        self._stale = True
        if self.isVisible():
            self._read_again()

    def activated(self) -> None:
        """The page is shown; the next officer looks at what the last one left open."""
        if self._reading is None and self._name:
            self.show_dossier(self._name)
        elif self._stale:
            self._read_again()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def receive_scan(self, scan: Scan) -> bool:
        """A scan is for the search: it opens another dossier."""
        del scan
        return False

    def may_leave(self) -> bool:
        """A correction that was begun is recorded or left first."""
        if self._view.is_correcting() and self._view.form.is_edited():
            self._notices.show_message(
                NoticeKind.WARNING,
                self.tr("The correction is not recorded yet"),
                self.tr("Record it, or leave it with Esc."),
            )
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page has the keys as a document has: they scroll it."""
        if not self._view.scroll_by_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._notices = NoticeSlot()
        self._view = DossierView(self._workplace)
        self._view.notice_place.addWidget(self._notices)
        self._empty = EmptyState(
            "file-search",
            self.tr("No dossier is open"),
            self._how_to_find(),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self._printing = PrintAgain(self._workplace, self._notices, self)
        self._printing.busy_changed.connect(
            lambda busy: self._view.head.set_printing(printing=busy)
        )
        self._preview = ReceiptPreview(self._workplace, self)
        self._preview.failed.connect(self._notices.show_error)
        self._papers = PaperChoice(self._workplace, self)
        self._papers.failed.connect(self._notices.show_error)
        self._papers.chosen.connect(self._printing.print_form)
        head = self._view.head
        head.print_asked.connect(self._on_print_asked)
        head.papers_asked.connect(self._on_papers_asked)
        head.preview_asked.connect(self._on_preview_asked)
        head.correction_asked.connect(self._on_correction_asked)
        self._view.fees.form.collection_asked.connect(self._on_collection_asked)
        self._view.form.correction_asked.connect(self._on_correction_submitted)
        self._view.form.left.connect(self._leave_form)
        self._workplace.officer_changed.connect(self._on_officer_changed)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F5": self._view.fees.open_form,
            "F6": self._on_preview_asked,
            "F7": self._on_correction_asked,
            "F9": self._on_print_asked,
            PAPERS_KEY: self._on_papers_asked,
        }
        for key, run in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _read_again(self) -> None:
        desk, dossier = self._workplace.desk_if_signed_in(), self.dossier
        if desk is not None and dossier:
            self._latest.run(
                lambda: look_again(desk, dossier), self._on_read_again, self._notices.show_error
            )

    def _on_opened(self, reading: DossierReading) -> None:
        self._view.begin_anew()
        self._printing.forget()
        self._replaces = None
        self._on_read_again(reading)
        self._stack.setCurrentWidget(self._view)
        event, self._opens_correction_of = self._opens_correction_of, ""
        if event:
            self._replaces = refused_correction(reading.view, event)
            self._on_correction_asked()
        elif self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_read_again(self, reading: DossierReading) -> None:
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return
        self._reading, self._stale = reading, False
        self._view.show_reading(reading, desk, self._workplace.clock.now())

    def _on_not_opened(self, error: QmcError) -> None:
        self._reading = None
        self._empty.set_message(error.message, error.advice or self._how_to_find())
        self._stack.setCurrentWidget(self._empty)

    def _how_to_find(self) -> str:
        return self.tr("F3 finds one by name, code or number; a scan opens it.")

    def _may(self, act: Act) -> bool:
        desk = self._workplace.desk_if_signed_in()
        return desk is not None and permits(desk.roles, act)

    def _on_print_asked(self) -> None:
        if self.dossier and self._may(Act.PRINT):
            self._printing.print_paper(self.dossier)

    def _on_papers_asked(self) -> None:
        if self.dossier and self._may(Act.PRINT) and not self._printing.is_busy:
            self._papers.ask(self._workplace.desk, self.dossier)

    def _on_preview_asked(self) -> None:
        if self.dossier:
            self._preview.show_received(self._workplace.desk, self.dossier)

    def _on_correction_asked(self) -> None:
        reading = self._reading
        if reading is None or not self._view.head.correct.isVisibleTo(self._view.head):
            return
        application = reading.view.state.application
        if application is None or self._view.is_correcting():
            return
        wanted = self._replaces or RefusedCorrection("", {}, "")
        self._view.open_form()
        self._view.form.open_with(application, wanted.values, wanted.reason)

    def _leave_form(self) -> None:
        self._replaces = None
        self._notices.clear()
        self._view.close_form()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_correction_submitted(self, values: dict[str, str], reason: str) -> None:
        desk, dossier, replaced = self._workplace.desk, self.dossier, self._replaces

        def work() -> Dossier:
            if replaced is None:
                return correct(desk, dossier, values, reason)
            return replace_correction(desk, replaced.event, values, reason)

        self._workplace.operations.store(
            work,
            owner=self,
            on_success=lambda _: self._on_corrected(),
            on_failure=self._view.form.show_error,
            changes=Changes(dossiers=frozenset({dossier}), queue=True, today=True),
        )

    def _on_corrected(self) -> None:
        self._leave_form()
        self._notices.show_message(NoticeKind.SUCCESS, self.tr("The correction is recorded"))

    def _on_collection_asked(
        self, amount: int, method: str, official: OfficialReceipt | None
    ) -> None:
        desk, dossier = self._workplace.desk, self.dossier

        def work() -> list[str]:
            collect_fee(desk, dossier, amount, method, official=official)
            return receipt_warnings(desk, official)

        self._workplace.operations.store(
            work,
            owner=self,
            on_success=lambda warnings: self._on_collected(amount, warnings),
            on_failure=self._view.fees.form.show_error,
            changes=Changes(dossiers=frozenset({dossier}), queue=True, today=True),
        )

    def _on_collected(self, amount: int, warnings: list[str]) -> None:
        self._view.fees.close_form()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        said = self.tr("{amount} collected").format(amount=dong(amount))
        kind = NoticeKind.WARNING if warnings else NoticeKind.SUCCESS
        self._notices.show_message(kind, ". ".join([said, *warnings]))

    @Slot(object)
    def _on_officer_changed(self, account: Account | None) -> None:
        """What one officer looked at is not on the screen of the next: theirs is a look of its own.

        Who only comes back finds what was typed; that look is logged too.
        """
        self._latest.cancel()
        if account is None:
            return
        officer, self._officer = self._officer, account.id
        if officer != account.id:
            self._reading = self._replaces = None
            self._notices.clear()
            self._view.begin_anew()
            self._stack.setCurrentWidget(self._empty)
            return
        desk, dossier = self._workplace.desk, self.dossier
        if dossier:
            self._latest.run(lambda: look_at(desk, dossier), self._on_read_again)
