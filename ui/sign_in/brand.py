"""The program's mark and name, and whose counter this is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.elided_label import ElidedLabel
from ui.components.text_label import TextLabel
from ui.theme.icons import paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import M, TextRole, colour, text_on

_SIDE = 44
_ICON = 24


class Brand(QWidget):
    """Mark, name, and under it the counter and its commune once they are known."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place = ElidedLabel("", TextRole.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(self.tr("One-stop counter"), TextRole.TITLE, wrap=False))
        words.addWidget(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.show_place("")

    def show_place(self, place: str) -> None:
        """Say whose counter it is; "" before that is known."""
        self._place.setText(place or self.tr("Receiving and returning dossiers"))


class _Mark(QWidget):
    """A folder on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground and picture."""
        del event
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour(colours, "accent")))
        painter.drawRoundedRect(QRectF(0, 0, _SIDE, _SIDE), 11, 11)
        gap = (_SIDE - _ICON) // 2
        ink = QColor(text_on(colours, "on_accent", "accent"))
        paint_icon(painter, "receipt-text", QRect(gap, gap, _ICON, _ICON), ink)
