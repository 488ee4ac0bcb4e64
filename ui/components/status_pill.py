"""The standing of something that goes on in the background, in one line."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.fonts import grown
from ui.theme.icons import paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import RING, XS, S, colour, part_on, text_on

_ICON = 16


class StatusKind(StrEnum):
    """How it stands."""

    GOOD = "good"
    WAITING = "waiting"
    BAD = "bad"
    BUSY = "busy"


_LOOKS = {
    StatusKind.GOOD: ("circle-check", "success"),
    StatusKind.WAITING: ("clock", "warning"),
    StatusKind.BAD: ("triangle-alert", "danger"),
    StatusKind.BUSY: ("refresh-cw", "info"),
}
"""Kind → icon, ink (its ground is the ink's soft tint)."""


class StatusPill(QAbstractButton):
    """Icon and text on a tint; pressing it (``clicked``) asks for more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = StatusKind.GOOD
        self._icon_name = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_status(self, kind: StatusKind, text: str, detail: str = "", *, icon: str = "") -> None:
        """Show a standing; ``detail`` is its tool tip, ``icon`` replaces the kind's own."""
        self._kind = kind
        self._icon_name = icon or _LOOKS[kind][0]
        self.setText(text)
        self.setToolTip(detail)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def kind(self) -> StatusKind:
        """The kind that is shown."""
        return self._kind

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for icon and text."""
        metrics = self.fontMetrics()
        width = self._around() + metrics.horizontalAdvance(self.text())
        return QSize(width, metrics.height() + 2 * XS + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The text may be cut; then the tool tip has it."""
        return QSize(
            self._around() + self.fontMetrics().horizontalAdvance("nnn…"), self.sizeHint().height()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tint, ring, icon, text."""
        del event
        colours, ink = current_colours(), _LOOKS[self._kind][1]
        ground = f"{ink}_soft"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = RING / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        ring = part_on(colours, "focus", ground)
        painter.setPen(QPen(QColor(ring), RING) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour(colours, ground)))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_row(painter, QColor(text_on(colours, ink, ground)))

    def _paint_row(self, painter: QPainter, ink: QColor) -> None:
        side = grown(_ICON, self.font())
        place = QRect(S + 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, self._icon_name or _LOOKS[self._kind][0], place, ink)
        painter.setPen(ink)
        painter.setFont(self.font())
        left = S + 2 + side + S
        room = QRect(left, 0, self.width() - left - S, self.height())
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _around(self) -> int:
        """All of the width that is not text."""
        return S + 2 + grown(_ICON, self.font()) + S + S + XS
