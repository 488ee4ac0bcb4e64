"""One page of a paper, at any zoom."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.palette import current_colours


class PageView(QWidget):
    """Paper stays paper: white in the dark scheme too, with a hairline round it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._scaled = QImage()
        self._zoom = 1.0

    def show_page(self, picture: QImage, zoom: float) -> None:
        """Show a page; a zoom of 1.0 is the picture's own size."""
        self._picture, self._zoom = picture, zoom
        self._scaled = QImage()
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The page at its zoom, and the line round it."""
        size = self._picture.size() * self._zoom
        return QSize(size.width() + 2, size.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the page, or only what is seen of it."""
        painter = QPainter(self)
        inner = self.rect().adjusted(1, 1, -1, -1)
        dots = inner.size() * self.devicePixelRatioF()
        if dots.width() > self._picture.width():
            # Larger than it is: the whole of it at that size would take 50 ms and much memory.
            painter.setClipRect(event.rect())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(inner), self._picture)
        else:
            painter.drawImage(QRectF(inner), self._scaled_to(dots))
        painter.setPen(QColor(current_colours().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _scaled_to(self, dots: QSize) -> QImage:
        """The picture at that size, made once a zoom and not with every painting."""
        if self._scaled.size() != dots:
            how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled = self._picture.scaled(dots, *how)
        return self._scaled
