"""An icon beside a text, in a colour of the scheme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.theme.fonts import grown, line_height, text_scale_of
from ui.theme.icons import paint_icon
from ui.theme.palette import current_colours
from ui.theme.tokens import TextRole, part_on


class IconLabel(QWidget):
    """A picture that only repeats what the text beside it says; screen readers skip it.

    With ``line_of`` it is as high as one line of that role, to stand at the top beside a long text.
    """

    def __init__(
        self,
        name: str = "",
        *,
        side: int = 18,
        ink: str = "muted",
        ground: str = "page",
        line_of: TextRole | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._ink, self._ground = name, ink, ground
        self._side, self._line_of = side, line_of
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, ink: str) -> None:
        """Show another icon, in another colour of the scheme; "" shows none."""
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The icon's square; it grows with the application's text."""
        body = QApplication.font()
        side = grown(self._side, body)
        if self._line_of is None:
            return QSize(side, side)
        return QSize(side, max(side, line_height(self._line_of, text_scale_of(body))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the icon."""
        del event
        if not self._name:
            return
        colours = current_colours()
        shade = part_on(colours, self._ink, self._ground)
        if not self.isEnabled():
            shade = colours.disabled
        side = grown(self._side, QApplication.font())
        square = QRect(0, 0, side, side)
        square.moveCenter(self.rect().center())
        paint_icon(QPainter(self), self._name, square, QColor(shade))
