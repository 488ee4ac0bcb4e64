"""How far the desk's clock is ahead of the central's: one figure for all connections of a run."""

from __future__ import annotations


class ClockOffset:
    """Measured by every answer, used to sign every request; several threads read and set it."""

    def __init__(self, ms: int = 0) -> None:
        self.ms = ms
