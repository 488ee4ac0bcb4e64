"""A dossier's events with what this desk knows of their fate."""

from __future__ import annotations

import msgspec

from app.dossier.events import read_event
from app.store.database import Database
from app.store.records import EventState, Finding, StoredEvent

_FINDINGS = msgspec.json.Decoder(list[Finding])


def stored_events(database: Database, dossier: str) -> list[StoredEvent]:
    """Accepted events in the central's order, then this desk's own."""
    rows = database.rows(
        "SELECT header, payload, own, state, position, findings FROM event WHERE dossier = ?"
        " ORDER BY state <> 'accepted', generation, position, number",
        (dossier,),
    )
    return [
        StoredEvent(
            event=read_event(row[0], row[1]),
            own=bool(row[2]),
            state=EventState(row[3]),
            position=row[4],
            findings=_FINDINGS.decode(row[5]),
        )
        for row in rows
    ]
