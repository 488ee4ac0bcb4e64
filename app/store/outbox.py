"""The outbox (Hàng chờ gửi): own events that the central has not answered for good."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from app.clock.time import epoch_ms
from app.dossier.events import decode_header, read_event
from app.errors import InvalidInput, Refusal
from app.store.database import Database
from app.store.event_order import json_list, orders_of, reordered
from app.store.feed_cursor import read_cursor
from app.store.projection import events_in_order, note_last_accepted, rebuild
from app.store.records import (
    EventState,
    Finding,
    OutboxCounts,
    OutboxEntry,
    OutboxItem,
    Settled,
    SettledAs,
    StoredProblem,
)
from app.store.redeciding import redecide

_ENTRY = (
    "SELECT e.id, e.dossier, d.code, e.type, e.seq, e.header, o.state, o.attempts, o.problem,"
    " e.follower"
    " FROM outbox o JOIN event e ON e.number = o.number LEFT JOIN dossier d ON d.id = e.dossier"
)


class Outbox:
    """What goes out, in the order of ``seq``, and what a person must look at (Cần xử lý)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._offered: dict[str, int] = {}

    def due(
        self,
        now: datetime,
        limit: int,
        max_bytes: int,
        *,
        held: Collection[str] = (),
        under_way: Collection[str] = (),
    ) -> list[OutboxItem]:
        """Events that may be sent now, in ``seq`` order; at least one where any is due.

        Those of the ``held`` installations, and the events ``under_way`` (ids), are passed over,
        however many there are.
        A request that this desk has set aside itself is among them: it keeps its place in the
        chain, and the central decides for good (docs/adr/0002). An event that waits for its time
        holds back what follows it in its chain.
        """
        items: list[OutboxItem] = []
        total, now_ms = 0, epoch_ms(now)
        passed_over = self._numbers_of(under_way)
        offered: dict[str, int] = {}
        for number, header, payload, attempts, due_ms in self._database.rows(
            "SELECT o.number, e.header, e.payload, o.attempts, o.due_ms FROM outbox o"
            " JOIN event e ON e.number = o.number WHERE o.answered = 0"
            " AND o.number NOT IN (SELECT value FROM json_each(?)) AND e.installation"
            " NOT IN (SELECT value FROM json_each(?)) ORDER BY o.number LIMIT ?",
            (json_list(list(passed_over.values())), json_list(sorted(held)), limit),
        ):
            total += len(header) + len(payload)
            if due_ms > now_ms or (items and total > max_bytes):
                break
            event = read_event(header, payload)
            items.append(OutboxItem(event, attempts))
            offered[event.header.id] = number
        self._offered = passed_over | offered
        return items

    def _numbers_of(self, events: Collection[str]) -> dict[str, int]:
        """The numbers of events (ids) that are under way; those offered lately are remembered."""
        known = {event: self._offered[event] for event in events if event in self._offered}
        if len(known) == len(events):
            return known
        rows = self._database.rows(
            "SELECT id, number FROM event WHERE id IN (SELECT value FROM json_each(?))",
            (json_list(events),),
        )
        return dict(rows)

    def settle(
        self,
        settled: Sequence[Settled],
        now: datetime,  # noqa: ARG002 - the step's time, for what later versions note of it
        *,
        generation: int | None = None,
    ) -> frozenset[str]:
        """Take in the central's answers in one transaction; unknown ids are passed over.

        Returns the ids of the events that are answered by them and were not before.

        ``generation`` is the central's that gave the positions; without it the feed's present one.
        """
        with self._database.transaction():
            current = read_cursor(self._database)[0] if generation is None else generation
            queued = _queued(self._database, [answer.event_id for answer in settled])
            before = orders_of(self._database, {place.dossier for place in queued.values()})
            news: set[str] = set()
            taken: list[tuple[int, Settled]] = []
            for answer in settled:
                place = queued.pop(answer.event_id, None)
                if place is None:
                    continue
                if answer.result is not SettledAs.TRY_AGAIN and not place.answered:
                    news.add(answer.event_id)
                if answer.result in {SettledAs.ACCEPTED, SettledAs.DUPLICATE}:
                    taken.append((place.number, answer))
                else:
                    self._keep_back(place.number, answer)
            accept(self._database, taken, current)
            for dossier in reordered(self._database, before):
                rebuild(self._database, dossier)
            note_last_accepted(self._database, before)
        return frozenset(news)

    def _keep_back(self, number: int, answer: Settled) -> None:
        """Note an answer that leaves the event in the queue: for later, or for a person."""
        if answer.result is SettledAs.SET_ASIDE:
            problem = answer.problem or StoredProblem("unknown")
            set_aside(self._database, number, problem, answered=True)
            return
        due_ms = 0 if answer.retry_at is None else epoch_ms(answer.retry_at)
        self._database.write(
            "UPDATE outbox SET attempts = attempts + 1, due_ms = ? WHERE number = ?",
            (due_ms, number),
        )

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


