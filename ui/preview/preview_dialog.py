"""Look at a paper before it is printed: the whole page, nearer, the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.preview.paper_preview import NEAREST, PaperPreview
from ui.theme.tokens import M

if TYPE_CHECKING:
    from ui.preview.rasterised import PreviewedPaper

__all__ = ["NEAREST", "PreviewDialog"]

_OF_SCREEN = 0.9
_LEAST = QSize(520, 560)


class PreviewDialog(QDialog):
    """Opens with the whole page; the keys are the preview's, Esc and F6 close."""

    def __init__(self, paper: PreviewedPaper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preview"))
        self._preview = PaperPreview()
        self._close = Button(self.tr("Close"), ButtonKind.PRIMARY, key="Esc")
        self._close.clicked.connect(self.reject)
        self._preview.buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.addWidget(self._preview)
        self._close.setFocus()
        self._take_room(parent)
        self._preview.show_paper(paper)

    @property
    def zoom(self) -> float:
        """As the preview has it."""
        return self._preview.zoom

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._preview.page

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the dialog; Esc and F6 close it."""
        if event.key() == Qt.Key.Key_F6:
            self.reject()
        elif not self._preview.take_key(event):
            super().keyPressEvent(event)

    def _take_room(self, parent: QWidget | None) -> None:
        """Most of the window, in the shape of a page."""
        room = self.screen().availableSize() if parent is None else parent.window().size()
        height = max(round(room.height() * _OF_SCREEN), _LEAST.height())
        self.resize(max(round(height * 0.72), _LEAST.width()), height)
