"""How often this desk's agency takes each procedure, by its newest dossiers."""

from __future__ import annotations

from app.store.database import Database


def procedures_taken(database: Database, newest: int) -> dict[str, int]:
    """Code of a procedure -> dossiers of it among the ``newest``, the ones that came last."""
    rows = database.rows(
        "SELECT procedure, count(*) FROM"
        " (SELECT procedure FROM dossier ORDER BY number DESC LIMIT ?)"
        " WHERE procedure <> '' GROUP BY procedure",
        (newest,),
    )
    return {str(code): int(count) for code, count in rows}
