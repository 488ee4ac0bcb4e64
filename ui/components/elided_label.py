"""One line of text that is cut with an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.text_label import TextLabel
from ui.theme.tokens import TextRole


class ElidedLabel(TextLabel):
    """Shows as much of its text as fits; the whole of it is in the tool tip when it was cut."""

    def __init__(
        self, text: str = "", role: TextRole = TextRole.BODY, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mode = Qt.TextElideMode.ElideRight

    def set_elide_mode(self, mode: Qt.TextElideMode) -> None:
        """Where to cut: at the right, or in the middle (codes)."""
        self._mode = mode
        self.update()

    def shown_text(self) -> str:
        """The text as it is painted now."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three letters and the ellipsis: it may be squeezed."""
        few = self.fontMetrics().horizontalAdvance("nnn…")
        return QSize(min(few, self.sizeHint().width()), self.sizeHint().height())

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self._tell_rest()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The room has changed."""
        super().resizeEvent(event)
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the text, cut where it must be."""
        del event
        # Not by QStyle: the class alone takes 5 ms to import, before the first paint.
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown_text())

    def _tell_rest(self) -> None:
        self.setToolTip("" if self.shown_text() == self.text() else self.text())
