"""Settings of the store: named texts, and the few that the store itself reads."""

from __future__ import annotations

from app.store.database import Database

MUST_SUCCEED = "must_succeed"
CLOCK_OFFSET_MS = "clock_offset_ms"
CENTRAL_TIME = "central_time"
CLOCK_CONFIRMED = "clock_confirmed"
LEASE_BLOCK = "lease_block"
FEED_CURSOR = "feed_cursor"
CATCH_UP = "catch_up"
PAGES_SWEPT = "pages_swept"
PROJECTION = "projection"
REFERENCE_FLOOR = "reference_floor"
SEAL_KEY = "seal_key"
"""The central's public key for what is carried to it, base64 (docs/adr/0029)."""
RUNNING_COPY = "running_copy"
"""Where unsent work is copied to, as ``app/store/copy_settings.py`` keeps it."""


def read_setting(database: Database, name: str) -> str | None:
    """The value of a setting; None where it was never set."""
    row = database.row("SELECT value FROM setting WHERE name = ?", (name,))
    return None if row is None else str(row[0])


def write_setting(database: Database, name: str, value: str | None) -> None:
    """Set or, with None, remove a setting, inside a transaction."""
    if value is None:
        database.write("DELETE FROM setting WHERE name = ?", (name,))
    else:
        database.write(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )


def read_number(database: Database, name: str) -> int | None:
    """A setting that is a whole number; None where it was never set."""
    value = read_setting(database, name)
    return None if value is None else int(value)
