"""Sleep and wake, told from two clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock.time import FixedClock
from sync.transport.sleep_watch import SleepWatch
from tests.faults.bench import NOW


class Clocks:
    """The wall clock and the monotonic one, moved apart from each other."""

    def __init__(self) -> None:
        self.wall = FixedClock(NOW)
        self.monotonic_s = 5_000.0
        self.watch = SleepWatch(self.wall, lambda: self.monotonic_s)

    def move(self, *, wall_s: float, monotonic_s: float) -> None:
        self.wall.advance(timedelta(seconds=wall_s))
        self.monotonic_s += monotonic_s


@pytest.mark.parametrize(
    ("wall_s", "monotonic_s", "asked_s", "slept"),
    [
        (5.0, 5.0, 5.0, False),
        (0.2, 0.2, 5.0, False),  # woken early by an answer
        (20.0, 20.0, 5.0, False),  # a busy machine
        (3_600.0, 5.0, 5.0, True),  # Linux: the monotonic clock stood still
        (3_600.0, 3_600.0, 5.0, True),  # Windows: it did not, the pause was far too long
        (3_600.0, 5.0, None, True),
        (300.0, 300.0, None, False),  # a long call is no sleep
        (-3_600.0, 5.0, 5.0, False),  # the clock was set back
        (0.0, 5.0, 5.0, False),  # a clock that stands still
    ],
)
def test_a_sleep_is_told_from_a_pause(
    wall_s: float, monotonic_s: float, asked_s: float | None, slept: bool
) -> None:
    """The wall clock ran far ahead, or a pause lasted far longer than asked."""
    clocks = Clocks()
    clocks.move(wall_s=wall_s, monotonic_s=monotonic_s)
    assert clocks.watch.slept(asked_s=asked_s) is slept


def test_one_sleep_is_told_once() -> None:
    """The next look starts from this one."""
    clocks = Clocks()
    clocks.move(wall_s=3_600.0, monotonic_s=1.0)
    assert clocks.watch.slept()
    clocks.move(wall_s=1.0, monotonic_s=1.0)
    assert not clocks.watch.slept()
