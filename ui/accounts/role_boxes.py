"""The roles of an account, to tick."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.accounts.roles import Role
from ui.components.text_label import TextLabel
from ui.sign_in.role_words import RoleWords
from ui.theme.tokens import XL, XS, TextRole


class RoleBoxes(QWidget):
    """A box a role, with what it is for."""

    changed = Signal()
    """A box was ticked or cleared by hand."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = RoleWords(self)
        self.boxes: dict[Role, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for role in Role:
            box = QCheckBox(words.name(role))
            box.setAccessibleDescription(words.duty(role))
            box.clicked.connect(self._on_box_clicked)
            self.boxes[role] = box
            duty = TextLabel(words.duty(role), TextRole.CAPTION)
            duty.setContentsMargins(XL + 7, 0, 0, XS)
            column.addWidget(box)
            column.addWidget(duty)

    def roles(self) -> frozenset[Role]:
        """The ticked ones."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def show_roles(self, roles: Iterable[Role]) -> None:
        """Tick these."""
        held = frozenset(roles)
        for role, box in self.boxes.items():
            box.setChecked(role in held)

    def _on_box_clicked(self) -> None:
        self.changed.emit()
