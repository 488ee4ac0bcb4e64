"""A step of the first start: its heading, and what every step tells."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.text_label import TextLabel
from ui.theme.tokens import M, S, TextRole


class StepPage(QWidget):
    """Heading, an explaining line, and ``body`` for the fields."""

    completed = Signal()
    """The step is done."""
    standing_changed = Signal()
    """``is_ready`` or ``is_busy`` may be others than before."""

    def __init__(self, title: str, lead: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._is_busy = False
        self._is_ready = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(TextLabel(title, TextRole.TITLE))
        self.lead = TextLabel(lead, TextRole.MUTED)
        column.addWidget(self.lead)
        column.addSpacing(M)
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        column.addLayout(self.body)
        column.addStretch(1)

    @property
    def is_busy(self) -> bool:
        """Work is under way: neither forth nor back."""
        return self._is_busy

    @property
    def is_ready(self) -> bool:
        """Whether it makes sense to go on."""
        return self._is_ready

    def next_label(self) -> str:
        """What the button that goes on says."""
        return self.tr("Go on")

    def begin(self) -> None:
        """The step is shown: look at what there is."""

    def focus_first(self) -> None:
        """Put the focus where something is to be typed."""

    def go_on(self) -> None:
        """Enter, or the button: do what this step does, then tell that it is done."""
        self.completed.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.standing_changed.emit()

    def _set_ready(self, *, ready: bool) -> None:
        self._is_ready = ready
        self.standing_changed.emit()
