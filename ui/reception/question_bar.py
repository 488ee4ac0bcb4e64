"""A question that stands in the view, answered by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, S, TextRole


class Answer(NamedTuple):
    """An answer, and what follows from it."""

    text: str
    act: Callable[[], object]
    kind: ButtonKind = ButtonKind.SECONDARY


class QuestionBar(QFrame):
    """The answers have the keys 1, 2, …; the first one has the focus, so Enter gives it.

    Esc leaves all as it is. The focus then goes back to where it was.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("notice", "warning")
        self._asked = ""
        self._back: QWidget | None = None
        self._buttons: list[Button] = []
        self._title = TextLabel("", TextRole.STRONG)
        self._text = TextLabel("", TextRole.BODY)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(S)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(self._answers)
        self.hide()

    @property
    def asked(self) -> str:
        """The name of the question that is asked; empty where none is."""
        return self._asked

    def ask(self, name: str, title: str, text: str, answers: Sequence[Answer]) -> None:
        """Ask; a question that was open is taken back."""
        focused = QApplication.focusWidget()
        if not self._asked:
            self._back = focused
        self._asked = name
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._show_answers(answers)
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self, name: str = "") -> None:
        """The question (of this name) is no longer one."""
        if not self._asked or (name and name != self._asked):
            return
        self._asked = ""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        back, self._back = self._back, None
        if had_focus and back is not None and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits answer, arrows move, Esc leaves it."""
        key = event.key()
        number = key - Qt.Key.Key_1
        if 0 <= number < len(self._buttons):
            self._buttons[number].click()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._move(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell screen readers."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _show_answers(self, answers: Sequence[Answer]) -> None:
        for button in self._buttons:
            self._answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        while self._answers.count():
            self._answers.takeAt(0)
        self._buttons = []
        for number, answer in enumerate(answers, start=1):
            button = Button(answer.text, answer.kind, key=str(number))
            button.clicked.connect(lambda _=False, act=answer.act: self._on_answer_given(act))
            self._answers.addWidget(button)
            self._buttons.append(button)
        self._answers.addStretch(1)

    def _on_answer_given(self, act: Callable[[], object]) -> None:
        self.take_back()
        act()

    def _move(self, by: int) -> None:
        focused = [button.hasFocus() for button in self._buttons]
        at = focused.index(True) if True in focused else 0
        self._buttons[(at + by) % len(self._buttons)].setFocus()
