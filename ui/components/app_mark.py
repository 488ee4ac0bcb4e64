"""The program's mark: a receipt on the accent."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import colour, text_on


class AppMark(QWidget):
    """A square of ``side`` px; screen readers skip it, the name stands beside it."""

    def __init__(self, side: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground and picture."""
        del event
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour(colours, "accent")))
        radius = self._side / 4
        painter.drawRoundedRect(QRectF(0, 0, self._side, self._side), radius, radius)
        icon = round(self._side * 0.55)
        gap = (self._side - icon) // 2
        ink = QColor(text_on(colours, "on_accent", "accent"))
        paint_icon(painter, "receipt-text", QRect(gap, gap, icon, icon), ink)
