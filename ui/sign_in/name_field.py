"""The field for the sign-in name: typed, or chosen among the counter's officers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.components.text_field import TextField
from ui.sign_in.role_words import RoleWords

if TYPE_CHECKING:
    from app.accounts.account import Account
    from ui.sign_in.account_choices import AccountChoices
    from ui.sign_in.choice_list import ChoiceList


class NameField(TextField):
    """Takes keys before anybody is known. ``over`` is what the list of names may cover.

    The list is made when there are names for it: it would delay the first paint by a tenth.
    """

    entered = Signal()
    """Enter: the name is typed or chosen."""
    picked = Signal()
    """Another name was chosen in the list."""

    def __init__(self, label: str, *, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(label, parent=parent)
        self._roles = RoleWords(self)
        self._over = over
        self._choices: AccountChoices | None = None
        self._list: ChoiceList | None = None
        self.edited.connect(self._on_text_typed)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)

    @property
    def choices(self) -> AccountChoices:
        """The names that can be chosen."""
        if self._choices is None:
            from ui.sign_in.account_choices import (  # noqa: PLC0415 - as the class says
                AccountChoices,
            )

            self._choices = AccountChoices(self)
        return self._choices

    @property
    def list(self) -> ChoiceList:
        """The list of them."""
        if self._list is None:
            from ui.sign_in.choice_list import ChoiceList  # noqa: PLC0415 - as above

            self._list = ChoiceList(self.choices, self._over)
            self._list.picked.connect(self._on_row_picked)
        return self._list

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """These can be chosen from now on."""
        self.choices.set_accounts(accounts)
        if self.text() and self.editor.hasFocus():
            self._on_text_typed(self.text())
        self._tell_who()

    def set_name(self, sign_in_name: str) -> None:
        """Put a sign-in name in."""
        self.set_text(sign_in_name)
        self._hide_list()
        self._tell_who()

    def open_list(self) -> None:
        """Show everybody who can be chosen."""
        self.choices.narrow("")
        self.list.show_under(self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The list's keys; all others are the editor's."""
        if watched is self.editor:
            if event.type() == QEvent.Type.FocusOut:
                self._hide_list()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._take_key(Qt.Key(event.key()))
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
                return self._is_claimed(event)
        return super().eventFilter(watched, event)

    def _hide_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _is_claimed(self, event: QKeyEvent) -> bool:
        """Escape closes the list before it is anybody's shortcut."""
        claimed = self._is_open() and event.key() == Qt.Key.Key_Escape
        if claimed:
            event.accept()
        return claimed

    def _take_key(self, key: Qt.Key) -> bool:
        """Whether the key was the list's."""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._pick_current()
            if key != Qt.Key.Key_Tab:
                self.entered.emit()
            return key != Qt.Key.Key_Tab
        if not self._is_open():
            if key == Qt.Key.Key_Down:
                self.open_list()
            return key == Qt.Key.Key_Down
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.list.hide()
        return key == Qt.Key.Key_Escape

    def _pick_current(self) -> None:
        if self._is_open() and self.list.currentIndex().isValid():
            self.set_name(self.choices.account(self.list.currentIndex().row()).sign_in_name)

    def _tell_who(self) -> None:
        account = None if self._choices is None else self._choices.exact(self.text())
        if account is None:
            self.set_hint("")
        else:
            self.set_hint(f"{account.name} · {self._roles.names(account.roles)}")

    def _on_text_typed(self, text: str) -> None:
        self._tell_who()
        if self._choices is not None:
            self._choices.narrow(text)
            self.list.show_under(self.editor)

    def _on_row_picked(self, row: int) -> None:
        self.set_name(self.choices.account(row).sign_in_name)
        self.picked.emit()
        self.entered.emit()
