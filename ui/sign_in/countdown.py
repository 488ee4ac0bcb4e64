"""Counts down to a moment, second by second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

TICK_MS = 250
"""So that no second is passed over."""


class Countdown(QObject):
    """``now`` gives the time; the clock may be moved while it counts."""

    changed = Signal(int)
    """Whole seconds that are left, at each change; 0: over, or stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now: Callable[[], datetime] | None = None
        self._until: datetime | None = None
        self._told = 0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def left(self) -> int:
        """Whole seconds that are left."""
        if self._until is None or self._now is None:
            return 0
        return max(0, ceil((self._until - self._now()).total_seconds()))

    def start(self, until: datetime, now: Callable[[], datetime]) -> None:
        """Count down to ``until``."""
        self._until, self._now = until, now
        self._timer.start()
        self._on_tick()

    def stop(self) -> None:
        """Nothing is waited for."""
        if self._until is not None:
            self._until = None
            self._on_tick()

    def _on_tick(self) -> None:
        left = self.left
        if not left:
            self._until = None
            self._timer.stop()
        if left != self._told:
            self._told = left
            self.changed.emit(left)
