"""After the test page: is it as it has to be?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.text_label import TextLabel
from ui.theme.tokens import S, TextRole


class TrialQuestion(QWidget):
    """A question, what to do if not, and the two answers."""

    confirmed = Signal()
    """The page came out, and its ruler is as long as it says."""
    refused = Signal()
    """It did not, or not so."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = TextLabel("", TextRole.STRONG)
        self._advice = TextLabel("", TextRole.MUTED)
        self.yes = Button(self.tr("Yes, it is right"), ButtonKind.SECONDARY, icon="check")
        self.no = Button(self.tr("Not yet"), ButtonKind.QUIET)
        answers = QHBoxLayout()
        answers.setSpacing(S)
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._question)
        column.addWidget(self._advice)
        column.addLayout(answers)
        self.yes.clicked.connect(self._on_yes_clicked)
        self.no.clicked.connect(self._on_no_clicked)

    def ask(self, *, folder: str = "", narrow: bool = False) -> None:
        """Ask about a sheet of paper, about narrow paper, or about a file in ``folder``."""
        if folder:
            self._question.setText(self.tr("Is the test page in the folder?"))
            self._advice.setText(folder)
        elif narrow:
            self._question.setText(
                self.tr("Did it come out, and is its ruler exactly as long as it says?")
            )
            self._advice.setText(self.tr("Lay a ruler on it, and look at the bars."))
        else:
            self._question.setText(
                self.tr("Did the page come out, and is its ruler exactly 100 mm long?")
            )
            self._advice.setText(self.tr("Lay a ruler on it, and scan its two codes."))
        self._answer(open_=True)
        self.yes.setFocus()

    def _answer(self, *, open_: bool) -> None:
        self.yes.setVisible(open_)
        self.no.setVisible(open_)

    def _on_yes_clicked(self) -> None:
        self.confirmed.emit()

    def _on_no_clicked(self) -> None:
        self._question.setText(self.tr("Then look at the printer"))
        self._advice.setText(
            self.tr(
                "Nothing came out: is it switched on, has it paper, is it the right one? The ruler"
                " is shorter: choose a scale of 100 % and A4 in the printer's settings, without"
                " “fit to page”. Then print the page again."
            )
        )
        self._answer(open_=False)
        self.refused.emit()
