"""Look at a paper before it is printed: the whole page, nearer, the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.text_label import TextLabel
from ui.preview.page_view import PageView
from ui.preview.rasterised import fitting_zoom, page_picture
from ui.theme.tokens import M, S, TextRole

if TYPE_CHECKING:
    from ui.preview.rasterised import PreviewedPaper

STEP = 1.25
NEAREST = 1.5
_MARGIN = 8
_OF_SCREEN = 0.9
_LEAST = QSize(520, 560)


class PreviewDialog(QDialog):
    """Opens with the whole page; + and − zoom, 0 fits, Page Up and Down turn, Esc closes."""

    def __init__(self, paper: PreviewedPaper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = [page_picture(page) for page in paper.pages]
        self._page = 0
        self._zoom: float | None = None
        self.setWindowTitle(self.tr("Preview"))
        self._build()
        self._connect()
        self._take_room(parent)
        self._show()

    @property
    def zoom(self) -> float:
        """How large the page is shown; 1.0 is twice its size on a screen of 96 dpi."""
        return self._zoom if self._zoom is not None else self._fitting()

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    def zoom_by(self, factor: float) -> None:
        """Nearer or farther; never smaller than the whole page."""
        wanted = min(self.zoom * factor, NEAREST)
        self._zoom = wanted if wanted > self._fitting() else None
        self._show()

    def fit(self) -> None:
        """The whole page."""
        self._zoom = None
        self._show()

    def turn(self, by: int) -> None:
        """Another page."""
        self._page = max(0, min(self._page + by, len(self._pictures) - 1))
        self._area.verticalScrollBar().setValue(0)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the dialog; Esc and F6 close it."""
        key, text = event.key(), event.text()
        if text in {"+", "="}:
            self.zoom_by(STEP)
        elif text == "-":
            self.zoom_by(1 / STEP)
        elif text == "0":
            self.fit()
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_F6:
            self.reject()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A fitting page goes on to fit."""
        if watched is self._area.viewport() and event.type() == QEvent.Type.Resize:
            self._show()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._view = PageView()
        self._area = QScrollArea()
        self._area.setWidget(self._view)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().installEventFilter(self)
        self._area.setAccessibleName(self.tr("Page of the paper"))
        self._where = TextLabel("", TextRole.MUTED, wrap=False)
        self._nearer = Button(self.tr("Nearer"), icon="zoom-in", key="+")
        self._farther = Button(self.tr("Farther"), icon="zoom-out", key="−")
        self._fit = Button(self.tr("Whole page"), key="0")
        self._before = Button(self.tr("Page before"), icon="chevron-left")
        self._after = Button(self.tr("Next page"), icon="chevron-right")
        self._close = Button(self.tr("Close"), ButtonKind.PRIMARY, key="Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for button in (self._farther, self._nearer, self._fit, self._before, self._after):
            buttons.addWidget(button)
            button.setAutoDefault(False)
        buttons.addWidget(self._where, 1, Qt.AlignmentFlag.AlignCenter)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(M)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)
        several = len(self._pictures) > 1
        self._before.setVisible(several)
        self._after.setVisible(several)
        self._close.setFocus()

    def _connect(self) -> None:
        self._nearer.clicked.connect(lambda: self.zoom_by(STEP))
        self._farther.clicked.connect(lambda: self.zoom_by(1 / STEP))
        self._fit.clicked.connect(self.fit)
        self._before.clicked.connect(lambda: self.turn(-1))
        self._after.clicked.connect(lambda: self.turn(1))
        self._close.clicked.connect(self.reject)

    def _take_room(self, parent: QWidget | None) -> None:
        """Most of the window, in the shape of a page."""
        room = self.screen().availableSize() if parent is None else parent.window().size()
        height = max(round(room.height() * _OF_SCREEN), _LEAST.height())
        self.resize(max(round(height * 0.72), _LEAST.width()), height)

    def _fitting(self) -> float:
        room = self._area.viewport().size() - QSize(_MARGIN, _MARGIN)
        return fitting_zoom(self._pictures[self._page].size(), room)

    def _show(self) -> None:
        self._view.show_page(self._pictures[self._page], self.zoom)
        self._where.setText(
            self.tr("Page {page} of {count}").format(page=self._page + 1, count=len(self._pictures))
        )
        self._where.setVisible(len(self._pictures) > 1)
        self._farther.setEnabled(self._zoom is not None)
        self._nearer.setEnabled(self.zoom < NEAREST)
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page < len(self._pictures) - 1)
