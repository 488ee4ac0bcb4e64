"""Form and receipt side by side, or one under the other where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.components.field import Field
from ui.theme.tokens import M

if TYPE_CHECKING:
    from ui.reception.dossier_form import DossierForm
    from ui.reception.receipt_side import ReceiptSide

NARROW = 1_040
"""Below this width (px at 100 %) the form would not have a row's room beside the receipt."""
FORM_SHARE, RECEIPT_SHARE = 60, 40


class PageLayout(QWidget):
    """The button is always there; what does not fit scrolls, and the focus is scrolled to."""

    def __init__(self, form: DossierForm, side: ReceiptSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._side = side
        self._narrow = False
        self._build()

    def show_widget(self, widget: QWidget) -> None:
        """Scroll to what has the focus, now and when what was just shown has its place."""
        self._scroll_to(widget)
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def show_part(self, widget: QWidget) -> None:
        """Scroll to what was just shown, once it has its place; the focus stays where it is."""
        QTimer.singleShot(0, widget, lambda: self._scroll_to(widget))

    def _scroll_to_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            self._scroll_to(focused)

    def _scroll_to(self, widget: QWidget) -> None:
        """With its label and message."""
        field = widget.parentWidget()
        target = field if isinstance(field, Field) else widget
        for area in (self._area, self._side.paper):
            inner = area.widget()
            if inner is not None and inner.isAncestorOf(target):
                area.ensureWidgetVisible(target, 0, M)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _build(self) -> None:
        self._content = QWidget()
        self._content.setProperty("plain", "true")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(M)
        self._column.addWidget(self._form)
        self._area = QScrollArea()
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(M)
        self._row.addWidget(self._area, FORM_SHARE)
        self._row.addWidget(self._side, RECEIPT_SHARE)

    def _arrange(self) -> None:
        receipt, paper = self._side.receipt, self._side.paper
        if self._narrow:
            paper.takeWidget()
            self._column.addWidget(receipt)
            receipt.show()
        else:
            self._column.removeWidget(receipt)
            paper.setWidget(receipt)
        paper.setVisible(not self._narrow)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if self._narrow else direction.LeftToRight)
        self._row.setStretch(0, 1 if self._narrow else FORM_SHARE)
        self._row.setStretch(1, 0 if self._narrow else RECEIPT_SHARE)
