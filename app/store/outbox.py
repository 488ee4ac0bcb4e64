"""The outbox (Hàng chờ gửi): own events that the central has not answered for good."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.clock.time import epoch_ms
from app.dossier.decide import command_of, decide
from app.dossier.events import Event, decode_header, read_event
from app.dossier.evolve import read_body, replay
from app.errors import InvalidInput, Refusal
from app.store.database import Database
from app.store.feed_cursor import read_cursor
from app.store.no_catalogue import NoCatalogue
from app.store.projection import events_in_order, rebuild
from app.store.records import (
    EventState,
    OutboxCounts,
    OutboxEntry,
    OutboxItem,
    Settled,
    SettledAs,
    StoredProblem,
)

_ENTRY = (
    "SELECT e.id, e.dossier, d.code, e.type, e.seq, e.header, o.state, o.attempts, o.problem"
    " FROM outbox o JOIN event e ON e.number = o.number LEFT JOIN dossier d ON d.id = e.dossier"
)


class Outbox:
    """What goes out, in the order of ``seq``, and what a person must look at (Cần xử lý)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(
        self, now: datetime, limit: int, max_bytes: int, *, held: Collection[str] = ()
    ) -> list[OutboxItem]:
        """Events that may be sent now, in ``seq`` order; at least one where any is due.

        Those of the ``held`` installations are passed over, however many there are.
        A request that this desk has set aside itself is among them: it keeps its place in the
        chain, and the central decides for good (docs/adr/0002). An event that waits for its time
        holds back what follows it in its chain.
        """
        items: list[OutboxItem] = []
        total = 0
        for header, payload, attempts, due_ms in self._database.rows(
            "SELECT e.header, e.payload, o.attempts, o.due_ms FROM outbox o"
            " JOIN event e ON e.number = o.number WHERE o.answered = 0 AND e.installation"
            " NOT IN (SELECT value FROM json_each(?)) ORDER BY o.number LIMIT ?",
            (msgspec.json.encode(sorted(held)).decode(), limit),
        ):
            total += len(header) + len(payload)
            if due_ms > epoch_ms(now) or (items and total > max_bytes):
                break
            items.append(OutboxItem(read_event(header, payload), attempts))
        return items

    def settle(
        self,
        settled: Sequence[Settled],
        now: datetime,  # noqa: ARG002 - the step's time, for what later versions note of it
        *,
        generation: int | None = None,
    ) -> None:
        """Take in the central's answers in one transaction; unknown ids are passed over.

        ``generation`` is the central's that gave the positions; without it the feed's present one.
        """
        with self._database.transaction():
            current = read_cursor(self._database)[0] if generation is None else generation
            touched: dict[str, None] = {}
            for answer in settled:
                dossier = self._settle(answer, current)
                if dossier is not None:
                    touched[dossier] = None
            for dossier in touched:
                rebuild(self._database, dossier)

    def _settle(self, answer: Settled, generation: int) -> str | None:
        row = self._database.row(
            "SELECT e.number, e.dossier FROM event e JOIN outbox o ON o.number = e.number"
            " WHERE e.id = ?",
            (answer.event_id,),
        )
        if row is None:
            return None
        number, dossier = row
        if answer.result is SettledAs.TRY_AGAIN:
            due_ms = 0 if answer.retry_at is None else epoch_ms(answer.retry_at)
            self._database.write(
                "UPDATE outbox SET attempts = attempts + 1, due_ms = ? WHERE number = ?",
                (due_ms, number),
            )
            return None
        if answer.result is SettledAs.SET_ASIDE:
            problem = answer.problem or StoredProblem("unknown")
            set_aside(self._database, number, problem, answered=True)
        else:
            accept(self._database, number, generation, answer)
        return str(dossier)

    def list(
        self, state: EventState | None = None, *, dossier: str | None = None, limit: int = 1_000
    ) -> list[OutboxEntry]:
        """The queue, oldest first; of one dossier (its id) or of all."""
        which = "" if dossier is None else " AND o.dossier = :dossier"
        rows = self._database.rows(
            f"{_ENTRY} WHERE (:state IS NULL OR o.state = :state){which}"
            " ORDER BY o.number LIMIT :limit",
            {
                "state": None if state is None else state.value,
                "limit": limit,
                **({} if dossier is None else {"dossier": dossier}),
            },
        )
        return [_entry(row) for row in rows]

    def show(self, event_id: str) -> OutboxEntry:
        """One line of the queue; raises InvalidInput (``not_in_outbox``)."""
        return _shown(self._database, event_id)

    def retry(self, event_id: str) -> OutboxEntry:
        """Offer a set-aside event once more; raises Refusal where the rules still forbid it."""
        with self._database.transaction():
            offer_again(self._database, event_id)
        return self.show(event_id)

    def discard(self, event_id: str) -> None:
        """Take a set-aside event that the central has answered out of the queue.

        The event stays, set aside, in the dossier's history: it was replaced or given up.
        """
        entry = self.show(event_id)
        with self._database.transaction():
            removed = self._database.write(
                "DELETE FROM outbox WHERE state = 'set_aside' AND answered = 1 AND number ="
                " (SELECT number FROM event WHERE id = ?)",
                (entry.id,),
            )
        if not removed:
            raise Refusal(
                "not_answered",
                "Hệ thống trung tâm chưa trả lời nên chưa bỏ khỏi hàng chờ được.",
                advice="Chạy đồng bộ trước.",
            )

    def counts(self) -> OutboxCounts:
        """How many events, and dossiers, wait; and how many a person must look at."""
        found = {
            state: (events, dossiers)
            for state, events, dossiers in self._database.rows(
                "SELECT state, count(*), count(DISTINCT dossier) FROM outbox GROUP BY state"
            )
        }
        waiting, waiting_dossiers = found.get("pending", (0, 0))
        set_aside, set_aside_dossiers = found.get("set_aside", (0, 0))
        return OutboxCounts(waiting, set_aside, waiting_dossiers, set_aside_dossiers)


