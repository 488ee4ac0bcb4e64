"""What happens next: everything in the city happens one after the other, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta


class Agenda:
    """``now`` is the true time; clocks of desks and central go by it, wrongly or not."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._count = 0
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        """``what`` is done so many seconds from now."""
        self._count += 1
        at = self.now + timedelta(seconds=max(seconds, 0.001))
        heapq.heappush(self._due, (at, self._count, what))

    def step(self) -> None:
        """Do what is next; time passes until then."""
        at, _, what = heapq.heappop(self._due)
        self.now = at
        what()

    def run_for(self, seconds: float) -> None:
        """Do everything of the coming ``seconds``."""
        until = self.now + timedelta(seconds=seconds)
        while self._due and self._due[0][0] <= until:
            self.step()
        self.now = until


class AheadClock:
    """A clock that is ``ahead`` of the true time."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return self._agenda.now + self.ahead
