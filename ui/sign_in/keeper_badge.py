"""Who is at the locked counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.elided_label import ElidedLabel
from ui.components.icon_label import IconLabel
from ui.sign_in.role_words import RoleWords
from ui.theme.tokens import M, TextRole

if TYPE_CHECKING:
    from app.accounts.account import Account


class KeeperBadge(QWidget):
    """A lock, the officer's name, and that the counter is locked."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles = RoleWords(self)
        self.name = ElidedLabel("", TextRole.SECTION)
        self.state = ElidedLabel("", TextRole.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        lock = IconLabel("lock", side=24, ink="accent", ground="surface")
        row.addWidget(lock, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)

    def show_keeper(self, account: Account) -> None:
        """Show whose counter is locked."""
        self.name.setText(account.name)
        roles = self._roles.names(account.roles)
        self.state.setText(self.tr("The counter is locked · {roles}").format(roles=roles))
