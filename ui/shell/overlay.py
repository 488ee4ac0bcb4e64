"""A card over the window: what is behind it is dimmed, keeps its place and gets the focus back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.theme.tokens import XXL, L

_DIM = 110
"""Of 255: how much of the ink lies over what is behind."""


class Overlay(QWidget):
    """Covers ``parent`` while it is open; Esc or a click beside the card closes it.

    Widgets go into ``card`` (a QFrame); the focus stays inside while it is open.
    """

    closed = Signal()
    """It was closed; the focus is where it was before."""

    def __init__(self, parent: QWidget, *, width: int) -> None:
        super().__init__(parent)
        self._behind = parent
        self._focus_before: QWidget | None = None
        self.card = QFrame(self)
        self.card.setProperty("panel", "true")
        self.card.setFixedWidth(width)
        around = QVBoxLayout(self)
        around.setContentsMargins(L, XXL * 2, L, L)
        around.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it covers the window."""
        return self.isVisibleTo(self._behind)

    def open(self, focus: QWidget) -> None:
        """Cover the window; ``focus``, a widget of the card, gets the keys."""
        if not self.is_open:
            self._focus_before = QApplication.focusWidget()
        self.setGeometry(self._behind.rect())
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Uncover the window; nothing where it is not covered."""
        if not self.is_open:
            return
        before, self._focus_before = self._focus_before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self._behind:
            self.setGeometry(self._behind.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_card()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 - Qt's
        """Tab goes round inside the card."""
        stops = [
            child
            for child in self.card.findChildren(QWidget)
            if child.isVisibleTo(self) and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return True
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim what is behind."""
        del event
        dim = QColor(self.palette().color(QPalette.ColorRole.ToolTipBase))
        if dim.lightness() > 128:  # in the dark scheme the tip's ground is light
            dim = QColor(Qt.GlobalColor.black)
        dim.setAlpha(_DIM)
        QPainter(self).fillRect(self.rect(), dim)
