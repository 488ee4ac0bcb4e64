"""Which pages the events of a database name."""

from __future__ import annotations

from app.dossier.events import PagesAttached, read_event
from app.store.database import Database
from app.store.payloads import readable_body


def pages_named(database: Database, *, of_this_desk: bool = False) -> set[str]:
    """The SHA-256 of every page that an event names.

    ``of_this_desk``: only those that were scanned here. The feed tells of other counters' pages,
    but their files lie there.
    """
    named: set[str] = set()
    whose = "installation IN (SELECT id FROM installation)" if of_this_desk else "1"
    for header, payload in database.rows(
        f"SELECT header, payload FROM event WHERE type = ? AND {whose}",  # noqa: S608 - ours
        (PagesAttached.TYPE,),
    ):
        body = readable_body(read_event(header, payload))
        if isinstance(body, PagesAttached):
            named.update(page.sha256 for page in body.pages)
    return named
