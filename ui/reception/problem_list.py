"""What is still wrong or missing, under the button; each line leads to its field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.components.elided_label import ElidedLabel
from ui.components.restyle import set_style_property
from ui.theme.icons import icon
from ui.theme.tokens import XS, TextRole

SHOWN = 3


class ListedProblem(NamedTuple):
    """A problem as it is listed. ``pressing``: wrong, or missed when it was to be received."""

    field: str
    text: str
    pressing: bool


class ProblemList(QWidget):
    """The first few; how many more there are is said."""

    problem_chosen = Signal(str)
    """The field of the problem that the officer wants to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [self._line() for _ in range(SHOWN)]
        self._fields = [""] * SHOWN
        self._more = ElidedLabel("", TextRole.CAPTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, line in enumerate(self._lines):
            line.clicked.connect(lambda _=False, number=number: self._on_line_clicked(number))
            column.addWidget(line)
        column.addSpacing(XS)
        column.addWidget(self._more)
        self.show_problems(())

    def show_problems(self, problems: Sequence[ListedProblem]) -> None:
        """List them in the order of the form."""
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(problems))
            if number < len(problems):
                self._show_line(number, problems[number])
        rest = len(problems) - SHOWN
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("and {count} more").format(count=rest))

    def texts(self) -> list[str]:
        """What is listed now."""
        return [line.text() for line in self._lines if line.isVisibleTo(self)]

    def _show_line(self, number: int, problem: ListedProblem) -> None:
        line = self._lines[number]
        self._fields[number] = problem.field
        line.setText(problem.text)
        line.setToolTip(problem.text)
        line.setAccessibleName(problem.text)
        line.setIcon(icon("circle-alert" if problem.pressing else "minus"))
        set_style_property(line, "tone", "danger" if problem.pressing else "muted")

    def _line(self) -> QToolButton:
        line = QToolButton()
        line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line.setIconSize(QSize(18, 16))  # with a gap before the text: Qt has none
        line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return line

    def _on_line_clicked(self, number: int) -> None:
        self.problem_chosen.emit(self._fields[number])
