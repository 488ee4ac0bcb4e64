"""The papers as a table that is worked by keys: Space ticks, digits count, arrows move."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.reception.painted_type import painted_font
from ui.reception.paper_cell import PaperCell
from ui.reception.papers_model import COUNT_COLUMNS, PaperColumn, PapersModel
from ui.theme.palette import current_colours
from ui.theme.tokens import L, TextRole, text_on

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITS_TOGETHER_S = 1.2
"""Digits typed within this time make one number."""

HEADER_HEIGHT = 32
LEAST_HEIGHT = 112
_WIDTHS = {
    PaperColumn.ORIGINALS: 80,
    PaperColumn.CERTIFIED: 92,
    PaperColumn.PHOTOS: 62,
}


class PapersTable(QTableView):
    """Enter and Tab leave it. A look-up has its outcome where other rows have their counts."""

    def __init__(
        self,
        model: PapersModel,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._papers = model
        self._monotonic = monotonic
        self._digits = ""
        self._digits_at = 0.0
        self._build()
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._fit_rows)
        self._on_model_reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space, digits, + and −, arrows; everything else is for the page."""
        key, index = event.key(), self.currentIndex()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
        elif not index.isValid():
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self._press(index)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._move_aside(index, 1 if key == Qt.Key.Key_Right else -1)
        elif event.text().isascii() and event.text().isdigit():
            self._type_digit(index, event.text())
        elif event.text() in {"+", "=", "-"}:
            self._step(index, -1 if event.text() == "-" else 1)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._set_count(index, 0)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a row ticks it, on an outcome shows the next, on a count goes there."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            column = PaperColumn(index.column())
            if column not in COUNT_COLUMNS or self._papers.looks_up(index.row()):
                self._press(index)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Names wrap anew."""
        super().resizeEvent(event)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rows()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Before a procedure is chosen, say what will stand here."""
        super().paintEvent(event)
        if self._papers.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(painted_font(self, TextRole.MUTED))
        painter.setPen(QColor(text_on(current_colours(), "muted", "surface")))
        room = self.viewport().rect().adjusted(L, L, -L, -L)
        where = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(room, where, self.tr("The papers are listed once a procedure is chosen"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It takes what the form leaves, and scrolls."""
        return QSize(super().sizeHint().width(), LEAST_HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """There is always a current cell to work on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._papers.rowCount():
            self.setCurrentIndex(self._papers.index(0, PaperColumn.NAME))

    def _build(self) -> None:
        self.setModel(self._papers)
        self.setItemDelegate(PaperCell(self._papers, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setProperty("tight", "true")
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(HEADER_HEIGHT)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(PaperColumn.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.sectionResized.connect(self._fit_rows)
        self.setAccessibleName(self.tr("Papers"))

    def _on_model_reset(self) -> None:
        self.clearSpans()
        for row in range(self._papers.rowCount()):
            if not self._papers.counts(row):
                self.setSpan(row, PaperColumn.ORIGINALS, 1, len(COUNT_COLUMNS))
        self._fit_rows()

    def _fit_rows(self) -> None:
        self._digits = self._digits if self.hasFocus() else ""
        self.resizeRowsToContents()

    def _press(self, index: QModelIndex) -> None:
        self._digits = ""
        row = index.row()
        given = self._papers.line(row).given
        if self._papers.looks_up(row) and index.column() in COUNT_COLUMNS and given:
            self._papers.next_outcome(row)
        else:
            self._papers.toggle(row)

    def _move_aside(self, index: QModelIndex, by: int) -> None:
        """Between the name, the counts that can be typed, and the outcome."""
        self._digits = ""
        row = index.row()
        stops = [PaperColumn.NAME]
        if self._papers.counts(row):
            stops += COUNT_COLUMNS
        elif self._papers.looks_up(row):
            stops.append(PaperColumn.ORIGINALS)
        at = stops.index(PaperColumn(index.column())) if index.column() in stops else 0
        self.setCurrentIndex(self._papers.index(row, stops[max(0, min(at + by, len(stops) - 1))]))

    def _type_digit(self, index: QModelIndex, digit: str) -> None:
        now = self._monotonic()
        together = now - self._digits_at < DIGITS_TOGETHER_S
        before = self._digits if together and self._counted(index) == index else ""
        self._set_count(index, int(before + digit))
        self._digits, self._digits_at = before + digit, now

    def _step(self, index: QModelIndex, by: int) -> None:
        counted = self._counted(index)
        if counted is not None:
            self._set_count(index, self._papers.count(counted.row(), counted.column()) + by)

    def _set_count(self, index: QModelIndex, sheets: int) -> None:
        counted = self._counted(index)
        if counted is None:
            return
        self._digits = ""
        self.setCurrentIndex(counted)
        self._papers.set_count(counted.row(), counted.column(), sheets)

    def _counted(self, index: QModelIndex) -> QModelIndex | None:
        """The cell whose sheets are meant: the current one, or the row's usual kind."""
        row = index.row()
        if not self._papers.counts(row):
            return None
        if index.column() in COUNT_COLUMNS:
            return index
        return self._papers.index(row, self._papers.usual_column(row))
