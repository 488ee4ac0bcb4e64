"""How a row of the command palette is painted: icon, title, what it is, key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.shell.command import Command
from ui.shell.command_model import COMMAND_ROLE
from ui.theme.icons import SIZE, paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, XS, M, S, part_on, text_on

_HEIGHT = 40


class CommandRow(QStyledItemDelegate):
    """The title gets the room that detail and key leave."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        del index
        return QSize(0, max(_HEIGHT, option.fontMetrics.height() + 2 * S))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        command = index.data(COMMAND_ROLE)
        if not isinstance(command, Command):
            return
        colours = current_colours()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selected" if selected else "surface"
        rect = option.rect.adjusted(XS, 1, -XS, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, ground)))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        icon = QRect(rect.left() + S, rect.center().y() - SIZE // 2 + 1, SIZE, SIZE)
        paint_icon(painter, command.icon, icon, QColor(text_on(colours, "muted", ground)))
        right = self._paint_key(painter, option, rect, command.key)
        left = icon.right() + M
        detail = command.detail
        width = option.fontMetrics.horizontalAdvance(detail)
        if detail:
            room = QRect(right - width, rect.top(), width, rect.height())
            painter.setFont(option.font)
            painter.setPen(QColor(text_on(colours, "muted", ground)))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, detail)
            right -= width + M
        room = QRect(left, rect.top(), right - left, rect.height())
        painter.setFont(option.font)
        painter.setPen(QColor(text_on(colours, "text", ground)))
        shown = option.fontMetrics.elidedText(
            command.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_key(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, key: str
    ) -> int:
        """Paint the key at the right; returns how far the rest may go."""
        right = rect.right() - S
        if not key:
            return right
        colours = current_colours()
        font = QFont(option.font)
        font.setPixelSize(max(1, round(font.pixelSize() * 12 / 14)))
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(key) + 2 * XS + 2, metrics.height() + 2
        box = QRectF(right - width, rect.center().y() - height / 2 + 0.5, width, height)
        painter.setPen(QColor(part_on(colours, "border", "sunken")))
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(box, XS, XS)
        painter.setFont(font)
        painter.setPen(QColor(text_on(colours, "muted", "sunken")))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return round(box.left()) - M
