"""Times are Vietnamese, ISO 8601, and a bad one says which field it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock.time import VIETNAM, FixedClock, SystemClock, epoch_ms, from_iso, to_iso
from app.errors import InvalidInput


def test_a_naive_time_is_vietnamese() -> None:
    """docs/command-line.md: naive times are Asia/Ho_Chi_Minh."""
    assert from_iso("2026-11-23T08:30") == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def test_output_has_the_offset_and_milliseconds_only_where_there_are_any() -> None:
    """docs/command-line.md: output has +07:00."""
    assert to_iso(datetime(2026, 11, 23, 1, 30, tzinfo=UTC)) == "2026-11-23T08:30:00+07:00"
    at = datetime(2026, 11, 23, 1, 30, 0, 250_000, tzinfo=UTC)
    assert to_iso(at) == "2026-11-23T08:30:00.250+07:00"


@pytest.mark.parametrize(
    "text", ["", "hôm qua", "2026-13-01", "9" * 200_000, "0001-01-01T00:00+14:00"]
)
def test_a_bad_time_names_its_field(text: str) -> None:
    """Bad input gets a clear error that says which field and why."""
    with pytest.raises(InvalidInput) as caught:
        from_iso(text, field="received")
    assert caught.value.code == "bad_time"
    assert caught.value.field == "received"


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - made aware below
def test_what_is_written_reads_back(at: datetime) -> None:
    """The text form loses nothing down to the millisecond."""
    aware = at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=VIETNAM)
    assert from_iso(to_iso(aware)) == aware


def test_epoch_milliseconds_do_not_lose_a_millisecond_to_floats() -> None:
    """Whole milliseconds stay whole."""
    at = datetime(2026, 11, 23, 1, 30, 0, 1000, tzinfo=UTC)
    assert epoch_ms(at) % 1000 == 1


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    """--as-of stands still; tests move it, also back."""
    clock = FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM))
    assert clock.now() == clock.now()
    clock.advance(timedelta(minutes=-5))
    assert clock.now().minute == 55


def test_the_system_clock_is_aware() -> None:
    """A naive time never enters the domain."""
    assert SystemClock().now().utcoffset() == timedelta(hours=7)
