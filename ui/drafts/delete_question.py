"""Asks in the page whether a draft is to be thrown away; no dialog, the list stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.elided_label import ElidedLabel
from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, S, TextRole


class DeleteQuestion(QFrame):
    """Keeping is at hand: it has the focus, and Esc means it."""

    answered = Signal(bool)
    """Payload: whether to throw it away. The question has hidden itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("notice", "warning")
        self._build()
        self._keep.clicked.connect(lambda: self._answer(delete=False))
        self._delete.clicked.connect(lambda: self._answer(delete=True))
        self.hide()

    def ask(self, question: str, procedure: str) -> None:
        """Ask about the draft of this procedure."""
        self._title.setText(question)
        self._procedure.setText(procedure)
        self.show()
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc keeps; Delete once more, or Left and Right between the two, is no answer."""
        if event.key() == Qt.Key.Key_Escape:
            self._answer(delete=False)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._title = TextLabel("", TextRole.STRONG)
        self._procedure = ElidedLabel("", TextRole.BODY)
        text = TextLabel(self.tr("What was typed can't be brought back."), TextRole.BODY)
        self._keep = Button(self.tr("Keep it"), ButtonKind.SECONDARY, key="Esc")
        self._delete = Button(self.tr("Throw it away"), ButtonKind.DANGER, icon="trash-2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._procedure)
        words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, M, M, M)
        row.setSpacing(S)
        icon = IconLabel("triangle-alert", ink="warning", ground="warning_soft")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._keep)
        row.addWidget(self._delete)

    def _answer(self, *, delete: bool) -> None:
        self.hide()
        self.answered.emit(delete)
