"""A grid of labels that is built anew when its content changes."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme.tokens import XS, L


class RebuiltGrid(QWidget):
    """A grid layout never forgets rows; so a new one takes the place of the old."""

    def __init__(
        self,
        *,
        stretched: int,
        across: int = L,
        down: int = XS,
        parent: QWidget | None = None,
    ) -> None:
        """Column ``stretched`` takes what is left; ``across`` and ``down`` are gaps in px."""
        super().__init__(parent)
        self._stretched, self._across, self._down = stretched, across, down
        self._inner: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def begin(self) -> QGridLayout:
        """An empty grid in place of what was shown."""
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._across)
        grid.setVerticalSpacing(self._down)
        grid.setColumnStretch(self._stretched, 1)
        self._column.addWidget(self._inner)
        return grid
