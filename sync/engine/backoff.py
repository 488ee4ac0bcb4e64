"""When to try again: exponential, full jitter, Retry-After, a cap. The one place for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

MAX_RETRY_AFTER_S = 3_600.0
"""A central that asks for more is asked again after an hour all the same."""

_MAX_DOUBLINGS = 30


class Backoff:
    """A gate that shuts longer after each failure in a row.

    Full jitter: the delay is uniform between 0 and ``base_s`` · 2ⁿ, at most ``cap_s``, so that
    the desks of a province do not come back in one wave.
    """

    def __init__(self, random: Random, *, base_s: float, cap_s: float) -> None:
        self._random = random
        self._base_s = base_s
        self._cap_s = cap_s
        self._shut_at: datetime | None = None
        self._until: datetime | None = None
        self.failures = 0

    def shut_until(self, now: datetime) -> datetime | None:
        """When the gate opens; None where it is open at ``now``.

        A clock that was set back must not shut the gate for longer than it was meant to: before
        the moment at which it was shut it is open.
        """
        if self._until is None or self._shut_at is None:
            return None
        return self._until if self._shut_at <= now < self._until else None

    def failed(self, now: datetime, *, retry_after_s: float | None = None) -> datetime:
        """Count a failure; return when to try again, not before the other side asked for."""
        highest = min(self._cap_s, self._base_s * 2 ** min(self.failures, _MAX_DOUBLINGS))
        delay_s = self._random.uniform(0.0, highest)
        if retry_after_s is not None:
            delay_s = max(delay_s, min(retry_after_s, MAX_RETRY_AFTER_S))
        self.failures += 1
        self._shut_at, self._until = now, now + timedelta(seconds=delay_s)
        return self._until

    def shut(self, now: datetime, seconds: float) -> None:
        """Shut for a fixed time: trying sooner would only ask the same question."""
        self._shut_at, self._until = now, now + timedelta(seconds=min(seconds, MAX_RETRY_AFTER_S))

    def open(self) -> None:
        """Let the next try through; the failures still count."""
        self._until = None

    def reset(self) -> None:
        """It went well."""
        self._until = None
        self.failures = 0
