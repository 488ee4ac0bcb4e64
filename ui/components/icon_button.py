"""A small button that shows only an icon."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from ui.theme.fonts import grown
from ui.theme.icons import SIZE, icon


class IconButton(QToolButton):
    """An icon with a name for screen readers and for the tool tip. Space and Enter press it."""

    def __init__(
        self, name: str, text: str, *, side: int = SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grown_side = grown(side, QApplication.font())
        self.setIconSize(QSize(grown_side, grown_side))
        self.show_icon(name, text)

    def show_icon(self, name: str, text: str) -> None:
        """Another icon with another name."""
        self.setIcon(icon(name))
        self.setAccessibleName(text)
        self.setToolTip(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
