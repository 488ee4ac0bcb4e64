"""The queue of scanned pages to the central (Ảnh quét chờ gửi), and those set aside."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct

from app.errors import InvalidInput
from app.store.database import Database
from app.store.event_order import json_list
from app.store.records import StoredProblem

_PAGE = (
    "SELECT u.sha256, u.dossier, d.code, u.event, u.bytes, u.media_type, u.state, u.location,"
    " u.ask_first, u.attempts, u.problem FROM upload u LEFT JOIN dossier d ON d.id = u.dossier"
)


class UploadState(StrEnum):
    """Where a page stands. ``DONE``: the central has said that it has the whole page."""

    WAITING = "waiting"
    DONE = "done"
    SET_ASIDE = "set_aside"


class PageUpload(Struct, frozen=True):
    """A page in the queue. ``event`` named it first; ``code`` is its dossier's, None without one.

    ``location`` is the upload that the central has begun for it, empty where none is known;
    ``ask_first`` says that the central probably has it; ``attempts`` counts new starts.
    """

    sha256: str
    dossier: str
    code: str | None
    event: str
    bytes: int
    media_type: str
    state: UploadState
    location: str
    ask_first: bool
    attempts: int
    problem: StoredProblem | None


class UploadCounts(Struct, frozen=True):
    """How many pages wait, and their bytes; how many a person must look at."""

    waiting: int
    waiting_bytes: int
    set_aside: int


class Uploads:
    """Pages on their way to the central. Each change is one synced transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(
        self, current: str = "", *, under_way: Collection[str] = frozenset()
    ) -> PageUpload | None:
        """The page to go on with: ``current`` while it waits, else the smallest; None: no more.

        Small before large, so that most dossiers are whole soon. Those ``under_way`` (hashes) are
        passed over.
        """
        row = None
        if current not in under_way:
            where = f"{_PAGE} WHERE u.sha256 = ? AND u.state = 'waiting'"
            row = self._database.row(where, (current,))
        if row is None:
            row = self._database.row(
                f"{_PAGE} WHERE u.state = 'waiting' AND u.sha256 NOT IN"  # noqa: S608 - as below
                " (SELECT value FROM json_each(?)) ORDER BY u.bytes LIMIT 1",
                (json_list(sorted(under_way)),),
            )
        return None if row is None else _page(row)

    def counts(self) -> UploadCounts:
        """How much waits."""
        found = {
            state: (pages, size)
            for state, pages, size in self._database.rows(
                "SELECT state, count(*), sum(bytes) FROM upload WHERE state = 'waiting'"
                " UNION ALL"
                " SELECT state, count(*), 0 FROM upload WHERE state = 'set_aside'"
            )
        }
        waiting, waiting_bytes = found.get("waiting", (0, 0))
        return UploadCounts(waiting, waiting_bytes or 0, found.get("set_aside", (0, 0))[0])

    def in_state(self, state: UploadState, *, limit: int = 1_000) -> list[PageUpload]:
        """Pages in a state, in the order in which they would be sent."""
        rows = self._database.rows(
            f"{_PAGE} WHERE u.state = ? ORDER BY u.bytes, u.sha256 LIMIT ?", (state.value, limit)
        )
        return [_page(row) for row in rows]

    def of_dossier(self, dossier: str) -> list[PageUpload]:
        """The pages that were first attached to a dossier (its id)."""
        rows = self._database.rows(f"{_PAGE} WHERE u.dossier = ? ORDER BY u.event", (dossier,))
        return [_page(row) for row in rows]

    def placed(self, sha256: str, location: str) -> None:
        """The central has begun an upload for the page; kept before the next byte is sent."""
        self._change(sha256, "location = ?, ask_first = 0", location)

    def lost(self, sha256: str) -> None:
        """The central has no use of what it has of the page: it starts anew, and that counts."""
        self._change(sha256, "location = '', attempts = attempts + 1")

    def done(self, sha256: str) -> None:
        """The central has the whole page."""
        self._change(sha256, "state = 'done', location = '', ask_first = 0, problem = NULL")

    def set_aside(self, sha256: str, problem: StoredProblem) -> None:
        """The page can't be sent; a person must look at it."""
        text = msgspec.json.encode(problem).decode()
        self._change(sha256, "state = 'set_aside', location = '', problem = ?", text)

    def show(self, sha256: str) -> PageUpload:
        """One page of the queue, or one that was sent; raises InvalidInput (``not_in_outbox``)."""
        row = self._database.row(f"{_PAGE} WHERE u.sha256 = ?", (sha256,))
        if row is None:
            raise _not_there(sha256)
        return _page(row)

    def _change(self, sha256: str, change: str, *values: str) -> None:
        with self._database.transaction():
            self._database.write(
                f"UPDATE upload SET {change} WHERE sha256 = ? AND state = 'waiting'",  # noqa: S608 - our own words
                (*values, sha256),
            )


def offer_page_again(database: Database, sha256: str) -> None:
    """Let a page that was set aside wait again, inside a transaction; one that waits goes on.

    Raises InvalidInput (``not_in_outbox``).
    """
    changed = database.write(
        "UPDATE upload SET state = 'waiting', attempts = 0, problem = NULL"
        " WHERE sha256 = ? AND state IN ('waiting', 'set_aside')",
        (sha256,),
    )
    if not changed:
        raise _not_there(sha256)


def _not_there(sha256: str) -> InvalidInput:
    return InvalidInput(
        "not_in_outbox", f"Không có ảnh {sha256[:12]!r} trong hàng chờ gửi.", field="id"
    )


def _page(row: tuple[Any, ...]) -> PageUpload:
    return PageUpload(
        sha256=row[0],
        dossier=row[1],
        code=row[2],
        event=row[3],
        bytes=row[4],
        media_type=row[5],
        state=UploadState(row[6]),
        location=row[7],
        ask_first=bool(row[8]),
        attempts=row[9],
        problem=None if row[10] is None else msgspec.json.decode(row[10], type=StoredProblem),
    )
