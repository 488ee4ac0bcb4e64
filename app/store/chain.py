"""The chain of this installation's own events."""

from __future__ import annotations

from dataclasses import dataclass

from app.dossier.events import FIRST_PREV_HASH
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last own event: its ``seq`` (0: none) and hash."""

    seq: int
    hash: str


def chain_end(database: Database, installation: str) -> ChainEnd:
    """Where the installation's next event hangs on."""
    row = database.row(
        "SELECT seq, hash FROM event WHERE installation = ? AND own = 1 ORDER BY seq DESC LIMIT 1",
        (installation,),
    )
    return ChainEnd(0, FIRST_PREV_HASH) if row is None else ChainEnd(row[0], row[1])


def hash_at(database: Database, installation: str, seq: int) -> str | None:
    """The hash of the installation's own event ``seq``; None where it is not here."""
    row = database.row(
        "SELECT hash FROM event WHERE installation = ? AND own = 1 AND seq = ?",
        (installation, seq),
    )
    return None if row is None else str(row[0])
