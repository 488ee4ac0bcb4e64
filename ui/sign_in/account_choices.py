"""The accounts that can be chosen by typing, as a list model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.catalogue.folding import fold

if TYPE_CHECKING:
    from app.accounts.account import Account

SIGN_IN_NAME = Qt.ItemDataRole.UserRole


class AccountChoices(QAbstractListModel):
    """Those whose name begins as the typed text, without case and tone marks; in any word."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Account] = []
        self._shown: list[Account] = []

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer these."""
        self._all = sorted(accounts, key=lambda each: fold(_given_name_first(each.name)))
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show those that ``text`` may mean, an exact sign-in name first; "" shows all."""
        typed = fold(text.strip())
        self.beginResetModel()
        found = [account for account in self._all if _is_meant(account, typed)]
        self._shown = sorted(found, key=lambda account: account.sign_in_name != typed)
        self.endResetModel()

    def account(self, row: int) -> Account:
        """The account of a row."""
        return self._shown[row]

    def known(self) -> list[Account]:
        """All that were offered."""
        return self._all

    def exact(self, text: str) -> Account | None:
        """The account with this sign-in name."""
        typed = fold(text.strip())
        return next((one for one in self._all if one.sign_in_name == typed), None)

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - Qt's way
    ) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The person's name, and the sign-in name."""
        account = self._shown[index.row()]
        if role == SIGN_IN_NAME:
            return account.sign_in_name
        if role == Qt.ItemDataRole.DisplayRole:
            return account.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{account.name}, {account.sign_in_name}"
        return None


def _given_name_first(name: str) -> str:
    """People are looked for by their given name, which stands last."""
    words = name.split()
    return " ".join([*words[-1:], *words[:-1]])


def _is_meant(account: Account, typed: str) -> bool:
    if account.sign_in_name.startswith(typed):
        return True
    words = fold(account.name).split()
    return all(any(word.startswith(part) for word in words) for part in typed.split())
