"""The pages of a paper as pictures, ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtGui import QImage

from printing.printers.preview import PageImage

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

RASTER_DPI = 192
"""Twice the screen's: sharp at 200 %."""


class PreviewedPaper(Struct, frozen=True):
    """A paper to look at; its pages as they came from pdfium, at RASTER_DPI."""

    pages: tuple[PageImage, ...]


def page_picture(page: PageImage) -> QImage:
    """The page as Qt paints it; the picture has its own copy of the data."""
    grey = QImage.Format.Format_Grayscale8
    return QImage(page.data, page.width, page.height, page.stride, grey).copy()


def fitting_zoom(picture: QSize, room: QSize) -> float:
    """The zoom (1.0 = the picture's own size) at which the whole page is seen."""
    return max(min(room.width() / picture.width(), room.height() / picture.height()), 0.05)
