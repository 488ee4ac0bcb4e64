"""A paper to look at: the whole page, nearer, the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.components.button import Button
from ui.components.text_label import TextLabel
from ui.preview.page_view import PageView
from ui.preview.rasterised import fitting_zoom, page_picture
from ui.theme.tokens import M, S, TextRole

if TYPE_CHECKING:
    from ui.preview.rasterised import PreviewedPaper

STEP = 1.25
NEAREST = 1.5
_MARGIN = 8


class PaperPreview(QWidget):
    """Begins with the whole page; + and − zoom, 0 fits, Page Up and Down turn, Home and End go to
    the first and the last page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: PreviewedPaper | None = None
        self._picture = QImage()
        self._page = 0
        self._zoom: float | None = None
        self._build()
        self._connect()
        self._show()

    @property
    def zoom(self) -> float:
        """How large the page is shown; 1.0 is twice its size on a screen of 96 dpi."""
        return self._zoom if self._zoom is not None else self._fitting()

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 0 if self._paper is None else len(self._paper.pages)

    def show_paper(self, paper: PreviewedPaper | None) -> None:
        """Show a paper's first page, whole; None for no paper."""
        self._paper, self._zoom = paper, None
        self._go_to(0)

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
        self._go_to(max(0, min(self._page + by, self.count - 1)))

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was one of the preview's."""
        key, text = event.key(), event.text()
        if text in {"+", "="}:
            self.zoom_by(STEP)
        elif text == "-":
            self.zoom_by(1 / STEP)
        elif text == "0":
            self.fit()
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.turn(self.count if key == Qt.Key.Key_End else -self.count)
        else:
            return False
        return True

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
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the dialog has the keys
        self._area.viewport().installEventFilter(self)
        self._area.setAccessibleName(self.tr("Page of the paper"))
        self._where = TextLabel("", TextRole.MUTED, wrap=False)
        self._nearer = Button(self.tr("Nearer"), icon="zoom-in", key="+")
        self._farther = Button(self.tr("Farther"), icon="zoom-out", key="−")
        self._fit = Button(self.tr("Whole page"), key="0")
        self._before = Button(self.tr("Page before"), icon="chevron-left")
        self._after = Button(self.tr("Next page"), icon="chevron-right")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(S)
        for button in (self._farther, self._nearer, self._fit, self._before, self._after):
            self.buttons.addWidget(button)
            button.setAutoDefault(False)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._where)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self._area, 1)
        column.addLayout(self.buttons)

    def _connect(self) -> None:
        self._nearer.clicked.connect(lambda: self.zoom_by(STEP))
        self._farther.clicked.connect(lambda: self.zoom_by(1 / STEP))
        self._fit.clicked.connect(self.fit)
        self._before.clicked.connect(lambda: self.turn(-1))
        self._after.clicked.connect(lambda: self.turn(1))

    def _go_to(self, page: int) -> None:
        """Only the page that is shown is a picture of Qt's: forty would stall the window."""
        self._page = max(page, 0)
        shown = None if self._paper is None else self._paper.pages[self._page]
        self._picture = QImage() if shown is None else page_picture(shown)
        self._area.verticalScrollBar().setValue(0)
        self._show()

    def _fitting(self) -> float:
        if self._picture.isNull():
            return 1.0
        room = self._area.viewport().size() - QSize(_MARGIN, _MARGIN)
        return fitting_zoom(self._picture.size(), room)

    def _show(self) -> None:
        self._view.setVisible(not self._picture.isNull())
        if not self._picture.isNull():
            self._view.show_page(self._picture, self.zoom)
        self._where.setText(
            self.tr("Page {page} of {count}").format(page=self._page + 1, count=self.count)
        )
        several = self.count > 1
        for part in (self._before, self._after, self._where):
            part.setVisible(several)
        self._farther.setEnabled(self._zoom is not None)
        self._nearer.setEnabled(not self._picture.isNull() and self.zoom < NEAREST)
        self._fit.setEnabled(not self._picture.isNull())
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page < self.count - 1)
