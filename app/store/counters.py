"""The counters that this desk knows by name: its own, and those whose keys are published."""

from __future__ import annotations

from app.store.database import Database


def counter_name(database: Database, installation: str) -> str:
    """The name of the counter of an installation; empty where it is not known (yet)."""
    row = database.row(
        "SELECT counter FROM installation WHERE id = :installation"
        " UNION ALL SELECT counter FROM known_key WHERE installation = :installation LIMIT 1",
        {"installation": installation},
    )
    return "" if row is None else str(row[0])


def counter_names(database: Database) -> dict[str, str]:
    """All of them, by installation."""
    rows = database.rows(
        "SELECT installation, counter FROM known_key WHERE counter <> ''"
        " UNION SELECT id, counter FROM installation"
    )
    return dict(rows)