def accept(database: Database, number: int, generation: int, answer: Settled) -> None:
    """Note that the central has an event, inside a transaction."""
    database.write(
        "UPDATE event SET state = 'accepted', generation = ?, position = ?, findings = ?"
        " WHERE number = ?",
        (
            generation,
            answer.position or 0,
            msgspec.json.encode(answer.findings).decode(),
            number,
        ),
    )
    database.write("DELETE FROM outbox WHERE number = ?", (number,))


def set_aside(database: Database, number: int, problem: StoredProblem, *, answered: bool) -> None:
    """Set an event aside, inside a transaction. ``answered``: the central did so."""
    database.write(
        "UPDATE event SET state = 'set_aside', generation = NULL, position = NULL WHERE number = ?",
        (number,),
    )
    database.write(
        "UPDATE outbox SET state = 'set_aside', answered = ?, problem = ? WHERE number = ?",
        (int(answered), msgspec.json.encode(problem).decode(), number),
    )


def offer_again(database: Database, event_id: str) -> None:
    """Let a set-aside event wait to be sent again, inside a transaction.

    Raises InvalidInput (``not_in_outbox``), and Refusal where the rules still forbid it.
    """
    entry = _shown(database, event_id)
    row = database.row(
        "SELECT number, dossier, header, payload FROM event WHERE id = ?", (event_id,)
    )
    assert row is not None
    if entry.state is EventState.SET_ASIDE:
        redecide(read_event(row[2], row[3]), events_in_order(database, row[1]))
    database.write(
        "UPDATE outbox SET state = 'pending', answered = 0, due_ms = 0, problem = NULL"
        " WHERE number = ?",
        (row[0],),
    )
    database.write("UPDATE event SET state = 'pending' WHERE number = ?", (row[0],))
    rebuild(database, row[1])


def redecide(event: Event, before: Sequence[Event]) -> None:
    """Put a request through ``decide`` on the state that ``before`` makes; facts pass.

    Raises Refusal or InvalidInput where it is forbidden now.
    """
    body = read_body(event)
    command = None if body is None else command_of(body)
    if command is not None:
        decide(replay(before), command, NoCatalogue())


def _shown(database: Database, event_id: str) -> OutboxEntry:
    row = database.row(f"{_ENTRY} WHERE e.id = ?", (event_id,))
    if row is None:
        raise InvalidInput(
            "not_in_outbox", f"Không có {event_id[:60]!r} trong hàng chờ gửi.", field="id"
        )
    return _entry(row)


def _entry(row: tuple[Any, ...]) -> OutboxEntry:
    return OutboxEntry(
        id=row[0],
        dossier=row[1],
        code=row[2],
        type=row[3],
        seq=row[4],
        recorded_at=decode_header(row[5]).recorded_at,
        state=EventState(row[6]),
        attempts=row[7],
        problem=None if row[8] is None else msgspec.json.decode(row[8], type=StoredProblem),
    )
