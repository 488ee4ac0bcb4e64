"""The officers of this counter: who they are, what they may do, whether they can sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.accounts.directory import accounts_of, add_account, change_account, give_password
from app.accounts.roles import Act, permits
from ui.accounts.account_panel import AccountPanel
from ui.accounts.account_table import AccountTable, Column
from ui.components.button import Button
from ui.components.following_scroll import FollowingScroll
from ui.components.list_table import ListTable
from ui.components.notice import Notice, NoticeKind
from ui.components.text_label import TextLabel
from ui.operations.changes import Changes
from ui.theme.tokens import XL, L, M, TextRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.accounts.account import Account
    from app.errors import QmcError
    from app.reception.desk import Desk
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace

PANEL_WIDTH = 380
_ACCOUNTS = Changes(accounts=True)


class AccountsPage(QWidget):
    """List at the left, the chosen account at the right. Enter goes to it, Esc comes back."""

    def __init__(self, workplace: Workplace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wanted = ""
        self._build()
        self._connect()
        self._load()

    def _build(self) -> None:
        self.model = AccountTable(self)
        self.list = ListTable(self.model)
        self.list.setAccessibleName(self.tr("Accounts"))
        header = self.list.horizontalHeader()
        header.setStretchLastSection(False)
        for column, mode in (
            (Column.NAME, QHeaderView.ResizeMode.ResizeToContents),
            (Column.SIGN_IN_NAME, QHeaderView.ResizeMode.ResizeToContents),
            (Column.ROLES, QHeaderView.ResizeMode.Stretch),
            (Column.STATE, QHeaderView.ResizeMode.ResizeToContents),
        ):
            header.setSectionResizeMode(column, mode)
        self.add = Button(self.tr("Add an account"), icon="user-plus", key="Ctrl+N")
        self.done = Notice(NoticeKind.SUCCESS, "", closable=True)
        self.done.hide()
        self.panel = AccountPanel()
        self.panel.hide()
        head = QHBoxLayout()
        head.addWidget(TextLabel(self.tr("Accounts"), TextRole.TITLE), 1)
        head.addWidget(self.add)
        left = QVBoxLayout()
        left.setSpacing(M)
        left.addLayout(head)
        left.addWidget(self.done)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, L, XL, L)
        row.setSpacing(L)
        row.addLayout(left, 1)
        area = FollowingScroll(self.panel)
        area.setFixedWidth(PANEL_WIDTH)
        row.addWidget(area)

    def _connect(self) -> None:
        self.list.row_activated.connect(self._on_row_activated)
        self.list.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_add_wanted)
        self.panel.save_asked.connect(self._on_save_asked)
        self.panel.activity_asked.connect(self._on_activity_asked)
        self.panel.password_asked.connect(self._on_password_asked)
        self.panel.left.connect(self._on_panel_left)
        self._workplace.officer_changed.connect(self._on_officer_changed)
        own = Qt.ShortcutContext.WidgetWithChildrenShortcut
        new = QShortcut(QKeySequence("Ctrl+N"), self, context=own)
        new.activated.connect(self._on_add_wanted)

    def refresh(self, changes: Changes) -> None:
        """Accounts became different."""
        if changes.accounts:
            self._load()

    def activated(self) -> None:
        """The page is shown: the list has the keys."""
        self.list.setFocus()

    def receive_scan(self, scan: Scan) -> bool:  # noqa: ARG002 - the shell's question
        """Nothing here is scanned."""
        return False

    def may_leave(self) -> bool:
        """Always: what was typed and not saved is dropped, as by Esc."""
        return True

    def _load(self) -> None:
        account = self._workplace.account
        if account is None or not permits(account.roles, Act.MANAGE_ACCOUNTS):
            return
        store = self._workplace.store
        self._workplace.operations.store(
            lambda: accounts_of(store), owner=self, on_success=self._on_accounts_found
        )

    def _do(self, work: Callable[[Desk], Account], on_success: Callable[[Account], object]) -> None:
        """Change the accounts in the name of who is signed in."""
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: work(desk),
            owner=self,
            on_success=on_success,
            on_failure=self._on_refused,
            changes=_ACCOUNTS,
        )

    def _show(self, account: Account | None) -> None:
        own = self._workplace.account
        self.panel.show_account(
            account, is_own=account is not None and own is not None and account.id == own.id
        )
        self.panel.show()

    def _tell(self, title: str, text: str = "") -> None:
        self.done.set_message(title, text)
        self.done.show()

    def _on_accounts_found(self, accounts: list[Account]) -> None:
        current = self.list.current_row()
        kept = self.model.account(current).id if current >= 0 else ""
        self.model.show_accounts(accounts)
        wanted, self._wanted = self._wanted or kept, ""
        row = self.model.row_of(wanted)
        self.list.selectRow(max(row, 0))

    def _on_officer_changed(self, account: Account | None) -> None:
        """A password that was shown to one is not shown to the next."""
        self.done.hide()
        self.done.set_message("")
        if account is None:
            self.panel.show_account(None)
            self.panel.hide()
            self.model.show_accounts([])
        else:
            self._load()

    def _on_row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self._show(self.model.account(current.row()))

    def _on_row_activated(self, row: int) -> None:
        self._show(self.model.account(row))
        self.panel.form.setFocus()

    def _on_add_wanted(self) -> None:
        self.done.hide()
        self._show(None)
        self.panel.form.setFocus()

    def _on_save_asked(self) -> None:
        form, account = self.panel.form, self.panel.account
        name, roles = form.name.text(), form.roles.roles()
        if account is not None:
            known = account.id
            self._do(
                lambda desk: change_account(desk, known, name=name, roles=roles),
                self._on_account_saved,
            )
            return
        sign_in_name, password = form.sign_in_name.text(), form.password.text()
        self._do(
            lambda desk: add_account(
                desk, name, roles, sign_in_name=sign_in_name, password=password
            ),
            lambda added: self._on_account_added(added, password),
        )

    def _on_activity_asked(self, active: bool) -> None:  # noqa: FBT001 - Qt's payload
        account = self.panel.account
        assert account is not None, "a new account has no such button"
        known = account.id
        self._do(lambda desk: change_account(desk, known, active=active), self._on_activity_changed)

    def _on_password_asked(self, password: str) -> None:
        account = self.panel.account
        assert account is not None, "a new account has no such button"
        known = account.id
        self._do(
            lambda desk: give_password(desk, known, password),
            lambda changed: self._on_password_given(changed, password),
        )

    def _on_account_added(self, account: Account, password: str) -> None:
        self._tell(
            self.tr("{name} was added").format(name=account.name),
            self._once(account, password) if password else "",
        )
        self._go_to(account)

    def _on_account_saved(self, account: Account) -> None:
        own = self._workplace.account
        if own is not None and own.id == account.id:
            # Who changes the own roles has the new ones at once.
            self._workplace.sign_in(account, self._workplace.desk.unlock)
        self._tell(self.tr("Saved: {name}").format(name=account.name))
        self._go_to(account)

    def _on_activity_changed(self, account: Account) -> None:
        title = (
            self.tr("{name} can sign in again")
            if account.active
            else self.tr("{name} can't sign in any more")
        )
        self._tell(title.format(name=account.name))
        self._go_to(account)

    def _on_password_given(self, account: Account, password: str) -> None:
        self._tell(
            self.tr("{name} has a new password").format(name=account.name),
            self._once(account, password),
        )
        self._go_to(account)

    def _once(self, account: Account, password: str) -> str:
        return self.tr("Sign-in name {sign_in_name}, temporary password {password}").format(
            sign_in_name=account.sign_in_name, password=password
        )

    def _go_to(self, account: Account) -> None:
        """The list is being read anew; this one is to be chosen in it."""
        self._wanted = account.id
        self._load()
        self.list.setFocus()

    def _on_refused(self, error: QmcError) -> None:
        self.panel.show_error(error)

    def _on_panel_left(self) -> None:
        row = self.list.current_row()
        if row >= 0:
            self._show(self.model.account(row))
        else:
            self.panel.hide()
        self.list.setFocus()
