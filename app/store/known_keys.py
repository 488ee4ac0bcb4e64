"""The published keys of installations: with them any desk checks a paper's mark offline."""

from __future__ import annotations

from collections.abc import Mapping

from app.numbering.receipt_mark import KnownKey
from app.store.database import Database


def read(database: Database) -> dict[int, KnownKey]:
    """The keys that this desk has seen, by key id."""
    rows = database.rows("SELECT key_id, installation, public_key FROM known_key")
    return {row[0]: KnownKey(row[1], row[2]) for row in rows}


def keep(database: Database, keys: Mapping[int, KnownKey]) -> None:
    """Keep those whose id is new, in a transaction of its own; one that is known stays."""
    known = read(database)
    new = {key_id: key for key_id, key in keys.items() if key_id not in known}
    if not new:
        return
    with database.transaction():
        for key_id, key in new.items():
            database.write(
                "INSERT INTO known_key (key_id, installation, public_key) VALUES (?, ?, ?)",
                (key_id, key.installation, key.public_key),
            )
