"""The frame around the pages: header, navigation, notices, palette, help. It does no work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.accounts.roles import permits
from app.reception.confirm_clock import confirm_clock
from ui.help.help_card import HelpCard
from ui.operations.changes import Changes
from ui.printing.unsure_bar import UnsureBar
from ui.shell.command import Command
from ui.shell.command_palette import CommandPalette
from ui.shell.copied_text import forget_copied_text
from ui.shell.desk_facts import DeskFacts, read_facts
from ui.shell.desk_notices import DeskNotices
from ui.shell.header import Header
from ui.shell.idle_watch import IdleWatch, seconds_awake_or_asleep
from ui.shell.navigation_rail import NavigationRail
from ui.shell.notice_area import NoticeArea
from ui.shell.page_deck import PageDeck
from ui.shell.procedure_commands import ProcedureCommands
from ui.shell.scan_router import ScanRouter
from ui.shell.window_commands import WindowCommands

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.store.records import OutboxCounts
    from sync.engine.reasons import Line as LineState
    from sync.engine.reasons import Standing
    from ui.line.line import Line
    from ui.scanner.wedge import Wedge
    from ui.search.search_box import SearchBox
    from ui.shell.desk_pages import DeskPages
    from ui.workplace.workplace import Workplace


class MainWindow(QWidget):
    """Everything that only a signed-in officer sees. Hidden, it keeps what was typed."""

    lock_asked = Signal()
    """The officer leaves the counter, or has been away for ten minutes."""
    switch_asked = Signal()
    """Another officer takes over."""
    sign_out_asked = Signal()
    """The officer's work is done."""

    def __init__(
        self,
        workplace: Workplace,
        line: Line,
        wedge: Wedge,
        *,
        search: SearchBox,
        pages: DeskPages,
        monotonic: Callable[[], float] = seconds_awake_or_asleep,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._line = line
        self._search = search
        self._pages = pages
        self._facts = DeskFacts()
        self._line_shown: LineState | None = None
        self.header = Header(workplace.clock, search)
        self.rail = NavigationRail()
        self.deck = PageDeck()
        self.notices = NoticeArea()
        self.unsure = UnsureBar(workplace)
        self.idle = IdleWatch(monotonic, self._is_serving, self)
        self._desk_notices = DeskNotices(self.notices, self)
        self._commands = WindowCommands(self)
        self._begun = ProcedureCommands(workplace, self.begin_dossier, self)
        self._scans = ScanRouter(self.deck, search, self._desk_notices, workplace.clock, self)
        self._build()
        self._connect_parts(wedge)
        self._connect_desk()
        self._add_keys()
        if workplace.account is not None:
            self._on_officer_changed(workplace.account)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addWidget(self.notices)
        work.addWidget(self.unsure)
        work.addWidget(self.deck, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addLayout(work, 1)
        column.addLayout(below, 1)
        self.palette_card = CommandPalette(self._procedures, self)
        self.help_card = HelpCard(self)

    def _connect_parts(self, wedge: Wedge) -> None:
        self.rail.chosen.connect(self.show_page)
        self.deck.shown.connect(self.rail.mark)
        self.deck.shown.connect(self._on_page_shown)
        self.header.line_asked.connect(self.show_queue)
        self.idle.idled.connect(self.lock_asked)
        wedge.scanned.connect(self._on_text_scanned)
        self._search.dossier_chosen.connect(self.open_dossier)
        self._search.card_scanned.connect(self._scans.receive_card)
        self._pages.dossier_chosen.connect(self.open_dossier)
        self.unsure.dossier_chosen.connect(self.open_dossier)
        self._pages.draft_chosen.connect(self._on_draft_chosen)
        self._pages.correction_chosen.connect(self._on_correction_chosen)
        self._desk_notices.queue_asked.connect(self.show_queue)
        self._desk_notices.clock_confirmed.connect(self._on_clock_confirmed)
        menu = self.header.officer_menu
        menu.lock_asked.connect(self.lock_asked)
        menu.switch_asked.connect(self.switch_asked)
        menu.password_asked.connect(self.change_password)
        menu.sign_out_asked.connect(self.sign_out_asked)

    def _connect_desk(self) -> None:
        self._workplace.officer_changed.connect(self._on_officer_changed)
        self._workplace.operations.changed.connect(self._on_desk_changed)
        self._workplace.operations.failed.connect(self._desk_notices.show_error)
        self._line.changed.connect(self._on_desk_changed)
        self._line.failed.connect(self._desk_notices.show_error)
        self._line.standing_changed.connect(self._on_standing_changed)
        self.header.show_standing(self._line.standing, self._line.counts)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": self.show_help,
            "F2": self.begin_dossier,
            "F3": self.search,
            "F4": lambda: self.show_page("today"),
            "Ctrl+K": self.ask_command,
            "Ctrl+L": self.lock_asked.emit,
            "Ctrl+U": self.switch_asked.emit,
        }
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(run)

    def take_keys(self) -> None:
        """The window shows this view now: typing begins on the page, not in the search field."""
        page = self.deck.built(self.deck.current)
        if page is not None:
            page.activated()

    def show_page(self, name: str) -> bool:
        """Show a page; False where this officer has it not, or the current one has to stay."""
        self.close_cards()
        return self.deck.show_page(name)

    def show_queue(self) -> None:
        """What waits to be sent, and what has to be settled."""
        self.show_page(self._pages.QUEUE)

    def open_dossier(self, name: str) -> None:
        """Show the dossier with this code, reference or id."""
        if self.show_page(self._pages.DOSSIER):
            self._pages.show_dossier(name)

    def begin_dossier(self, procedure: str = "") -> None:
        """F2: back to the dossier at hand; on the reception page itself, a new one.

        ``procedure`` is chosen for it, where one is named.
        """
        is_there = self.deck.current == self._pages.RECEPTION
        if self.show_page(self._pages.RECEPTION) and (procedure or is_there):
            self._pages.begin_dossier(procedure)

    def search(self) -> None:
        """The keys go into the search field."""
        self.close_cards()
        self._search.take_focus()

    def show_help(self) -> None:
        """F1: the help of the current page; again, it closes."""
        if self.help_card.is_open:
            self.help_card.close_card()
            return
        self.close_cards()
        self.help_card.show_help(self.deck.current, self._pages.title(self.deck.current))

    def ask_command(self) -> None:
        """Ctrl+K: the palette; again, it closes."""
        if self.palette_card.is_open:
            self.palette_card.close_card()
            return
        self.close_cards()
        self.palette_card.ask(self._all_commands())

    def change_password(self) -> None:
        """The settings, where the own password is."""
        if self.show_page(self._pages.SETTINGS):
            self._pages.show_password()

    def close_cards(self) -> None:
        """Close what lies over the page."""
        self.palette_card.close_card()
        self.help_card.close_card()

    def show_unhandled(self, name: str) -> None:
        """An exception that nobody caught."""
        self._desk_notices.show_unhandled(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc that nobody needed goes back from a dossier to the list it was opened from."""
        if event.key() == Qt.Key.Key_Escape and self.deck.current == self._pages.DOSSIER:
            self.show_page(self.deck.before)
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """The officer leaves, or the window ends: pages save what they hold, a search is logged."""
        self._search.clear()
        self.deck.save_all()

    def _all_commands(self) -> list[Command]:
        own = self._commands.of_window(
            search=self.search,
            show_help=self.show_help,
            send_now=self._line.retry_now,
            lock=self.lock_asked.emit,
            switch=self.switch_asked.emit,
            change_password=self.change_password,
            sign_out=self.sign_out_asked.emit,
        )
        return [*self._commands.pages(self.deck.entries(), self._run_page), *own]

    def _run_page(self, name: str) -> None:
        """A page by the palette is what its key does."""
        if name == self._pages.RECEPTION:
            self.begin_dossier()
        else:
            self.show_page(name)

    def _procedures(self, query: str) -> Sequence[Command]:
        """Procedures that the typed words name: each begins a dossier."""
        return self._begun.found(query) if self.deck.offers(self._pages.RECEPTION) else ()

    def _is_serving(self) -> bool:
        return self.deck.built(self._pages.RECEPTION) is not None and self._pages.is_serving

    @Slot(str)
    def _on_draft_chosen(self, draft: str) -> None:
        if self.show_page(self._pages.RECEPTION):
            self._pages.open_draft(draft)

    @Slot(str, str)
    def _on_correction_chosen(self, dossier: str, event: str) -> None:
        if self.show_page(self._pages.DOSSIER):
            self._pages.correct_dossier(dossier, event)

    @Slot(str)
    def _on_text_scanned(self, text: str) -> None:
        if self.isVisible():
            self.close_cards()
            self._scans.route(text)

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        self.setWindowTitle(self._pages.title(name))

    @Slot(object)
    def _on_officer_changed(self, account: Account | None) -> None:
        self.close_cards()
        if account is None:
            forget_copied_text()
            self.idle.stop()
            return
        entries = [
            entry
            for entry in self._pages.entries()
            if any(permits(account.roles, act) for act in entry.acts)
        ]
        self.deck.offer(entries)
        self.rail.offer([entry for entry in entries if entry.listed])
        self.header.officer_menu.show_officer(account.name, self._facts.counter)
        first = self.deck.current or next((one.name for one in entries if one.listed), "")
        if first:
            self.deck.show_page(first)
        self._read_facts()
        self._begun.count()
        self.idle.start()

    @Slot(object)
    def _on_desk_changed(self, changes: Changes) -> None:
        self.deck.refresh(changes)
        if changes.dossiers:
            self._begun.count()
        if changes.drafts or changes.leases or changes.line or changes.settings:
            self._read_facts()

    def _read_facts(self) -> None:
        store = self._workplace.store
        self._workplace.operations.store(
            lambda: read_facts(store), owner=self, on_success=self._show_facts
        )

    def _show_facts(self, facts: DeskFacts) -> None:
        self._facts = facts
        account = self._workplace.account
        self.header.show_commune(facts.commune)
        self.rail.show_count(self._pages.DRAFTS, facts.drafts)
        if account is not None:
            self.header.officer_menu.show_officer(account.name, facts.counter)
        doubtful = facts.doubts_clock and self.deck.offers(self._pages.RECEPTION)
        now = self._workplace.clock.now()
        self._desk_notices.show_clock_doubt(f"{now:%H:%M %d/%m/%Y}" if doubtful else "")
        self._desk_notices.show_clock_ahead(facts.clock_ahead)

    @Slot()
    def _on_clock_confirmed(self) -> None:
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: confirm_clock(desk),
            owner=self,
            on_success=lambda _: self._read_facts(),
            changes=Changes(leases=True, queue=True),
        )

    @Slot(object, object)
    def _on_standing_changed(self, standing: Standing, counts: OutboxCounts) -> None:
        self.header.show_standing(standing, counts)
        alarming = counts.set_aside_dossiers > 0
        waiting = counts.set_aside_dossiers or counts.waiting_dossiers
        self.rail.show_count(self._pages.QUEUE, waiting, alarming=alarming)
        self._desk_notices.show_standing(standing)
        if standing.line is not self._line_shown:
            self._line_shown = standing.line
            self._read_facts()  # the clock was measured anew
