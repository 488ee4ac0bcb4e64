"""A table over a ``RowModel``: the chosen row stays chosen whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ui.components.list_table import ListTable
from ui.listing.mark_cell import ICON, MarkCell
from ui.listing.row_model import RowModel
from ui.theme.tokens import M, S

LONG_NAME = "Nguyễn Phương Hoàng Uyên Khuê"
"""A name takes so much of a wide screen; the rest is for what is longer."""


@dataclass(frozen=True, slots=True)
class Column:
    """How wide a column is: as ``sample`` needs, or a ``share`` of what the others leave.

    With both, the sample is the most it takes. ``mark``: it shows a state. What is wider than its
    column is cut with an ellipsis.
    """

    sample: str = ""
    share: int = 0
    mark: bool = False


class RowTable(ListTable):
    """Chosen is what the officer reached by arrow or click; coming by Tab chooses the first row."""

    key_activated = Signal(str)
    """Enter or a double click; payload: the row's key."""
    key_chosen = Signal(str)
    """Another row is the current one; payload: its key, "" for none."""

    _columns: Sequence[Column] = ()  # while the base class is being built

    def __init__(
        self, model: RowModel[Any], columns: Sequence[Column], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent=parent)
        self._rows = model
        self._columns = columns
        self._before = ""
        self._scrolled = 0
        for number, column in enumerate(columns):
            if column.mark:
                self.setItemDelegateForColumn(number, MarkCell(self))
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setMinimumSectionSize(48)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        self.row_activated.connect(lambda row: self.key_activated.emit(model.key_at(row)))
        self.selectionModel().currentRowChanged.connect(
            lambda index, _: self.key_chosen.emit(model.key_at(index.row()))
        )
        self._fit_columns()

    def chosen_key(self) -> str:
        """The key of the current row; "" for none."""
        return self._rows.key_at(self.currentIndex().row())

    def choose(self, key: str) -> None:
        """Make the row with this key the current one, if there is one."""
        number = self._rows.number_of(key)
        if number >= 0:
            self.selectRow(number)
            self.scrollTo(self._rows.index(number, 0))

    def fit_height(self, most: int) -> None:
        """Be as high as the rows need, one at least and ``most`` at most."""
        rows = min(max(self._rows.rowCount(), 1), most)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self.verticalHeader().defaultSectionSize() * rows + 4)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys are for the list now: there is a row for them."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.selectRow(0)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the first and the last row: there are no cells to go through."""
        last = self._rows.rowCount() - 1
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._rows.index(min(0, last), 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self._rows.index(last, 0)
        return super().moveCursor(action, held)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Columns grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is left is shared anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        least = self.horizontalHeader().minimumSectionSize()
        needed = [self._needed(number) for number in range(len(self._columns))]
        left = self.viewport().width() - sum(
            width for width, column in zip(needed, self._columns, strict=True) if not column.share
        )
        shares = sum(column.share for column in self._columns)
        # Those with a most take theirs first; what they leave is for the others.
        for number in sorted(range(len(needed)), key=lambda one: not self._columns[one].sample):
            column = self._columns[number]
            if column.share:
                width = left * column.share // shares
                if column.sample:
                    width = min(width, needed[number])
                left, shares = left - width, shares - column.share
                needed[number] = max(width, least)
            self.setColumnWidth(number, needed[number])

    def _needed(self, number: int) -> int:
        """The width of a column's sample or title, the wider one, in px."""
        column = self._columns[number]
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(self._rows.titles()[number])
        sample = self.fontMetrics().horizontalAdvance(column.sample)
        return 2 * M + 2 + max(sample + (ICON + S if column.mark else 0), title)

    def _on_model_about_to_be_reset(self) -> None:
        self._before = self.chosen_key()
        self._scrolled = self.verticalScrollBar().value()

    def _on_model_reset(self) -> None:
        number = self._rows.number_of(self._before)
        if number < 0 and self.hasFocus() and self._rows.rowCount():
            number = 0
        if number >= 0:
            self.selectRow(number)
            self.verticalScrollBar().setValue(self._scrolled)
            self.scrollTo(self._rows.index(number, 0))
