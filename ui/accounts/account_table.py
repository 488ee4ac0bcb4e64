"""The accounts of this counter as rows."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.sign_in.role_words import RoleWords

if TYPE_CHECKING:
    from app.accounts.account import Account

_NONE = QModelIndex()


class Column(IntEnum):
    """In this order."""

    NAME = 0
    SIGN_IN_NAME = 1
    ROLES = 2
    STATE = 3


class AccountTable(QAbstractTableModel):
    """A row an account; those that are stopped stand below."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = RoleWords(self)
        self._accounts: list[Account] = []

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """Show these."""
        self.beginResetModel()
        self._accounts = sorted(accounts, key=lambda account: not account.active)
        self.endResetModel()

    def account(self, row: int) -> Account:
        """The account of a row."""
        return self._accounts[row]

    def row_of(self, account: str) -> int:
        """The row of the account with this id; -1 where there is none."""
        ids = [one.id for one in self._accounts]
        return ids.index(account) if account in ids else -1

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NONE
    ) -> int:
        """How many accounts."""
        return 0 if parent.isValid() else len(self._accounts)

    def columnCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex = _NONE
    ) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        match Column(section):
            case Column.NAME:
                return self.tr("Full name")
            case Column.SIGN_IN_NAME:
                return self.tr("Sign-in name")
            case Column.ROLES:
                return self.tr("Roles")
            case Column.STATE:
                return self.tr("State")

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        account = self._accounts[index.row()]
        match Column(index.column()):
            case Column.NAME:
                return account.name
            case Column.SIGN_IN_NAME:
                return account.sign_in_name
            case Column.ROLES:
                return self._roles.names(account.roles)
            case Column.STATE:
                return self._state(account)

    def _state(self, account: Account) -> str:
        if not account.active:
            return self.tr("Not in use any more")
        if not account.has_password:
            return self.tr("No password yet")
        if account.must_change_password:
            return self.tr("Has to change the password")
        return self.tr("In use")
