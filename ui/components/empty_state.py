"""What stands where a list would be, while there is nothing in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.theme.tokens import XL, S, TextRole


class EmptyState(QWidget):
    """Icon, a line that says what is not there, a text that says what to do, perhaps an action."""

    acted = Signal()
    """The action was pressed."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(S)
        column.addStretch(1)
        column.addWidget(IconLabel(icon, side=32), 0, centre)
        self._title = TextLabel(title, TextRole.STRONG)
        self._title.setAlignment(centre)
        column.addWidget(self._title)
        self._text = TextLabel(text, TextRole.MUTED)
        self._text.setAlignment(centre)
        column.addWidget(self._text)
        self._text.setVisible(bool(text))
        if action:
            button = Button(action, ButtonKind.SECONDARY)
            button.clicked.connect(self._on_action_clicked)
            column.addSpacing(S)
            column.addWidget(button, 0, centre)
        column.addStretch(1)

    def _on_action_clicked(self) -> None:
        self.acted.emit()

    def set_message(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
