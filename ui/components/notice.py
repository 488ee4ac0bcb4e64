"""A message that stands in the view: what happened, and what can be done."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.icon_button import IconButton
from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.theme.tokens import XS, M, S, TextRole


class NoticeKind(StrEnum):
    """How serious it is."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


_ICONS = {
    NoticeKind.INFO: "info",
    NoticeKind.SUCCESS: "circle-check",
    NoticeKind.WARNING: "triangle-alert",
    NoticeKind.DANGER: "circle-alert",
}


class Notice(QFrame):
    """Icon, title, text, perhaps an action and a cross. Screen readers hear it when it appears."""

    acted = Signal()
    """The action was pressed."""
    closed = Signal()
    """The cross was pressed; the notice has hidden itself."""

    def __init__(
        self,
        kind: NoticeKind,
        title: str,
        text: str = "",
        *,
        action: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("notice", kind.value)
        self._kind = kind
        self._build(action, closable=closable)
        self.set_message(title, text)

    def set_message(self, title: str, text: str = "") -> None:
        """Say something else, of the same kind."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._place_sign(one_line=not text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell screen readers."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _build(self, action: str, *, closable: bool) -> None:
        ground = f"{self._kind}_soft"
        self._title = TextLabel("", TextRole.STRONG)
        self._text = TextLabel("", TextRole.BODY)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(M)
        top = Qt.AlignmentFlag.AlignTop
        self._sign = IconLabel(
            _ICONS[self._kind], ink=self._kind, ground=ground, line_of=TextRole.STRONG
        )
        row.addWidget(self._sign, 0, top)
        row.addLayout(words, 1)
        if action:
            button = Button(action, ButtonKind.SECONDARY)
            button.clicked.connect(self._on_action_clicked)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            row.addWidget(self._cross(), 0, top)
            row.setContentsMargins(M, S, XS, S)

    def _place_sign(self, *, one_line: bool) -> None:
        """Beside the title, also where a button makes the row higher than the title."""
        row = self.layout()
        assert row is not None
        flag = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        row.setAlignment(self._sign, flag)

    def _cross(self) -> IconButton:
        cross = IconButton("x", self.tr("Close"), side=16)
        cross.clicked.connect(self._on_cross_clicked)
        return cross

    def _on_action_clicked(self) -> None:
        self.acted.emit()

    def _on_cross_clicked(self) -> None:
        self.hide()
        self.closed.emit()
