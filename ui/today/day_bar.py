"""Above a day's list: which day, how many, and the field that filters."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.text_label import TextLabel
from ui.theme.icons import icon
from ui.theme.tokens import XS, S, TextRole
from ui.today.day_row import Sums
from ui.wording.day_words import DayWords

_FILTER_WIDTH = 300


class FilterField(QLineEdit):
    """Esc empties it, Down goes to the list."""

    left = Signal()
    """Down, Enter, or Esc in the empty field: the list wants the keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The three keys that a line editor does not use."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DayBar(QWidget):
    """The day as a title with steps beside it, the sums under it, the filter at the right."""

    day_stepped = Signal(int)
    """A step was pressed; payload: days, -1 or 1."""
    today_chosen = Signal()
    filter_edited = Signal(str)
    """The filter's text."""
    filter_left = Signal()
    """The list wants the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)
        self._build()
        self.filter.textEdited.connect(self.filter_edited)
        self.filter.left.connect(self.filter_left)
        self._before.clicked.connect(lambda: self.day_stepped.emit(-1))
        self._after.clicked.connect(lambda: self.day_stepped.emit(1))
        self._back.clicked.connect(self.today_chosen.emit)

    def show_day(self, day: date, today: date) -> None:
        """Another day; later ones than today have no dossiers."""
        self._title.setText(self._days.heading(day, today))
        self._after.setEnabled(day < today)
        self._back.setVisible(day != today)

    def show_sums(self, sums: Sums, shown: int) -> None:
        """What there is; ``shown`` of them pass the filter."""
        parts = [self._dossiers(sums, shown)]
        if sums.without_code:
            parts.append(self.tr("{count} wait for their code").format(count=sums.without_code))
        if sums.waiting:
            parts.append(self.tr("{count} wait to be sent").format(count=sums.waiting))
        if sums.set_aside:
            parts.append(self.tr("{count} to be settled").format(count=sums.set_aside))
        self._sums.setText(" · ".join(parts))

    def show_reading(self) -> None:
        """The day is being read for the first time."""
        self._sums.setText(self.tr("Reading …"))

    def title(self) -> str:
        """The day as it is shown."""
        return self._title.text()

    def sums(self) -> str:
        """The line of sums as it is shown."""
        return self._sums.text()

    def _dossiers(self, sums: Sums, shown: int) -> str:
        if shown != sums.dossiers:
            return self.tr("{shown} of {count} dossiers").format(shown=shown, count=sums.dossiers)
        if sums.dossiers == 1:
            return self.tr("1 dossier")
        return self.tr("{count} dossiers").format(count=sums.dossiers)

    def _build(self) -> None:
        self._title = TextLabel("", TextRole.TITLE, wrap=False)
        self._sums = TextLabel("", TextRole.MUTED, wrap=False)
        self._before = self._step("chevron-left", self.tr("Previous day"), "←")
        self._after = self._step("chevron-right", self.tr("Next day"), "→")
        self._back = Button(self.tr("Today"), ButtonKind.QUIET)
        self.filter = FilterField()
        self.filter.setPlaceholderText(self.tr("Filter this day"))
        self.filter.setAccessibleName(self.tr("Filter this day"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        head = QHBoxLayout()
        head.setSpacing(XS)
        head.addWidget(self._title)
        head.addSpacing(S)
        head.addWidget(self._before)
        head.addWidget(self._after)
        head.addWidget(self._back)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addLayout(head)
        words.addWidget(self._sums)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignBottom)

    def _step(self, name: str, text: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key})")
        return button
