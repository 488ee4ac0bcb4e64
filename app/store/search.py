"""Search as people type: case, tone marks and đ do not matter, codes from their first signs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from app.catalogue.folding import fold
from app.dossier.events import FeeLine
from app.numbering.code import tidy_code
from app.store.database import Database
from app.store.records import DossierRow

MAX_QUERY = 200
MAX_WORDS = 12
EXACT = -1
"""Count to the end."""

_CODE_START = re.compile(r"[A-Z]\d{2}[.\-].*|[0-9A-Z]{2,3}\..*|CHM-.*", re.ASCII)

_ROW = (
    "SELECT d.code, d.id, d.name, d.procedure, d.received_at, d.due_at, d.stage,"
    " CASE WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.dossier = d.id AND o.state = 'set_aside')"
    " THEN 'set_aside'"
    " WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.dossier = d.id AND o.state = 'pending')"
    " THEN 'waiting' ELSE 'sent' END, d.reference, d.state FROM dossier d WHERE d.number = ?"
)


class _Shown(Struct):
    """What a list shows of a dossier's state; the rest of it is passed over."""

    prints: dict[str, int] = {}
    fees: tuple[FeeLine, ...] = ()
    collected: int = 0


_SHOWN = msgspec.json.Decoder(_Shown)


def search(
    database: Database, query: str, limit: int, *, count_to: int = EXACT
) -> tuple[list[DossierRow], int]:
    """The newest ``limit`` dossiers that have every word of ``query``, and how many there are.

    The last word may be cut off anywhere. An empty query finds all. What looks like the beginning
    of a code or of a reference is looked up as that, the highest code first. Counting stops at
    ``count_to``.
    """
    cleaned = query.strip()[:MAX_QUERY]
    if not cleaned:
        numbers = "SELECT number FROM dossier ORDER BY number DESC"
        return _select(database, numbers, {}, limit, count_to)
    start = tidy_code(cleaned)
    if _CODE_START.fullmatch(start):
        found = _by_code(database, start, limit, count_to)
        if found[1]:
            return found
    words = _words(cleaned)
    if not words:
        return [], 0
    match = " ".join(f'"{word}"*' for word in words)
    numbers = "SELECT rowid FROM search WHERE search MATCH :match ORDER BY rowid DESC"
    return _select(database, numbers, {"match": match}, limit, count_to)


def received_on(database: Database, day: date) -> list[DossierRow]:
    """The dossiers that were received on ``day`` (Vietnamese time), the newest first."""
    rows = database.rows(
        "SELECT number FROM dossier WHERE received_at >= :start AND received_at < :end"
        " ORDER BY received_at DESC, number DESC",
        {"start": day.isoformat(), "end": (day + timedelta(days=1)).isoformat()},
    )
    return [_row(row) for found in rows for row in database.rows(_ROW, found)]


def find_dossier(database: Database, name: str) -> str | None:
    """The id of the dossier with this code, reference or id; None where there is none."""
    cleaned = name.strip()
    code = tidy_code(cleaned)
    for column, value in (("code", code), ("reference", code), ("id", cleaned.lower())):
        row = database.row(
            f"SELECT id FROM dossier WHERE {column} = ? ORDER BY number LIMIT 1",  # noqa: S608 - one of three constants
            (value,),
        )
        if row is not None and value:
            return str(row[0])
    return None


def _by_code(
    database: Database, start: str, limit: int, count_to: int
) -> tuple[list[DossierRow], int]:
    column = "reference" if start.startswith("CHM-") else "code"
    numbers = (
        f"SELECT number FROM dossier WHERE {column} BETWEEN :start AND :end ORDER BY {column} DESC"  # noqa: S608 - one of two constants
    )
    values = {"start": start, "end": start + "\U0010ffff"}
    return _select(database, numbers, values, limit, count_to)


def _select(
    database: Database, numbers: str, values: dict[str, Any], limit: int, count_to: int
) -> tuple[list[DossierRow], int]:
    """The rows whose numbers the query ``numbers`` gives, in its order.

    Only the numbers are sorted and counted; the wide rows are fetched for what is shown.
    """
    with database.lock:
        shown = database.rows(f"{numbers} LIMIT :limit", {**values, "limit": limit})
        rows = [row for found in shown for row in database.rows(_ROW, found)]
        counted = database.row(
            f"SELECT count(*) FROM ({numbers} LIMIT :count_to)",  # noqa: S608 - our own queries
            {**values, "count_to": count_to},
        )
    assert counted is not None
    return [_row(row) for row in rows], int(counted[0])


def _row(row: tuple[Any, ...]) -> DossierRow:
    shown = _SHOWN.decode(row[-1])
    fee_total = sum(line.amount for line in shown.fees)
    values = (*row[:-1], sum(shown.prints.values()), fee_total, shown.collected)
    return DossierRow(*values)


def _words(query: str) -> list[str]:
    folded = fold(query)
    spaced = "".join(sign if sign.isalnum() else " " for sign in folded)
    return spaced.split()[:MAX_WORDS]
