"""Work of other desks, or of this one before it was restored, that this desk carries on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct

from app.clock.time import to_iso
from app.dossier.events import sha256_hex
from app.errors import InvalidInput
from app.store.chain import hash_at
from app.store.database import Database
from app.store.records import StoredProblem

MISSING = "predecessor_missing"
MAX_MISSING_TRIES = 5
"""So often a run is offered whose predecessor the central does not have; then a person must bring
the part before it. Whatever comes of that chain later lets it be offered again."""


class CarriedState(StrEnum):
    """What became of a carried run."""

    WAITING = "waiting"
    DONE = "done"
    SET_ASIDE = "set_aside"


class NewRun(Struct, frozen=True):
    """A verified run as it came out of a pack. ``body`` is the contract's message, as it was."""

    installation: str
    counter: str
    first_seq: int
    last_seq: int
    tip: str
    body: bytes

    @property
    def id(self) -> str:
        """What makes two of them the same: whose, from where to where."""
        return sha256_hex(f"{self.installation}\n{self.first_seq}\n{self.tip}".encode())


class CarriedEntry(Struct, frozen=True):
    """A line for people; ``counter`` is what they call the desk that made it."""

    id: str
    installation: str
    counter: str
    first_seq: int
    last_seq: int
    events: int
    state: CarriedState
    attempts: int
    problem: StoredProblem | None
    imported_at: str


class CarriedItem(Struct, frozen=True):
    """A run that goes out."""

    id: str
    installation: str
    body: bytes


class CarriedCounts(Struct, frozen=True):
    """Runs that wait to be sent, and those that a person must look at."""

    waiting: int
    set_aside: int


_ENTRY = (
    "SELECT id, installation, counter, first_seq, last_seq, state, attempts, problem, imported_at"
    " FROM carried"
)


