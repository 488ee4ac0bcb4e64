"""How a state is painted in a table: an icon in its colour, then the word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.listing.row_model import MARK_ROLE, Index
from ui.theme.icons import paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import M, S, part_on
from ui.wording.state_words import StateMark

ICON = 16


class MarkCell(QStyledItemDelegate):
    """Paints the ``StateMark`` of a cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's ground as ever, then icon and word."""
        mark = index.data(MARK_ROLE)
        if not isinstance(mark, StateMark):
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        drawn.icon = QIcon()
        drawn.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget
        )
        rect = option.rect.adjusted(M, 0, -S, -1)  # the hairline is no part of it
        square = QRect(0, 0, ICON, ICON)
        square.moveCenter(rect.center())
        square.moveLeft(rect.left())
        colours = current_colours()
        paint_icon(painter, mark.icon, square, QColor(part_on(colours, mark.ink, "surface")))
        painter.save()
        painter.setFont(drawn.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        room = rect.adjusted(ICON + S, 0, 0, 0)
        text = option.fontMetrics.elidedText(mark.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Room for icon and word."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + ICON + S, size.height())
