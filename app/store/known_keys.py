"""The published keys of installations: with them any desk checks a paper's mark offline."""

from __future__ import annotations

from collections.abc import Mapping

from app.numbering.receipt_mark import KnownKey
from app.store.database import Database


def read(database: Database) -> dict[int, KnownKey]:
    """The keys that this desk has seen, by key id."""
    rows = database.rows("SELECT key_id, installation, public_key, counter FROM known_key")
    return {row[0]: KnownKey(row[1], row[2], row[3]) for row in rows}


def keep(database: Database, keys: Mapping[int, KnownKey]) -> None:
    """Keep those whose id is new, in a transaction of its own; a key that is known stays.

    What a counter is called is taken as it is told now.
    """
    known = read(database)
    new = {key_id: key for key_id, key in keys.items() if key_id not in known}
    named = {
        key_id: key.counter
        for key_id, key in keys.items()
        if key_id in known and key.counter and key.counter != known[key_id].counter
    }
    if not new and not named:
        return
    with database.transaction():
        for key_id, key in new.items():
            database.write(
                "INSERT INTO known_key (key_id, installation, public_key, counter)"
                " VALUES (?, ?, ?, ?)",
                (key_id, key.installation, key.public_key, key.counter),
            )
        for key_id, counter in named.items():
            database.write("UPDATE known_key SET counter = ? WHERE key_id = ?", (counter, key_id))
