"""A clock that shows another's time: first that of the played day, then one that runs."""

from __future__ import annotations

from datetime import datetime

from app.clock.time import Clock


class FollowedClock:
    """Whoever holds it need not be told when the clock behind it changes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """The time of the clock that is followed now."""
        return self._clock.now()

    def follow(self, clock: Clock) -> None:
        """Show the time of ``clock`` from now on."""
        self._clock = clock
