"""When to try again."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from app.clock.time import VIETNAM
from sync.engine.backoff import MAX_RETRY_AFTER_S, Backoff

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)


class Most(Random):
    """Always the longest delay that jitter may give."""

    def uniform(self, a: float, b: float) -> float:
        return b


def delays(backoff: Backoff, times: int) -> list[float]:
    return [(backoff.failed(NOW) - NOW).total_seconds() for _ in range(times)]


def test_delays_double_up_to_the_cap() -> None:
    """Exponential, and never longer than the cap, however long it fails."""
    backoff = Backoff(Most(), base_s=1.0, cap_s=10.0)
    assert delays(backoff, 6) == [1.0, 2.0, 4.0, 8.0, 10.0, 10.0]
    assert delays(backoff, 5_000)[-1] == 10.0


def test_jitter_spreads_over_the_whole_delay() -> None:
    """Full jitter: the desks of a province don't come back in one wave."""
    backoff = Backoff(Random(1), base_s=8.0, cap_s=8.0)
    got = delays(backoff, 400)
    assert min(got) < 0.5
    assert max(got) > 7.5


def test_retry_after_is_the_least() -> None:
    """The other side's word counts, within an hour."""
    backoff = Backoff(Random(1), base_s=1.0, cap_s=1.0)
    assert backoff.failed(NOW, retry_after_s=30.0) == NOW + timedelta(seconds=30)
    assert backoff.failed(NOW, retry_after_s=1e9) == NOW + timedelta(seconds=MAX_RETRY_AFTER_S)


def test_a_gate_opens_at_its_time_and_on_success() -> None:
    """Shut until then; ``open`` lets one through, ``reset`` forgets."""
    backoff = Backoff(Most(), base_s=4.0, cap_s=60.0)
    assert backoff.shut_until(NOW) is None
    until = backoff.failed(NOW)
    assert backoff.shut_until(NOW) == until == NOW + timedelta(seconds=4)
    assert backoff.shut_until(until) is None
    backoff.open()
    assert backoff.shut_until(NOW) is None
    assert backoff.failed(NOW) == NOW + timedelta(seconds=8)
    backoff.reset()
    assert backoff.failed(NOW) == NOW + timedelta(seconds=4)


def test_a_clock_that_was_set_back_does_not_shut_the_gate_for_days() -> None:
    """The wrong clock of a counter never stops the queue."""
    backoff = Backoff(Most(), base_s=4.0, cap_s=60.0)
    backoff.failed(NOW)
    assert backoff.shut_until(NOW - timedelta(days=3)) is None


@pytest.mark.parametrize("back_s", [1, 600, 3_000, 86_400])
def test_a_clock_that_was_set_back_does_not_shut_the_gate_for_longer(back_s: int) -> None:
    """Not by fifty minutes either: that would be an hour without sending."""
    backoff = Backoff(Most(), base_s=4.0, cap_s=60.0)
    backoff.failed(NOW)
    assert backoff.shut_until(NOW - timedelta(seconds=back_s)) is None
    backoff.shut(NOW, 3_600.0)
    assert backoff.shut_until(NOW - timedelta(seconds=back_s)) is None
    assert backoff.shut_until(NOW) == NOW + timedelta(hours=1)
