"""How a procedure looks in the list of matches: its name, and under it code, field, time limit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.reception.painted_type import painted_font
from ui.reception.procedure_model import ProcedureModel
from ui.theme.palette import current_colours
from ui.theme.tokens import M, S, TextRole, colour, text_on


class ProcedureRow(QStyledItemDelegate):
    """Two lines; the name is cut where it is longer than the row."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for both lines."""
        del index
        line = option.fontMetrics.height()
        return QSize(0, 2 * line + 2 * S)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, name, detail."""
        state = option.state
        rect: QRect = option.rect
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "selected" if selected else "hover" if hovered else "surface"
        colours = current_colours()
        painter.save()
        painter.fillRect(rect, QColor(colour(colours, ground)))
        inner = rect.adjusted(M, S, -M, -S)
        lines = (
            (
                index.data(Qt.ItemDataRole.DisplayRole),
                painted_font(self._view, TextRole.BODY),
                "text",
            ),
            (
                index.data(ProcedureModel.DETAIL_ROLE),
                painted_font(self._view, TextRole.CAPTION),
                "muted",
            ),
        )
        half = inner.height() // 2
        for number, (text, face, ink) in enumerate(lines):
            painter.setFont(face)
            painter.setPen(QColor(text_on(colours, ink, ground)))
            line = QRect(inner.left(), inner.top() + number * half, inner.width(), half)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()
