"""One page in the navigation: icon, word, how many wait there, key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import SIZE, paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, RING, XS, Colours, S, part_on, text_on

_HEIGHT = 40
_BAR = 3
_MANY = 999


class RailButton(QAbstractButton):
    """Checked: its page is shown. The state is the bar at its edge as well as the ground."""

    def __init__(self, text: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._key = key
        self._count = 0
        self._alarming = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)

    def show_count(self, count: int, *, alarming: bool = False) -> None:
        """How many wait there; 0 shows nothing. ``alarming``: a person has to act."""
        self._count, self._alarming = count, alarming
        self.setAccessibleName(f"{self.text()} ({count})" if count else self.text())
        self.update()

    @property
    def count(self) -> int:
        """What is shown."""
        return self._count

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row of the rail."""
        return QSize(160, max(_HEIGHT, self.fontMetrics().height() + 2 * S))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, bar, ring, then the row."""
        del event
        colours = current_colours()
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "page"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = RING / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        ring = QPen(QColor(part_on(colours, "focus", "page")), RING)
        painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, ground)))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(part_on(colours, "accent", "surface")))
            bar = QRectF(RING, S, _BAR, self.height() - 2 * S)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        self._paint_row(painter, colours, ground)

    def _paint_row(self, painter: QPainter, colours: Colours, ground: str) -> None:
        here = self.isChecked()
        ink = QColor(text_on(colours, "accent" if here else "text", ground))
        top = (self.height() - SIZE) // 2
        paint_icon(painter, self._icon_name, QRect(S + XS, top, SIZE, SIZE), ink)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Medium)
        left = S + XS + SIZE + S + 2
        right = self._paint_right(painter, colours, ground)
        room = QRect(left, 0, right - left - XS, self.height())
        painter.setFont(font)
        painter.setPen(QColor(text_on(colours, "text", ground)))
        shown = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_right(self, painter: QPainter, colours: Colours, ground: str) -> int:
        """The count, or else the key; returns where it begins."""
        font = QFont(self.font())
        font.setPixelSize(max(1, round(font.pixelSize() * 12 / 14)))
        right = self.width() - S
        if self._count:
            font.setWeight(QFont.Weight.DemiBold)
            text = str(min(self._count, _MANY)) + ("+" if self._count > _MANY else "")
            width = QFontMetrics(font).horizontalAdvance(text) + 2 * S
            box = QRectF(right - width, (self.height() - 22) / 2, width, 22)
            tint, ink = ("danger_soft", "danger") if self._alarming else ("info_soft", "info")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(colours, tint)))
            painter.drawRoundedRect(box, 11, 11)
            painter.setPen(QColor(text_on(colours, ink, tint)))
        elif self._key:
            text = self._key
            width = QFontMetrics(font).horizontalAdvance(text) + XS
            box = QRectF(right - width, 0, width, self.height())
            painter.setPen(QColor(text_on(colours, "muted", ground)))
        else:
            return right
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return right - round(box.width())
