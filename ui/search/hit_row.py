"""How a found dossier is painted: name and time, under it code and procedure, its state's icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.listing.row_model import Index
from ui.search.highlight import spans
from ui.search.hit_model import ROW_ROLE, HitRow
from ui.theme.icons import SIZE, paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, XS, M, S, part_on, text_on


class HitRowPainter(QStyledItemDelegate):
    """Two lines; what was typed stands out by colour and weight."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Two lines of text."""
        del index
        return QSize(0, 2 * option.fontMetrics.height() + 2 * S + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, HitRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selected" if selected else "surface"
        colours = current_colours()
        box = option.rect.adjusted(XS, 1, -XS, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, ground)))
        painter.drawRoundedRect(QRectF(box), RADIUS, RADIUS)
        line = option.fontMetrics.height()
        top = box.top() + (box.height() - 2 * line) // 2
        square = QRect(box.left() + S, box.center().y() - SIZE // 2, SIZE, SIZE)
        # The icon's colours are proved on the surface; a selection is hardly darker.
        paint_icon(painter, row.icon, square, QColor(part_on(colours, row.ink, "surface")))
        left, right = square.right() + M, box.right() - M
        muted = QColor(text_on(colours, "muted", ground))
        width = option.fontMetrics.horizontalAdvance(row.right)
        painter.setFont(option.font)
        painter.setPen(muted)
        painter.drawText(QRect(right - width, top, width, line), 0, row.right)
        ink = QColor(text_on(colours, "text", ground))
        marked = QColor(text_on(colours, "accent", ground))
        room = QRect(left, top, right - left - width - M, line)
        _draw(painter, room, row.title, row.words, font=option.font, inks=(ink, marked))
        below = QRect(left, top + line, right - left, line)
        used = _draw(painter, below, row.code, row.words, font=option.font, inks=(muted, marked))
        if row.detail:
            below.setLeft(left + used)
            dot = " · " if row.code else ""
            _draw(painter, below, dot + row.detail, (), font=option.font, inks=(muted, marked))
        painter.restore()


def _draw(
    painter: QPainter,
    room: QRect,
    text: str,
    words: tuple[str, ...],
    *,
    font: QFont,
    inks: tuple[QColor, QColor],
) -> int:
    """One line of text, cut where it must be, with ``words`` marked; returns its width in px."""
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    layout = QTextLayout(shown, font)
    formats = [_format(0, len(shown), inks[0], bold=False)]
    formats += [_format(start, length, inks[1], bold=True) for start, length in spans(shown, words)]
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(len(shown) + 1)
    layout.endLayout()
    painter.save()
    painter.setClipRect(room)
    layout.draw(painter, QPointF(room.topLeft()))
    painter.restore()
    return round(line.naturalTextWidth())


def _format(start: int, length: int, ink: QColor, *, bold: bool) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length = start, length
    look = QTextCharFormat()
    look.setForeground(ink)
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    part.format = look
    return part
