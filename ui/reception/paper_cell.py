"""How a cell of the papers looks: tick and wrapped name with its condition, counts in boxes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
)

from ui.reception.painted_type import painted_font
from ui.reception.papers_model import COUNT_COLUMNS, PaperColumn, PapersModel
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, RING, XS, Colours, S, TextRole, colour, part_on, text_on

TICK = 18
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_Index = QModelIndex | QPersistentModelIndex


class PaperCell(QStyledItemDelegate):
    """Paints the rows of ``table``; the current cell has the focus ring."""

    def __init__(self, papers: PapersModel, table: QTableView) -> None:
        super().__init__(table)
        self._papers = papers
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """A name takes as many lines as it needs at the column's width."""
        del option
        width = self._table.columnWidth(index.column())
        if index.column() != PaperColumn.NAME:
            return QSize(
                width, QFontMetrics(painted_font(self._table, TextRole.BODY)).height() + 2 * S
            )
        name, condition = self._heights(width - self._text_indent() - S, index)
        return QSize(width, max(name + condition + 2 * S - 4, 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground and hairline, content, ring."""
        rect: QRect = option.rect
        colours = current_colours()
        current = self._table.currentIndex()
        focused = self._table.hasFocus()
        ground = "selected" if focused and current.row() == index.row() else "surface"
        painter.save()
        painter.fillRect(rect, QColor(colour(colours, ground)))
        if index.row() < self._papers.rowCount() - 1:
            painter.setPen(QColor(colours.hairline))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = PaperColumn(index.column())
        if column is PaperColumn.NAME:
            self._paint_name(painter, rect, index, colours, ground)
        elif column in COUNT_COLUMNS and self._papers.counts(index.row()):
            self._paint_count(painter, rect, index, colours, ground)
        else:
            self._paint_text(painter, rect, index, colours, ground)
        if focused and current.row() == index.row() and current.column() == index.column():
            _ring(painter, rect, QColor(part_on(colours, "focus", ground)))
        painter.restore()

    def _paint_name(
        self, painter: QPainter, rect: QRect, index: _Index, colours: Colours, ground: str
    ) -> None:
        given = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box = QStyleOptionButton()
        box.rect = QRect(rect.left() + S, rect.top() + S - 1, TICK, TICK)
        box.palette = QPalette(self._table.palette())
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if given else QStyle.StateFlag.State_Off
        )
        self._table.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, self._table
        )
        left = rect.left() + self._text_indent()
        width = rect.right() - S - left
        name, condition = self._heights(width, index)
        painter.setFont(painted_font(self._table, TextRole.BODY))
        painter.setPen(QColor(text_on(colours, "text" if given else "muted", ground)))
        top = rect.top() + S - 2
        painter.drawText(QRect(left, top, width, name), _WRAP, index.data())
        if condition:
            painter.setFont(painted_font(self._table, TextRole.CAPTION))
            painter.setPen(QColor(text_on(colours, "muted", ground)))
            painter.drawText(
                QRect(left, top + name, width, condition),
                _WRAP,
                index.data(PapersModel.CONDITION_ROLE),
            )

    def _paint_count(
        self, painter: QPainter, rect: QRect, index: _Index, colours: Colours, ground: str
    ) -> None:
        count = index.data()
        box = QRect(0, 0, min(44, rect.width() - 2 * S), 24)
        box.moveCenter(QRect(rect.left(), rect.top(), rect.width(), 34).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.border if count else colours.hairline))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, XS, XS)
        painter.setPen(QColor(text_on(colours, "text", ground)))
        painter.setFont(painted_font(self._table, TextRole.STRONG))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, count)

    def _paint_text(
        self, painter: QPainter, rect: QRect, index: _Index, colours: Colours, ground: str
    ) -> None:
        painter.setFont(painted_font(self._table, TextRole.MUTED))
        painter.setPen(QColor(text_on(colours, "muted", ground)))
        inner = QRect(rect.left() + S, rect.top(), rect.width() - 2 * S, 34)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, align, index.data() or "")

    def _text_indent(self) -> int:
        return S + TICK + S

    def _heights(self, width: int, index: _Index) -> tuple[int, int]:
        """How high the name and its condition are at ``width`` px."""
        room = QRect(0, 0, max(width, 40), 10_000)
        name = (
            QFontMetrics(painted_font(self._table, TextRole.BODY))
            .boundingRect(room, _WRAP, index.data())
            .height()
        )
        condition = index.data(PapersModel.CONDITION_ROLE)
        if not condition:
            return name, 0
        small = QFontMetrics(painted_font(self._table, TextRole.CAPTION))
        return name, small.boundingRect(room, _WRAP, condition).height()


def _ring(painter: QPainter, rect: QRect, ink: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = painter.pen()
    pen.setColor(ink)
    pen.setWidth(RING)
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), RADIUS - 2, RADIUS - 2)
