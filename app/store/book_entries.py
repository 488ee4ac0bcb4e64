"""The places of one of the desk's books, in order, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.store.database import Database

PAGE = 500


@dataclass(frozen=True, slots=True)
class BookEntry:
    """``number`` of a ``volume`` (quyển), and the dossier and event that took it."""

    volume: int
    number: int
    dossier: str
    event: str


def book_entries(database: Database, book: str) -> Iterator[BookEntry]:
    """The entries of ``book`` (``app.numbering.books``) of this desk and of those it succeeds.

    By volume and number. What is written between two pages is seen or not; nothing is seen twice.
    """
    after: tuple[int, int, str] = (0, 0, "")
    while True:
        rows = database.rows(
            "SELECT volume, number, dossier, event FROM book_entry WHERE book = ?"
            " AND (volume, number, event) > (?, ?, ?) ORDER BY volume, number, event LIMIT ?",
            (book, *after, PAGE),
        )
        for row in rows:
            yield BookEntry(row[0], row[1], row[2], row[3])
        if len(rows) < PAGE:
            return
        after = (rows[-1][0], rows[-1][1], rows[-1][3])
