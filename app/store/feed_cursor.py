"""How far this desk has applied the central's feed."""

from __future__ import annotations

from app.store.database import Database
from app.store.settings import FEED_CURSOR, read_setting, write_setting


def read_cursor(database: Database) -> tuple[int, int]:
    """(generation, position); (0, 0) before the first contact."""
    text = read_setting(database, FEED_CURSOR)
    if text is None:
        return 0, 0
    generation, _, position = text.partition(".")
    return int(generation), int(position)


def write_cursor(database: Database, generation: int, position: int) -> None:
    """Move the cursor, inside the transaction that applied the entries."""
    write_setting(database, FEED_CURSOR, f"{generation}.{position}")
