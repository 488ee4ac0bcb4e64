"""The law's data (dữ liệu pháp luật) in an administrator's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.accounts.roles import Act, permits
from ui.components.notice import NoticeKind
from ui.law.import_view import ImportView
from ui.law.law_work import Applied, LawOnDisk, SeenDifference, apply_seen, read_law
from ui.law.overview_view import OverviewView
from ui.operations.latest import Latest

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.errors import QmcError
    from app.provincial_law.law_in_force import LawInForce
    from ui.operations.changes import Changes
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace


class LawPage(QWidget):
    """What is in force, or an import. What is applied counts at this desk at once."""

    def __init__(self, workplace: Workplace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self._found: LawOnDisk | None = None
        self._is_unreadable = False
        self._officer = "" if workplace.account is None else workplace.account.id
        self._build()
        self._connect()
        self._load()

    def message(self) -> str:
        """What the page says of the last action; "" for nothing."""
        return self.overview.notices.text()

    def refresh(self, changes: Changes) -> None:
        """Another law is in force."""
        if changes.law:
            self._load()

    def activated(self) -> None:
        """The page is shown; files may have been written by hand meanwhile."""
        self._load()
        if self._stack.currentWidget() is self.bring:
            self.bring.take_focus()
        else:
            self.overview.take_focus()

    def receive_scan(self, scan: Scan) -> bool:  # noqa: ARG002 - the shell's question
        """Nothing here is scanned."""
        return False

    def may_leave(self) -> bool:
        """Always; a difference that was looked at is still here later."""
        return True

    def begin_import(self) -> None:
        """Choose a file."""
        if self._stack.currentWidget() is not self.bring:
            self._stack.setCurrentWidget(self.bring)
            self.bring.begin()

    def _build(self) -> None:
        self.overview = OverviewView()
        self.bring = ImportView(self._workplace)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._stack.addWidget(self.bring)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.overview.import_asked.connect(self.begin_import)
        self.overview.take_asked.connect(self._on_take_asked)
        self.bring.left.connect(self._show_overview)
        self.bring.apply_asked.connect(self._on_apply_asked)
        self._workplace.officer_changed.connect(self._on_officer_changed)
        own = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=own).activated.connect(self.begin_import)

    def _load(self) -> None:
        account, desk = self._workplace.account, self._workplace.desk_if_signed_in()
        if account is None or desk is None or not permits(account.roles, Act.CONFIGURE):
            return
        self._latest.run(lambda: read_law(desk), self._on_law_read, self._on_law_not_read)

    def _on_law_read(self, found: LawOnDisk) -> None:
        self._found = found
        if self._is_unreadable:
            self._is_unreadable = False
            self.overview.notices.clear()
        self.overview.show_law(found, is_newer=self._is_newer(found.law))

    def _on_law_not_read(self, error: QmcError) -> None:
        self._is_unreadable = True
        self.overview.notices.show_error(error)

    def _is_newer(self, law: LawInForce) -> bool:
        place = self._workplace
        return (law.catalogue.version, law.calendar.version) != (
            place.catalogue.version,
            place.calendar.version,
        )

    def _on_take_asked(self) -> None:
        if self._found is not None:
            self._workplace.take_law(self._found.law)
            self.overview.take_focus()

    def _on_apply_asked(self, seen: SeenDifference) -> None:
        """The workplace owns it: the law counts, whoever is at this page when it is written."""
        workplace, desk = self._workplace, self._workplace.desk

        def on_success(applied: Applied) -> None:
            workplace.take_law(applied.law)
            if isValid(self):
                self._on_applied(seen, applied)

        def on_failure(error: QmcError) -> None:
            if isValid(self):
                self.bring.show_error(error)

        workplace.operations.store(
            lambda: apply_seen(desk, seen),
            owner=workplace,
            on_success=on_success,
            on_failure=on_failure,
        )

    def _on_applied(self, seen: SeenDifference, applied: Applied) -> None:
        said = self.tr("{file} was taken into the law").format(file=seen.document.name)
        written = ", ".join(path.name for path in applied.paths)
        text = self.tr("Written: {files}. It counts at this desk from now on.").format(
            files=written
        )
        if applied.moved:
            text += " " + self.tr(
                "{count} open dossiers keep the date on their receipt; the supervisor decides."
            ).format(count=applied.moved)
        self._is_unreadable = False
        self._show_overview()
        kind = NoticeKind.WARNING if applied.moved else NoticeKind.SUCCESS
        self.overview.notices.show_message(kind, said, text)

    def _show_overview(self) -> None:
        self._stack.setCurrentWidget(self.overview)
        self.overview.take_focus()

    def _on_officer_changed(self, account: Account | None) -> None:
        """The next administrator begins with what is in force."""
        if account is None:
            return
        officer, self._officer = self._officer, account.id
        if officer != account.id:
            self._latest.cancel()
            self.overview.notices.clear()
            self.bring.begin()
            self._stack.setCurrentWidget(self.overview)
        self._load()
