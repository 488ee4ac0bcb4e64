"""Which pages the events of a database name."""

from __future__ import annotations

from app.dossier.events import PagesAttached, read_event
from app.store.database import Database
from app.store.payloads import readable_body


def pages_named(database: Database) -> set[str]:
    """The SHA-256 of every page that an event names."""
    named: set[str] = set()
    for header, payload in database.rows(
        "SELECT header, payload FROM event WHERE type = ?", (PagesAttached.TYPE,)
    ):
        body = readable_body(read_event(header, payload))
        if isinstance(body, PagesAttached):
            named.update(page.sha256 for page in body.pages)
    return named
