"""When a clock is trusted with the day in a number."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.clock.time import VIETNAM
from app.errors import Refusal
from app.numbering.clock_check import check_clock

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=VIETNAM)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("last_event", "central", "confirmed"),
    [
        (None, None, None),
        (NOW, NOW, None),
        (NOW + timedelta(minutes=5), None, None),
        (None, NOW - timedelta(hours=24), None),
        (None, NOW + timedelta(days=3), None),
        (NOW + timedelta(days=9), NOW - timedelta(days=9), NOW - timedelta(hours=8)),
    ],
)
def test_a_plausible_or_confirmed_clock_numbers(
    last_event: datetime | None, central: datetime | None, confirmed: datetime | None
) -> None:
    """Small steps back and weekends offline ask nobody; a confirmation counts for its day."""
    check_clock(NOW, last_event=last_event, central=central, confirmed=confirmed)


@pytest.mark.parametrize(
    ("last_event", "central", "confirmed"),
    [
        (NOW + timedelta(minutes=5) + SECOND, None, None),
        (None, NOW - timedelta(hours=24) - SECOND, None),
        (NOW + timedelta(days=1), None, NOW - timedelta(days=1)),
        (NOW + timedelta(days=1), None, NOW + SECOND),
    ],
)
def test_an_implausible_clock_asks(
    last_event: datetime | None, central: datetime | None, confirmed: datetime | None
) -> None:
    """Behind the last event, or a day ahead of the central; yesterday's word does not count."""
    with pytest.raises(Refusal) as refusal:
        check_clock(NOW, last_event=last_event, central=central, confirmed=confirmed)
    assert refusal.value.code == "clock_unsure"
    assert refusal.value.advice
