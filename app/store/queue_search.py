"""Search in the queue as people type: code, name, officer, reason; tone marks don't matter."""

from __future__ import annotations

from app.catalogue.folding import fold
from app.dossier.events import decode_header
from app.store.records import EventState, OutboxEntry
from app.store.search import MAX_QUERY, MAX_WORDS
from app.store.store import Store

SEARCHED = 20_000
"""So many events of the queue are looked through, the oldest first."""


def queue_search(
    store: Store, text: str, *, state: EventState | None = None, limit: int = 1_000
) -> list[OutboxEntry]:
    """The queue's events that have every word of ``text`` somewhere, oldest first.

    Looked at are the dossier's code, reference and people, the officer who recorded the event, and
    why it was set aside. An empty text finds all. It reads the queue whole: not for the window's
    thread.
    """
    words = fold(text[:MAX_QUERY]).split()[:MAX_WORDS]
    entries = store.outbox.list(state, limit=SEARCHED if words else limit)
    if not words:
        return entries
    said = _said(store)
    return [entry for entry in entries if _has_all(words, _reason(entry), said.get(entry.id, ""))][
        :limit
    ]


def _said(store: Store) -> dict[str, str]:
    """What is known of each event's dossier and officer, folded, by the event's id."""
    rows = store.parts.database.rows(
        "SELECT e.id, e.header, d.code, d.reference, d.name, d.words FROM outbox o"
        " JOIN event e ON e.number = o.number LEFT JOIN dossier d ON d.id = e.dossier"
        " ORDER BY o.number LIMIT ?",
        (SEARCHED,),
    )
    return {
        event: fold(" ".join([decode_header(header).officer, *filter(None, told)]))
        for event, header, *told in rows
    }


def _reason(entry: OutboxEntry) -> str:
    return "" if entry.problem is None else fold(f"{entry.problem.detail} {entry.problem.code}")


def _has_all(words: list[str], *texts: str) -> bool:
    return all(any(word in text for text in texts) for word in words)