class CarriedWork:
    """The table ``carried``. A run that is done is kept: a restored central gets it again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, held: Collection[str] = ()) -> CarriedItem | None:
        """The next run that waits, each chain from its beginning; none of the ``held`` chains."""
        row = self._database.row(
            "SELECT id, installation, body FROM carried WHERE state = 'waiting'"
            " AND installation NOT IN (SELECT value FROM json_each(?))"
            " ORDER BY installation, first_seq, last_seq LIMIT 1",
            (msgspec.json.encode(sorted(held)).decode(),),
        )
        return None if row is None else CarriedItem(*row)

    def done(self, carried: str, problem: StoredProblem | None) -> None:
        """The central has answered each event. ``problem``: why it set one of them aside."""
        state = CarriedState.DONE if problem is None else CarriedState.SET_ASIDE
        with self._database.transaction():
            self._settle(carried, state, problem)
            if problem is None:
                self._let_followers_go(carried)

    def missed(self, carried: str, problem: StoredProblem) -> None:
        """The central does not have what comes before it; after a while a person must bring it."""
        with self._database.transaction():
            self._database.write(
                "UPDATE carried SET attempts = attempts + 1 WHERE id = ?", (carried,)
            )
            row = self._database.row("SELECT attempts FROM carried WHERE id = ?", (carried,))
            if row is not None and row[0] >= MAX_MISSING_TRIES:
                self._settle(carried, CarriedState.SET_ASIDE, problem)

    def refused(self, carried: str, problem: StoredProblem) -> None:
        """The central takes none of it."""
        with self._database.transaction():
            self._settle(carried, CarriedState.SET_ASIDE, problem)

    def retry(self, carried: str) -> CarriedEntry:
        """Offer one that was set aside once more; raises InvalidInput (``not_in_outbox``)."""
        self.show(carried)
        with self._database.transaction():
            self._database.write(
                "UPDATE carried SET state = 'waiting', attempts = 0, problem = NULL"
                " WHERE id = ? AND state = 'set_aside'",
                (carried,),
            )
        return self.show(carried)

    def list(self, state: CarriedState | None = None, *, limit: int = 1_000) -> list[CarriedEntry]:
        """Runs that wait or are set aside (or those in ``state``), by chain."""
        rows = self._database.rows(
            f"{_ENTRY} WHERE state = :state OR (:state IS NULL AND state <> 'done')"
            " ORDER BY installation, first_seq, last_seq LIMIT :limit",
            {"state": None if state is None else state.value, "limit": limit},
        )
        return [_entry(row) for row in rows]

    def show(self, carried: str) -> CarriedEntry:
        """One line; raises InvalidInput (``not_in_outbox``)."""
        row = self._database.row(f"{_ENTRY} WHERE id = ?", (carried,))
        if row is None:
            raise InvalidInput(
                "not_in_outbox", f"Không có {carried[:70]!r} trong hàng chờ gửi.", field="id"
            )
        return _entry(row)

    def run(self, carried: str) -> NewRun:
        """A run as it was imported; raises InvalidInput (``not_in_outbox``)."""
        self.show(carried)
        row = self._database.row(
            "SELECT installation, counter, first_seq, last_seq, tip, body FROM carried"
            " WHERE id = ?",
            (carried,),
        )
        assert row is not None
        return NewRun(*row)

    def has(self, carried: str) -> bool:
        """Whether a run with this id was ever imported here."""
        return self._database.row("SELECT 1 FROM carried WHERE id = ?", (carried,)) is not None

    def counts(self) -> CarriedCounts:
        """How many wait, and how many a person must look at."""
        found: dict[str, int] = dict(
            self._database.rows(
                "SELECT state, count(*) FROM carried WHERE state <> 'done' GROUP BY state"
            )
        )
        return CarriedCounts(found.get("waiting", 0), found.get("set_aside", 0))

    def _settle(self, carried: str, state: CarriedState, problem: StoredProblem | None) -> None:
        text = None if problem is None else msgspec.json.encode(problem).decode()
        self._database.write(
            "UPDATE carried SET state = ?, problem = ? WHERE id = ?", (state.value, text, carried)
        )

    def _let_followers_go(self, carried: str) -> None:
        row = self._database.row("SELECT installation FROM carried WHERE id = ?", (carried,))
        if row is not None:
            offer_missing_again(self._database, row[0])


def keep_run(database: Database, run: NewRun, now: datetime) -> bool:
    """Keep a run, inside a transaction; False where this desk has it, or made it itself.

    One that was set aside waits again, with the body that somebody brings now: what is wrong with
    it may be its old one.
    """
    if hash_at(database, run.installation, run.last_seq) == run.tip:
        return False
    changed = database.write(
        "INSERT INTO carried (id, installation, counter, first_seq, last_seq, tip, body, state,"
        " imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (id) DO NOTHING",
        (
            run.id,
            run.installation,
            run.counter,
            run.first_seq,
            run.last_seq,
            run.tip,
            run.body,
            to_iso(now),
        ),
    )
    if not changed:
        database.write(
            "UPDATE carried SET state = 'waiting', attempts = 0, problem = NULL, body = ?"
            " WHERE id = ? AND state = 'set_aside'",
            (run.body, run.id),
        )
    offer_missing_again(database, run.installation)
    return bool(changed)


def offer_missing_again(database: Database, installation: str) -> None:
    """Let runs wait again that were set aside for what came before them; in a transaction."""
    database.write(
        "UPDATE carried SET state = 'waiting', attempts = 0, problem = NULL WHERE installation = ?"
        " AND state = 'set_aside' AND problem ->> '$.code' = ?",
        (installation, MISSING),
    )


def offer_all_again(database: Database) -> None:
    """The central lost something: every run waits again, inside a transaction."""
    database.write(
        "UPDATE carried SET state = 'waiting', attempts = 0, problem = NULL WHERE state = 'done'"
    )


def _entry(row: tuple[Any, ...]) -> CarriedEntry:
    return CarriedEntry(
        id=row[0],
        installation=row[1],
        counter=row[2],
        first_seq=row[3],
        last_seq=row[4],
        events=row[4] - row[3] + 1,
        state=CarriedState(row[5]),
        attempts=row[6],
        problem=None if row[7] is None else msgspec.json.decode(row[7], type=StoredProblem),
        imported_at=row[8],
    )
