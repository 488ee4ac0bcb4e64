"""The clock's offset: kept at each contact, shown where it matters."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.store.clock_offset import SHOWN_OFFSET, clock_offset, shown_offset
from tests.app.store.rig import MORNING, DeskRig


@pytest.mark.parametrize(
    ("offset", "is_shown"),
    [
        (timedelta(0), False),
        (SHOWN_OFFSET, False),
        (SHOWN_OFFSET + timedelta(seconds=1), True),
        (-SHOWN_OFFSET - timedelta(seconds=1), True),
        (timedelta(days=-300), True),
    ],
)
def test_an_offset_is_shown_over_two_minutes(
    rig: DeskRig, offset: timedelta, is_shown: bool
) -> None:
    """Ahead or behind; the sign says which."""
    with rig.create() as store:
        assert clock_offset(store) is None
        assert shown_offset(store) is None
        store.note_central_time(MORNING - offset, round(offset.total_seconds() * 1_000))
        assert clock_offset(store) == offset
        assert shown_offset(store) == (offset if is_shown else None)
