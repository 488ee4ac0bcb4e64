"""The dossiers whose result has come and waits for its citizen."""

from __future__ import annotations

import msgspec

from app.dossier.state import Dossier, Stage
from app.store.database import Database

MOST = 500
_STATE = msgspec.json.Decoder(Dossier)


def with_result(database: Database, resolver: str) -> list[Dossier]:
    """The newest 500 dossiers of ``resolver`` (e-ID) that are resolved and not given back yet,
    the oldest first."""
    rows = database.rows(
        "SELECT state FROM dossier WHERE stage = ? AND resolver = ? ORDER BY number DESC LIMIT ?",
        (Stage.RESOLVED.value, resolver, MOST),
    )
    return [_STATE.decode(row[0]) for row in reversed(rows)]
