"""Hàng chờ gửi và Cần xử lý: what is not at the central yet, why, and what can be done.

Under them is what was printed today, and whether it came out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.accounts.roles import Act, permits
from app.reception.change import retry, retry_page
from app.reception.referring import hand_to_supervisor
from ui.carrying.carry_panel import CarryPanel
from ui.components.following_scroll import FollowingScroll
from ui.components.notice import NoticeKind
from ui.components.text_label import TextLabel
from ui.listing.look import Look
from ui.listing.notice_slot import NoticeSlot
from ui.listing.row_table import Column, RowTable
from ui.operations.changes import Changes
from ui.operations.latest import Latest
from ui.printing.jobs_panel import JobsPanel
from ui.queue.lease_model import LeaseModel
from ui.queue.queue_rows import QueueView, matching, read_queue
from ui.queue.set_aside_panel import SetAsidePanel
from ui.queue.standing_panel import StandingPanel
from ui.queue.waiting_panel import WaitingPanel
from ui.theme.tokens import XL, L, M, S, TextRole
from ui.wording.event_words import EventWords

if TYPE_CHECKING:
    from app.errors import QmcError
    from app.store.records import OutboxCounts
    from sync.engine.reasons import Standing
    from ui.line.line import Line
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace

_LEASES_WIDTH = 300
_LEASES_SHOWN = 5


class QueuePage(QWidget):
    """F5 sends now; Enter opens a dossier; what is to be settled stands on top."""

    dossier_chosen = Signal(str)
    """Open a dossier; payload: its id."""
    correction_chosen = Signal(str, str)
    """Correct a dossier in place of what was set aside; payload: the dossier's id, the event's."""

    def __init__(self, workplace: Workplace, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._line = line
        self._carry = CarryPanel(workplace, line.second_place)
        self._latest = Latest(workplace.operations, self)
        self._look = Look()
        self._stale = True
        self._entered = False
        self._view: QueueView | None = None
        self._build()
        self._connect()
        self._standing.show_standing(line.standing, line.counts)

    def message(self) -> str:
        """What the page says of the last action; "" for nothing."""
        return self._notices.text()

    def refresh(self, changes: Changes) -> None:
        """Something became different; while the page is not shown it only notes so."""
        if changes.prints and self.isVisible():
            self._printings.read()
        if not (changes.queue or changes.leases or changes.line or changes.dossiers):
            return
        self._stale = True
        if self.isVisible():
            self._read()

    def activated(self) -> None:
        """The page is shown; the last contact is another than when it was read."""
        self._entered = True
        self._look.begin()
        self._read()
        self._printings.read()
        self._focus_list()

    def receive_scan(self, scan: Scan) -> bool:
        """A list takes no scan."""
        del scan
        return False

    def may_leave(self) -> bool:
        """Nothing is open here."""
        return True

    def _build(self) -> None:
        today = self._workplace.clock.now().date()
        self._standing = StandingPanel()
        self._events = EventWords(self)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Code, name or reason"))
        self._filter.setAccessibleName(self.tr("Find in the queue"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(_LEASES_WIDTH)
        self._notices = NoticeSlot()
        self._set_aside = SetAsidePanel(today)
        self._set_aside.hide()
        self._waiting = WaitingPanel(today)
        self._printings = JobsPanel(self._workplace)
        lists = QVBoxLayout()
        lists.setSpacing(L)
        lists.addWidget(self._set_aside)
        lists.addWidget(self._waiting, 1)
        lists.addWidget(self._printings)
        below = QHBoxLayout()
        below.setSpacing(L)
        below.addLayout(lists, 1)
        below.addWidget(self._build_leases())
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        head = QHBoxLayout()
        head.addWidget(TextLabel(self.tr("Queue"), TextRole.TITLE), 1)
        head.addWidget(self._filter)
        column.addLayout(head)
        column.addWidget(self._standing)
        column.addWidget(self._notices)
        column.addWidget(self._scrolled(below), 1)

    def _scrolled(self, below: QHBoxLayout) -> QWidget:
        """On a low screen the lists scroll under how the line stands; nothing is squeezed."""
        below.setContentsMargins(0, 0, S, 0)
        inside = QWidget()
        inside.setProperty("plain", "true")
        inside.setLayout(below)
        return FollowingScroll(inside)

    def _build_leases(self) -> QWidget:
        self._leases = LeaseModel(self._workplace.clock.now().date(), self)
        columns = (Column(share=1), Column("CN 22/11 "), Column(self.tr("none left"), mark=True))
        self._lease_table = RowTable(self._leases, columns)
        self._lease_table.setAccessibleName(self.tr("Numbers of this counter"))
        side = QWidget()
        side.setFixedWidth(_LEASES_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(TextLabel(self.tr("Numbers of this counter"), TextRole.SECTION))
        column.addWidget(self._lease_table)
        column.addWidget(
            TextLabel(
                self.tr("Held ahead, so that codes can be given without a network."),
                TextRole.CAPTION,
            )
        )
        column.addSpacing(L)
        column.addWidget(self._carry)
        column.addStretch(1)
        return side

    def _connect(self) -> None:
        self._line.standing_changed.connect(self._on_standing_changed)
        self._standing.send_asked.connect(self._on_send_asked)
        self._set_aside.retry_asked.connect(self._on_retry_asked)
        self._set_aside.page_retry_asked.connect(self._on_page_retry_asked)
        self._set_aside.hand_over_asked.connect(self._on_hand_over_asked)
        self._carry.told.connect(self._notices.show_message)
        self._carry.failed.connect(self._notices.show_error)
        self._set_aside.correction_chosen.connect(self.correction_chosen)
        self._set_aside.dossier_chosen.connect(self.dossier_chosen)
        self._waiting.dossier_chosen.connect(self.dossier_chosen)
        self._printings.dossier_chosen.connect(self.dossier_chosen)
        self._printings.failed.connect(self._notices.show_error)
        self._filter.textChanged.connect(lambda _: self._show_lists())
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        self._find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._find.activated.connect(self._filter.setFocus)
        send = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        send.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        send.activated.connect(self._on_send_asked)

    def _read(self) -> None:
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return
        self._stale, look = False, self._look
        today = self._workplace.clock.now().date()
        self._latest.run(
            lambda: read_queue(desk, today, is_look=look.take()),
            self._on_queue_read,
            self._on_queue_not_read,
        )

    def _on_queue_read(self, view: QueueView) -> None:
        now = self._workplace.clock.now()
        for model in (self._set_aside.model, self._waiting.model, self._leases):
            model.today = now.date()
        self._view = view
        self._show_lists()
        self._leases.show_rows(view.leases)
        self._lease_table.fit_height(_LEASES_SHOWN)
        self._standing.show_contact(view.last_contact, now)
        self._standing.show_pages(view.pages)
        self._carry.bring_up_to_date(now.date())
        if self.isVisible() and (self._entered or self.focusWidget() is None):
            self._focus_list()
        self._entered = False

    def _show_lists(self) -> None:
        """What is to be settled and what waits, as far as it was looked for."""
        view, typed = self._view, self._filter.text()
        if view is None:
            return
        desk = self._workplace.desk_if_signed_in()
        may_correct = desk is not None and permits(desk.roles, Act.CORRECT)
        deed = self._events.deed
        self._filter.setVisible(bool(typed or view.waiting or view.set_aside))
        self._set_aside.show_rows(matching(view.set_aside, typed, deed), may_correct=may_correct)
        more = 0 if typed else max(view.counts.waiting_dossiers - len(view.waiting), 0)
        self._waiting.show_rows(
            matching(view.waiting, typed, deed), more=more, filtered=bool(typed)
        )

    def _on_queue_not_read(self, error: QmcError) -> None:
        self._stale = True
        self._look.begin()
        self._notices.show_error(error)

    def _focus_list(self) -> None:
        places = (self._set_aside.table, self._waiting.table, self._standing.send)
        for place in places:
            if place.isVisible():
                place.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_send_asked(self) -> None:
        self._standing.show_tried(self._workplace.clock.now())
        self._line.retry_now()

    def _on_retry_asked(self, event: str, dossier: str) -> None:
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: retry(desk, event),
            owner=self,
            on_success=lambda _: self._notices.clear(),
            on_failure=self._notices.show_error,
            changes=Changes(dossiers=frozenset({dossier}), queue=True, today=True),
        )

    def _on_page_retry_asked(self, page: str) -> None:
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: retry_page(desk, page),
            owner=self,
            on_success=lambda _: self._notices.clear(),
            on_failure=self._notices.show_error,
            changes=Changes(queue=True),
        )

    def _on_hand_over_asked(self, event: str, dossier: str, note: str) -> None:
        desk = self._workplace.desk
        said = self.tr("The supervisor sees it now")
        self._workplace.operations.store(
            lambda: hand_to_supervisor(desk, event, note),
            owner=self,
            on_success=lambda _: self._notices.show_message(NoticeKind.SUCCESS, said),
            on_failure=self._notices.show_error,
            changes=Changes(dossiers=frozenset({dossier}), queue=True, today=True),
        )

    @Slot(object, object)
    def _on_standing_changed(self, standing: Standing, counts: OutboxCounts) -> None:
        self._standing.show_standing(standing, counts)
