"""The settings of this counter, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.accounts.roles import Act, permits
from app.accounts.sign_in import SignedIn, change_password
from app.reception.counter_settings import choose_paper, choose_scheme
from sync.carrying.choosing_copy import choose_copy, stop_copying
from ui.components.button import Button
from ui.components.following_scroll import FollowingScroll
from ui.components.notice import Notice, NoticeKind
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.operations.changes import Changes
from ui.settings.copy_place import CopyPlace
from ui.settings.counter_facts import CounterFacts, read_counter_facts
from ui.settings.fact_list import FactList
from ui.settings.paper_places import PaperPlaces
from ui.settings.printer_trial import PrinterTrial
from ui.settings.scheme_choice import SchemeChoice
from ui.sign_in.change_password_form import ChangePasswordForm
from ui.theme.tokens import XL, L, M, TextRole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.accounts.account import Account
    from app.errors import QmcError
    from app.reception.desk import Desk
    from app.reception.paper_settings import PaperGroup, PaperSetting
    from ui.line.second_place import SecondPlace
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace

_SETTINGS = Changes(settings=True)
MAX_WIDTH = 1240


class SettingsPage(QWidget):
    """Printers, look, one's own password; the counter and this machine to read.

    What is chosen counts at once. The look itself is changed by who hears of
    ``Changes.settings``: the whole program wears it, not this page.
    """

    def __init__(
        self, workplace: Workplace, second_place: SecondPlace, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._second_place = second_place
        self._looked_for = False
        self._build()
        self._connect()
        self._show_permitted()
        self._load()

    def _build(self) -> None:
        workplace = self._workplace
        self.done = Notice(NoticeKind.SUCCESS, "", closable=True)
        self.refusal = Notice(NoticeKind.DANGER, "", closable=True)
        trial = PrinterTrial(workplace.printers, workplace.clock)
        self.papers = PaperPlaces(trial, workplace.operations)
        self.chooser = self.papers.chooser
        self.scheme = SchemeChoice()
        self.copy_place = CopyPlace()
        self.password = ChangePasswordForm()
        self.change = Button(self.tr("Change my password"), icon="key-round")
        self.counter = FactList()
        self.machine = FactList()
        self._printer_panel = _panel(self.tr("Printers"), self.papers)
        self._scheme_panel = _panel(self.tr("Look of the window"), self.scheme)
        self._password_panel = _panel(self.tr("My password"), self.password)
        self._copy_panel = _panel(self.tr("Second copy of what is not sent"), self.copy_place)
        left = Qt.AlignmentFlag.AlignLeft
        self._password_panel.body.insertWidget(0, self.change, 0, left)
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(L)
        columns.addLayout(_column(self._printer_panel, self._copy_panel, self._scheme_panel), 1)
        columns.addLayout(
            _column(
                _panel(self.tr("This counter"), self.counter),
                self._password_panel,
                _panel(self.tr("This machine"), self.machine),
            ),
            1,
        )
        whole = QVBoxLayout()
        whole.setContentsMargins(XL, L, XL, L)
        whole.setSpacing(M)
        whole.addWidget(TextLabel(self.tr("Settings"), TextRole.TITLE))
        for notice in (self.done, self.refusal):
            notice.hide()
            whole.addWidget(notice)
        whole.addLayout(columns)
        whole.addStretch(1)
        self._scroll(whole)

    def _scroll(self, whole: QVBoxLayout) -> None:
        inside = QWidget()
        inside.setProperty("plain", "true")
        inside.setMaximumWidth(MAX_WIDTH)
        inside.setLayout(whole)
        self.area = FollowingScroll(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.area)

    def _connect(self) -> None:
        self._workplace.officer_changed.connect(self._on_officer_changed)
        self.papers.chosen.connect(self._on_paper_chosen)
        self.scheme.chosen.connect(self._on_scheme_chosen)
        self.copy_place.chosen.connect(self._on_copy_chosen)
        self.copy_place.stopped.connect(self._on_copy_stopped)
        self._second_place.standing_changed.connect(self._show_copy)
        self.change.clicked.connect(self.show_password)
        self.password.asked.connect(self._on_password_asked)

    def refresh(self, changes: Changes) -> None:
        """Settings, or what the desk is to its central, became different."""
        if changes.settings or changes.line:
            self._load()

    def activated(self) -> None:
        """The page is shown: printers are looked for the first time."""
        if self._may_choose() and not self._looked_for:
            self._looked_for = True
            self._load(look=True)
        (self.chooser if self._may_choose() else self.change).setFocus()

    def show_password(self) -> None:
        """Go to one's own password."""
        self.change.hide()
        self.password.show()
        self.area.ensureWidgetVisible(self._password_panel)
        self.password.old.setFocus()

    def receive_scan(self, scan: Scan) -> bool:  # noqa: ARG002 - the shell's question
        """Nothing here is scanned."""
        return False

    def may_leave(self) -> bool:
        """Always; a password that was typed half is dropped."""
        self._begin_password()
        self.copy_place.begin()
        return True

    def _may_choose(self) -> bool:
        account = self._workplace.account
        return account is not None and permits(account.roles, Act.CHOOSE_PRINTER)

    def _show_permitted(self) -> None:
        for panel in (self._printer_panel, self._scheme_panel):
            panel.setVisible(self._may_choose())
        account = self._workplace.account
        self._copy_panel.setVisible(account is not None and permits(account.roles, Act.CONFIGURE))
        self._columns.setStretch(0, int(self._may_choose()))  # an empty column takes no room
        self._begin_password()

    def _begin_password(self) -> None:
        account = self._workplace.account
        self.password.begin("" if account is None else account.sign_in_name)
        self.password.hide()
        self.change.show()

    def _load(self, *, look: bool = False) -> None:
        store = self._workplace.store
        self._workplace.operations.store(
            lambda: read_counter_facts(store),
            owner=self,
            on_success=lambda facts: self._show_facts(facts, look=look),
            on_failure=self._on_refused,
        )

    def _show_facts(self, facts: CounterFacts, *, look: bool) -> None:
        self.scheme.show_scheme(facts.settings.scheme)
        self.chooser.set_desk(facts.agency_name, facts.counter)
        self.papers.set_settings(facts.papers)
        self._show_copy()
        if look:
            self.papers.look()
        key_id = str(facts.key_id) if facts.key_id else ""
        for label, text in (
            (self.tr("Agency"), f"{facts.agency_name} ({facts.agency})" if facts.agency else ""),
            (self.tr("Counter"), facts.counter),
            (self.tr("Central system"), facts.central_url),
            (self.tr("Key number on receipts"), key_id),
            (self.tr("Installation"), facts.installation),
        ):
            self.counter.show_fact(label, text)
        workplace = self._workplace
        for label, text in (
            (self.tr("Data"), facts.directory),
            (self.tr("Key of the data"), facts.keys),
            (self.tr("Catalogue of procedures"), workplace.catalogue.version),
            (self.tr("Working calendar"), workplace.calendar.version),
            (self.tr("Versions"), f"Python {facts.python} · Qt {qVersion()} · {facts.sqlite}"),
        ):
            self.machine.show_fact(label, text)

    def _show_copy(self) -> None:
        today = self._workplace.clock.now().date()
        self.copy_place.show_standing(self._second_place.standing, today)

    def _on_copy_chosen(self, folder: Path, passphrase: str | None) -> None:
        desk = self._workplace.desk
        self._change_copy(
            lambda: choose_copy(desk, folder, passphrase=passphrase),
            self.tr("What is not sent is copied there from now on"),
        )

    def _on_copy_stopped(self) -> None:
        desk = self._workplace.desk
        self._change_copy(lambda: stop_copying(desk), self.tr("Nothing is copied any more"))

    def _change_copy(self, work: Callable[[], object], said: str) -> None:
        self.refusal.hide()
        self._workplace.operations.place(
            work,
            owner=self,
            on_success=lambda _: self._on_copy_changed(said),
            on_failure=self._on_copy_refused,
            changes=_SETTINGS,
        )

    def _on_copy_refused(self, error: QmcError) -> None:
        if not self.copy_place.show_error(error):
            self._on_refused(error)

    def _on_copy_changed(self, said: str) -> None:
        self.copy_place.begin()
        self._tell(said)

    def _choose(self, work: Callable[[Desk], object], said: str) -> None:
        desk = self._workplace.desk
        self.refusal.hide()
        self._workplace.operations.store(
            lambda: work(desk),
            owner=self,
            on_success=lambda _: self._tell(said),
            on_failure=self._on_refused,
            changes=_SETTINGS,
        )

    def _tell(self, title: str) -> None:
        if title:
            self.done.set_message(title)
            self.done.show()

    def _on_officer_changed(self, account: Account | None) -> None:
        self.done.hide()
        self.refusal.hide()
        if account is not None:
            self._show_permitted()

    def _on_paper_chosen(self, group: PaperGroup, setting: PaperSetting) -> None:
        said = self.tr("{papers}: what was chosen counts from now on").format(
            papers=self.papers.group_of.editor.currentText()
        )
        self._choose(lambda desk: choose_paper(desk, group, setting), said)

    def _on_scheme_chosen(self, scheme: str) -> None:
        self._choose(lambda desk: choose_scheme(desk, scheme), "")

    def _on_password_asked(self, old: str, new: str) -> None:
        workplace = self._workplace
        account, store = workplace.account, workplace.store
        assert account is not None, "somebody types here"
        signed_in = SignedIn(account, workplace.desk.unlock)
        workplace.operations.store(
            lambda: change_password(store, signed_in, old, new),
            owner=self,
            on_success=lambda _: self._on_password_changed(),
            on_failure=self._on_password_refused,
            changes=Changes(accounts=True),
        )

    def _on_password_changed(self) -> None:
        self._begin_password()
        self.change.setFocus()
        self._tell(self.tr("Your password was changed"))

    def _on_password_refused(self, error: QmcError) -> None:
        if error.field in {"old_password", "password"}:
            self.password.show_error(error)
        else:
            self.password.set_busy(busy=False)
            self._on_refused(error)

    def _on_refused(self, error: QmcError) -> None:
        self.refusal.set_message(error.message, error.advice or "")
        self.refusal.show()


def _panel(title: str, *contents: QWidget) -> Panel:
    panel = Panel(title)
    for content in contents:
        panel.body.addWidget(content)
    return panel


def _column(*panels: Panel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(L)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column
