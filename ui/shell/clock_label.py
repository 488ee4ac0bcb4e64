"""The time, the weekday and the date, by the desk's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.tokens import TextRole

if TYPE_CHECKING:
    from app.clock.time import Clock

VIETNAMESE = QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
_MINUTE_MS = 60_000


class ClockLabel(QWidget):
    """Two lines; they change when the minute does."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._time = QLabel()
        self._time.setProperty("role", TextRole.STRONG)
        self._date = QLabel()
        self._date.setProperty("role", TextRole.CAPTION)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for label in (self._time, self._date):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            lines.addWidget(label)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.show_now)
        self.show_now()

    def show_now(self) -> None:
        """Show this minute, and come again at the next."""
        now = self._clock.now()
        self._time.setText(f"{now:%H:%M}")
        day = QDate(now.year, now.month, now.day)
        self._date.setText(VIETNAMESE.toString(day, "dddd, dd/MM/yyyy"))
        gone_ms = now.second * 1000 + now.microsecond // 1000
        self._timer.start(_MINUTE_MS - gone_ms + 5)

    @property
    def text(self) -> str:
        """Both lines."""
        return f"{self._time.text()} {self._date.text()}"
