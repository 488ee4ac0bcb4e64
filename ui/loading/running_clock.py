"""``--as-of`` for a window: time begins at the named moment and runs on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta


class RunningClock:
    """``monotonic`` gives seconds that never run back."""

    def __init__(self, begin: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._begin = begin
        self._monotonic = monotonic
        self._began = monotonic()

    def now(self) -> datetime:
        """The named moment, and what has passed since."""
        return self._begin + timedelta(seconds=self._monotonic() - self._began)
