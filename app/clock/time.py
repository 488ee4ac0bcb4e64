"""Vietnamese time and its text form.

Vietnam has had one zone without daylight saving since 1975, so a fixed offset is exact for every
day that the program knows and needs no time-zone database on Windows.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

from app.errors import InvalidInput

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Where the time comes from. Handed in, never fetched."""

    def now(self) -> datetime:
        """Return the time now, aware, in Vietnamese time."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(VIETNAM)


class FixedClock:
    """A clock that stands still until it is moved (``--as-of``, the demonstration, tests)."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(VIETNAM)

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move the clock by ``by``; negative values set it back."""
        self._at += by


def to_iso(at: datetime) -> str:
    """Write ``at`` as ISO 8601 with ``+07:00``, milliseconds only where there are any."""
    local = at.astimezone(VIETNAM)
    return local.isoformat(timespec="milliseconds" if local.microsecond >= 1_000 else "seconds")


def from_iso(text: str, *, field: str = "time") -> datetime:
    """Read an ISO 8601 time; a naive one is Vietnamese time.

    Raises InvalidInput (``bad_time``) naming ``field``.
    """
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(
            "bad_time",
            f"Thời gian không hợp lệ: {text[:40]!r} (mẫu: 2026-11-23T08:30)",
            field=field,
        ) from None
    if at.tzinfo is None:
        return at.replace(tzinfo=VIETNAM)
    try:
        return at.astimezone(VIETNAM)
    except OverflowError:
        raise InvalidInput(
            "bad_time", f"Thời gian ngoài phạm vi: {text[:40]!r}", field=field
        ) from None


def date_from_iso(text: str, *, field: str = "date") -> date:
    """Read an ISO 8601 date. Raises InvalidInput (``bad_date``) naming ``field``."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(
            "bad_date", f"Ngày không hợp lệ: {text[:40]!r} (mẫu: 2026-11-23)", field=field
        ) from None


def epoch_ms(at: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z."""
    return round(
        (at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1)
    )


def from_epoch_ms(milliseconds: int) -> datetime:
    """The time, in Vietnamese time; raises ValueError out of datetime's range."""
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)).astimezone(
            VIETNAM
        )
    except OverflowError as error:
        raise ValueError(str(error)) from None
