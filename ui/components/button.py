"""A button of the window: what it does, its weight, its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QWidget

from ui.components.button_look import LOOKS, ButtonKind
from ui.theme.fonts import grown
from ui.theme.icons import SIZE, paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, RING, XS, L, M, S, colour, part_on, text_on

__all__ = ["Button", "ButtonKind"]


class Button(QPushButton):
    """Text, perhaps an icon before it and its key after it. Space and Enter press it."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon
        self._key = key
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_label(self, text: str) -> None:
        """Another text (also the accessible name)."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Another icon; "" for none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for icon, text and key."""
        metrics = self._metrics()
        width = metrics.horizontalAdvance(self.text())
        width += self._icon_width() + (self._key_width() + M if self._key else 0)
        return QSize(max(width + 2 * self._side_gap(), 64), metrics.height() + 2 * S)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer came."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer left."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, ring, then icon, text and key in one row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        self._paint_row(painter, QColor(ink))

    def _paint_ground(self, painter: QPainter) -> str:
        """Paint fill, edge and focus ring. Returns: the colour of what lies on them."""
        colours, look = current_colours(), LOOKS[self._kind]
        rect = QRectF(self.rect())
        if not self.isEnabled():
            if look.fill:
                _round(painter, rect, RADIUS, colours.sunken, colours.hairline)
            return colours.disabled
        fill = look.fill
        if self.isDown() or self.isChecked():
            fill = look.pressed
        elif self.underMouse():
            fill = look.hover
        edge = part_on(colours, look.edge, "page") if look.edge else ""
        if self.hasFocus():
            gap = colours.surface if fill else ""
            _ring(painter, rect, part_on(colours, "focus", "page"), gap)
            rect.adjust(2 * RING, 2 * RING, -2 * RING, -2 * RING)
            edge = ""
        if fill:
            radius = RADIUS - RING if self.hasFocus() else RADIUS
            _round(painter, rect, radius, colour(colours, fill), edge)
        return text_on(colours, look.ink, fill or "page")

    def _paint_row(self, painter: QPainter, ink: QColor) -> None:
        metrics = self._metrics()
        text_width = metrics.horizontalAdvance(self.text())
        key_width = self._key_width() if self._key else 0
        icon_width = self._icon_width()
        whole = icon_width + text_width + (key_width + M if self._key else 0)
        left = (self.width() - whole) // 2
        if self._icon_name:
            side = icon_width - S
            top = (self.height() - side) // 2
            paint_icon(painter, self._icon_name, QRect(left, top, side, side), ink)
        painter.setFont(self._font())
        painter.setPen(ink)
        place = QRect(left + icon_width, 0, text_width + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            self._paint_key(painter, left + whole - key_width, key_width, ink)

    def _paint_key(self, painter: QPainter, left: int, width: int, ink: QColor) -> None:
        painter.setFont(self._key_font())
        height = QFontMetrics(self._key_font()).height() + 2
        box = QRectF(left + 0.5, (self.height() - height) // 2 + 0.5, width - 1, height - 1)
        line = QColor(ink)
        line.setAlphaF(0.45)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, XS, XS)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def _side_gap(self) -> int:
        return M if self._kind is ButtonKind.QUIET else L

    def _icon_width(self) -> int:
        """The icon with the gap after it."""
        return grown(SIZE, self.font()) + S if self._icon_name else 0

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(1, round(font.pixelSize() * 12 / 14)))
        return font

    def _key_width(self) -> int:
        return QFontMetrics(self._key_font()).horizontalAdvance(self._key) + 2 * XS + 2


def _round(painter: QPainter, rect: QRectF, radius: float, fill: str, edge: str) -> None:
    """A filled rounded box, with an edge of 1 px inside of it, or none ("")."""
    painter.setPen(QColor(edge) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5) if edge else rect
    painter.drawRoundedRect(box, radius, radius)


def _ring(painter: QPainter, rect: QRectF, ring: str, gap: str) -> None:
    """The focus ring inside of ``rect``, filled with the gap's colour, or not at all ("")."""
    painter.setPen(QPen(QColor(ring), RING))
    painter.setBrush(QColor(gap) if gap else Qt.BrushStyle.NoBrush)
    half = RING / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), RADIUS, RADIUS)