def accept(database: Database, taken: Sequence[tuple[int, Settled]], generation: int) -> None:
    """Note that the central has these events (their numbers), inside a transaction."""
    database.write_all(
        "UPDATE event SET state = 'accepted', generation = ?, position = ?, findings = ?"
        " WHERE number = ?",
        [
            (generation, answer.position or 0, findings_text(answer.findings), number)
            for number, answer in taken
        ],
    )
    database.write_all("DELETE FROM outbox WHERE number = ?", [(number,) for number, _ in taken])


def findings_text(findings: Sequence[Finding]) -> str:
    """Findings as the event's row keeps them."""
    return msgspec.json.encode(findings).decode()


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
    if answered:
        _drop_followed(database)


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
        check_unfollowed(entry)
        redecide(database, read_event(row[2], row[3]), events_in_order(database, row[1]))
    database.write(
        "UPDATE outbox SET state = 'pending', answered = 0, due_ms = 0, problem = NULL"
        " WHERE number = ?",
        (row[0],),
    )
    database.write("UPDATE event SET state = 'pending' WHERE number = ?", (row[0],))
    rebuild(database, row[1])


def follow(database: Database, event_id: str, follower: str) -> None:
    """Note, inside a transaction, that the event ``follower`` stands for a set-aside one now.

    The old one leaves the queue when the central has answered it, which it may have already: it
    keeps its place in the chain. Raises Refusal (``not_set_aside``, ``already_followed``).
    """
    entry = _shown(database, event_id)
    check_unfollowed(entry)
    database.write("UPDATE event SET follower = ? WHERE id = ?", (follower, event_id))
    _drop_followed(database)


def check_unfollowed(entry: OutboxEntry) -> None:
    """Raise Refusal unless it is set aside and nothing stands for it yet."""
    if entry.state is not EventState.SET_ASIDE:
        raise Refusal(
            "not_set_aside",
            "Việc này không ở mục Cần xử lý.",
            field="id",
            advice="Xem lại bằng: outbox list",
        )
    if entry.follower is not None:
        raise Refusal(
            "already_followed",
            "Việc này đã được thay hoặc đã chuyển cho Lãnh đạo Trung tâm.",
            field="id",
            advice="Chạy đồng bộ: việc này rời hàng chờ khi hệ thống trung tâm trả lời.",
        )


def _drop_followed(database: Database) -> None:
    database.write(
        "DELETE FROM outbox WHERE state = 'set_aside' AND answered = 1 AND number IN"
        " (SELECT number FROM event WHERE follower IS NOT NULL)"
    )


class _Queued(NamedTuple):
    """An event in the queue. ``answered``: the central has, for good."""

    number: int
    dossier: str
    answered: bool


def _queued(database: Database, events: Collection[str]) -> dict[str, _Queued]:
    """Those of the ``events`` (ids) that are in the queue."""
    rows = database.rows(
        "SELECT e.id, o.number, o.dossier, o.answered FROM event e"
        " JOIN outbox o ON o.number = e.number"
        " WHERE e.id IN (SELECT value FROM json_each(?))",
        (json_list(events),),
    )
    return {event: _Queued(number, dossier, bool(done)) for event, number, dossier, done in rows}


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
        follower=row[9],
    )
