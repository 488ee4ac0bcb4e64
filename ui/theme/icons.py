"""Icons: one family (Lucide), drawn from their outline in a colour of the palette.

An icon is painted anew for every size, pixel ratio and colour, so it is sharp at 150 % and follows
a switch between light and dark without being set again. QtSvg is imported when the first icon is
painted, not before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)

from app.errors import ProgramFault

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
SIZE = 18
"""The side of an icon beside body text, in px at 100 %."""


def icon(name: str) -> QIcon:
    """The icon ``name`` (a file of ``resources/icons``) in the palette's colours.

    Normal: the text's colour; disabled: the disabled text's; selected: the text's on a selection.

    Raises: `ProgramFault` for a name that is not shipped.
    """
    _outline(name)
    return QIcon(PaletteIconEngine(name))


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paint an icon into ``rect`` (device-independent px) in one colour; sharp at any pixel ratio.

    Raises: `ProgramFault` for a name that is not shipped.
    """
    ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, rect.size(), colour, ratio))


def icon_pixmap(name: str, size: QSize, colour: QColor, ratio: float) -> QPixmap:
    """The icon as a picture of ``size`` px at 100 %, rendered for the pixel ratio ``ratio``."""
    key = f"lucide/{name}/{colour.name()}/{size.width()}x{size.height()}@{ratio:.3f}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = _render(name, QSize(round(size.width() * ratio), round(size.height() * ratio)), colour)
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


class PaletteIconEngine(QIconEngine):
    """Paints one Lucide outline in the application palette's colour for the mode."""

    _clones: ClassVar[list[QIconEngine]] = []
    """Qt owns a clone, yet PySide would free it with its last Python reference. Clones are made
    only where somebody adds a picture to an icon, which the window never does."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into ``rect`` of the painter."""
        del state
        paint_icon(painter, self._name, rect, mode_colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The picture for a pixel ratio of 1."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """The picture of ``size`` px at 100 % for the pixel ratio ``scale``."""
        del state
        return icon_pixmap(self._name, size, mode_colour(mode), scale)

    def clone(self) -> QIconEngine:
        """A second engine for the same icon."""
        made = PaletteIconEngine(self._name)
        self._clones.append(made)
        return made

    def key(self) -> str:
        """What Qt tells engines apart by."""
        return "lucide"

    def iconName(self) -> str:  # noqa: N802 - Qt's name
        """The Lucide name."""
        return self._name

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        """Never: an icon that is not shipped cannot be asked for."""
        return False


def mode_colour(mode: QIcon.Mode) -> QColor:
    """The palette's colour for an icon's mode."""
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    if mode == QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    return palette.color(QPalette.ColorRole.ButtonText)


def _render(name: str, size: QSize, colour: QColor) -> QPixmap:
    """The outline in one colour, centred in ``size`` device px, transparent elsewhere."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before the first icon is painted

    outline = _outline(name).replace(b"currentColor", colour.name().encode())
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    corner = QPoint((size.width() - side) // 2, (size.height() - side) // 2)
    painter = QPainter(pixmap)
    QSvgRenderer(outline).render(painter, QRectF(QRect(corner, QSize(side, side))))
    painter.end()
    return pixmap


@cache
def _outline(name: str) -> bytes:
    """The SVG of an icon, its stroke a little finer than Lucide's own, beside 14 px text."""
    try:
        text = (ICONS / f"{name}.svg").read_bytes()
    except OSError as error:
        raise ProgramFault("icon_unknown", f"Không có biểu tượng {name}.") from error
    return text.replace(b'stroke-width="2"', b'stroke-width="1.8"')
