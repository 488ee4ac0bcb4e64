"""Ids are UUIDv7: made at the desk, unique, sorted by time for the indexes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from app.clock.time import VIETNAM, epoch_ms
from app.ids import new_id


def test_an_id_is_a_version_7_uuid_that_carries_its_millisecond() -> None:
    """RFC 9562 §5.7."""
    now = datetime(2026, 11, 23, 8, 0, 0, 123_000, tzinfo=VIETNAM)
    made = UUID(new_id(now))
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == epoch_ms(now)


def test_ten_thousand_ids_of_one_millisecond_differ() -> None:
    """74 random bits: the same clock reading never makes the same id."""
    now = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
    assert len({new_id(now) for _ in range(10_000)}) == 10_000


def test_later_ids_sort_later() -> None:
    """The order is for B-trees only, but it is there."""
    now = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
    assert new_id(now) < new_id(now + timedelta(milliseconds=1))
