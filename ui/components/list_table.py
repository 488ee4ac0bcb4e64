"""A list of rows with columns, for reading and choosing."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.theme.tokens import S


class ListTable(QTableView):
    """Whole rows, one at a time; Enter or a double click opens one, Tab leaves the list."""

    row_activated = Signal(int)
    """Enter or a double click; payload: the row in the model that the table shows."""

    def __init__(self, model: QAbstractItemModel, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_WholeTextTip(self))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(False)
        self.doubleClicked.connect(self._on_double_clicked)
        self._fit_rows()

    def current_row(self) -> int:
        """The row that is chosen; -1 where none is."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.row_activated.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rows()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * S + 4)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.row())


class _WholeTextTip(QStyledItemDelegate):
    """Shows the whole text of a cell that was cut as its tool tip."""

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A tip for a cut text; else what the model gives."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        given = index.data(Qt.ItemDataRole.ToolTipRole)
        room = view.visualRect(index).width()
        if not given and isinstance(text, str) and self.sizeHint(option, index).width() > room:
            # As rich text, so that a name with a tag in it is not read as one.
            QToolTip.showText(event.globalPos(), f"<qt>{escape(text)}</qt>", view)
            return True
        return super().helpEvent(event, view, option, index)
