"""The audit log: a hash chain over hashes, the details beside it, so that they can be pruned."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from app.dossier.events import sha256_hex
from app.store.database import Database
from app.store.records import AuditLine

FIRST_HASH = "0" * 64


def append_line(
    database: Database,
    *,
    at: str,
    officer: str,
    unlock: str,
    action: str,
    subject: str,
    detail: dict[str, Any],
) -> None:
    """Add a line, inside a transaction."""
    # The salt keeps a pruned detail from being guessed from its hash, as in docs/adr/0001.
    text = msgspec.json.encode({"salt": secrets.token_hex(16), "detail": detail}).decode()
    number, previous = _end(database)
    digest = sha256_hex(text.encode())
    line = (number + 1, at, officer, unlock, action, subject, digest)
    database.write(
        "INSERT INTO audit (number, at, officer, unlock, action, subject, detail_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*line, line_hash(previous, line)),
    )
    database.write("INSERT INTO audit_detail (number, detail) VALUES (?, ?)", (number + 1, text))


def line_hash(previous: str, line: tuple[int, str, str, str, str, str, str]) -> str:
    """The hash of a line that follows the one with hash ``previous``."""
    return sha256_hex(msgspec.json.encode([previous, *line]))


def _end(database: Database) -> tuple[int, str]:
    row = database.row("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
    return (0, FIRST_HASH) if row is None else (row[0], row[1])


def head(database: Database) -> str:
    """The hash of the last line: what goes to the central."""
    return _end(database)[1]


def lines(database: Database, subject: str | None = None, *, limit: int = 200) -> list[AuditLine]:
    """The newest lines, of one subject (a dossier's id) or of all."""
    rows = database.rows(
        "SELECT a.number, at, officer, unlock, action, subject, detail FROM audit a"
        " LEFT JOIN audit_detail d ON d.number = a.number"
        " WHERE :subject IS NULL OR subject = :subject ORDER BY a.number DESC LIMIT :limit",
        {"subject": subject, "limit": limit},
    )
    return [
        AuditLine(
            number=row[0],
            at=row[1],
            officer=row[2],
            unlock=row[3],
            action=row[4],
            subject=row[5],
            detail=_detail(row[6]),
        )
        for row in rows
    ]


def _detail(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    detail: dict[str, Any] = msgspec.json.decode(text)["detail"]
    return detail


def problems(database: Database) -> list[str]:
    """Where the chain or a detail does not hold; empty where all does."""
    found = []
    previous, expected = FIRST_HASH, 1
    rows = database.rows(
        "SELECT a.number, at, officer, unlock, action, subject, detail_hash, hash, detail"
        " FROM audit a LEFT JOIN audit_detail d ON d.number = a.number ORDER BY a.number"
    )
    for row in rows:
        line, digest, detail = row[:7], row[7], row[8]
        if row[0] != expected or line_hash(previous, line) != digest:
            found.append(f"nhật ký dòng {row[0]}: chuỗi không khớp")
        if detail is not None and sha256_hex(detail.encode()) != row[6]:
            found.append(f"nhật ký dòng {row[0]}: nội dung bị sửa")
        previous, expected = digest, row[0] + 1
    return found
