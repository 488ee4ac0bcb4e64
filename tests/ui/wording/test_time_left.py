"""How long is left is counted as people count."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.clock.time import VIETNAM
from tests.desks import calendar
from ui.wording.day_words import DayWords
from ui.wording.time_left import TimeLeft, Unit, time_left


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "due", "left"),
    [
        ("2026-11-23T08:30", "2026-11-26T17:00", TimeLeft(2, Unit.WORKING_DAYS, overdue=False)),
        ("2026-11-20T08:30", "2026-11-23T17:00", TimeLeft(1, Unit.WORKING_DAYS, overdue=False)),
        ("2026-11-20T16:00", "2026-11-21T10:00", TimeLeft(1, Unit.DAYS, overdue=False)),
        ("2026-11-23T08:30", "2026-11-23T17:00", TimeLeft(8, Unit.HOURS, overdue=False)),
        ("2026-11-23T16:30", "2026-11-23T17:00", TimeLeft(30, Unit.MINUTES, overdue=False)),
        ("2026-11-23T17:00", "2026-11-23T17:00", TimeLeft(0, Unit.MINUTES, overdue=False)),
        ("2026-11-23T18:10", "2026-11-23T17:00", TimeLeft(1, Unit.HOURS, overdue=True)),
        ("2026-11-26T08:00", "2026-11-23T17:00", TimeLeft(2, Unit.WORKING_DAYS, overdue=True)),
        ("2026-11-22T08:00", "2026-11-20T17:00", TimeLeft(2, Unit.DAYS, overdue=True)),
        ("2026-11-23T08:00", "2099-01-05T17:00", TimeLeft(26341, Unit.DAYS, overdue=False)),
    ],
)
def test_the_time_left_is_counted_in_what_matters(now: str, due: str, left: TimeLeft) -> None:
    """Working days between days (24/11 is off), hours on the day; days where the calendar ends."""
    assert time_left(at(now), at(due), calendar()) == left


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("overdue", [False, True])
def test_every_amount_has_words(unit: Unit, overdue: bool) -> None:
    """One is said as one, many with their number, and late as late."""
    words = DayWords()
    one, many = (words.left(TimeLeft(count, unit, overdue=overdue)) for count in (1, 7))
    assert one.startswith("1 ")
    assert many.startswith("7 ")
    assert one.endswith("overdue" if overdue else "left")
    assert many.endswith("overdue" if overdue else "left")
