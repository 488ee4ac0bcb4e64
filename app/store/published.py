"""What this desk has of the data that the central publishes (docs/adr/0028)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from app.clock.time import from_iso, to_iso
from app.store.database import Database


class PublishedRow(Struct, frozen=True):
    """One kind, as it came last. ``problem`` says why it is not in force; empty where it is.

    ``moved`` are the codes of open dossiers that it counts otherwise than before.
    """

    kind: str
    etag: str
    files: int
    came_at: datetime
    asked_at: datetime
    problem: str
    moved: list[str]


_COLUMNS = "kind, etag, files, came_at, asked_at, problem, moved"


class Published:
    """One row a kind: ``catalogue``, ``calendar``, ``agencies``. Each writing method commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[PublishedRow]:
        """What has come so far, by kind."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM published ORDER BY kind")  # noqa: S608 - constants
        return [_row(row) for row in rows]

    def asked(self) -> dict[str, datetime]:
        """When the central was asked last, by kind."""
        rows = self._database.rows("SELECT kind, asked_at FROM published")
        return {row[0]: from_iso(row[1]) for row in rows}

    def row(self, kind: str) -> PublishedRow | None:
        """What came last of ``kind``; None where the central was never reached for it."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM published WHERE kind = ?",  # noqa: S608 - constants
            (kind,),
        )
        return None if row is None else _row(row)

    def unchanged(self, kind: str, now: datetime) -> None:
        """The central was asked, and has nothing else."""
        with self._database.transaction():
            self._database.write(
                "UPDATE published SET asked_at = ? WHERE kind = ?", (to_iso(now), kind)
            )


def put_published(database: Database, row: PublishedRow) -> None:
    """Keep what has come, inside a transaction."""
    database.write(
        f"INSERT OR REPLACE INTO published ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
        (
            row.kind,
            row.etag,
            row.files,
            to_iso(row.came_at),
            to_iso(row.asked_at),
            row.problem,
            msgspec.json.encode(row.moved).decode(),
        ),
    )


def _row(row: tuple[Any, ...]) -> PublishedRow:
    moved = msgspec.json.decode(row[6], type=list[str])
    return PublishedRow(row[0], row[1], row[2], from_iso(row[3]), from_iso(row[4]), row[5], moved)
