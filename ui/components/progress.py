"""How far something is, in one line of text and a thin bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.components.elided_label import ElidedLabel
from ui.components.text_label import TextLabel
from ui.theme.palette import current_colours
from ui.theme.tokens import XS, S, TextRole, colour, part_on

_STEP_MS = 40
_STEPS = 40
"""Steps of the moving part from one end to the other."""


class ProgressLine(QWidget):
    """Text, a count at the right, a bar under them. Indefinite until the first `set_progress`."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel(text, TextRole.MUTED)
        self._count = TextLabel("", TextRole.MUTED, wrap=False)
        self._bar = _Bar()
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._text, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(head)
        column.addWidget(self._bar)
        self.set_text(text)
        self.set_indefinite()

    def set_text(self, text: str) -> None:
        """What is going on."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def set_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; with a total of 0 nothing is known yet."""
        if total <= 0:
            self.set_indefinite()
            return
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        self._count.setText(self.tr("{done} of {total}").format(done=done, total=total))
        self._bar.turn()

    def set_indefinite(self) -> None:
        """It goes on, nobody knows how long."""
        self._bar.setRange(0, 0)
        self._count.setText("")
        self._bar.turn()


class _Bar(QProgressBar):
    """The thin bar; it moves only while it can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._on_timeout)

    def turn(self) -> None:
        """Run or stop the movement, as the range says."""
        if self.maximum() == 0 and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A thin line."""
        return QSize(120, XS)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A thin line."""
        return QSize(24, XS)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """It can be seen."""
        super().showEvent(event)
        self.turn()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """It cannot be seen."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Track and part."""
        del event
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(colour(colours, "hairline")))
        painter.drawRoundedRect(whole, XS / 2, XS / 2)
        painter.setBrush(QColor(part_on(colours, "accent", "hairline")))
        painter.drawRoundedRect(self._part(whole), XS / 2, XS / 2)

    def _part(self, whole: QRectF) -> QRectF:
        if self.maximum() > 0:
            return QRectF(0, 0, whole.width() * self.value() / self.maximum(), whole.height())
        width = whole.width() * 0.3
        start = (whole.width() + width) * self._step / _STEPS - width
        return QRectF(start, 0, width, whole.height()) & whole

    def _on_timeout(self) -> None:
        self._step = (self._step + 1) % _STEPS
        self.update()
