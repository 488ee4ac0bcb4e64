"""The machine slept: what the clocks say of it (docs/adr/0026)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.clock.time import Clock

LAPSE = timedelta(seconds=30)
"""A machine that was away for less finds its connections as they were."""


class SleepWatch:
    """Compares the wall clock with the ``monotonic`` one from look to look.

    While a machine sleeps the monotonic clock stands still on Linux and macOS, and goes on
    on Windows: there only a pause that lasted far longer than asked tells it. A wall clock that
    was set forward looks the same; what is done then does no harm.
    """

    def __init__(self, wall: Clock, monotonic: Callable[[], float]) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._last = self._read()

    def slept(self, *, asked_s: float | None = None) -> bool:
        """Whether it slept since the last look. ``asked_s``: all of that was to be a pause."""
        before, now = self._last, self._read()
        self._last = now
        by_wall, passed = now[0] - before[0], now[1] - before[1]
        if by_wall - passed > LAPSE:
            return True
        return asked_s is not None and passed > timedelta(seconds=asked_s) + LAPSE

    def _read(self) -> tuple[timedelta, timedelta]:
        at = self._wall.now()
        return at - at.min.replace(tzinfo=at.tzinfo), timedelta(seconds=self._monotonic())
