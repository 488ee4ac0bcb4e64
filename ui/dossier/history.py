"""What happened to a dossier, in order, from its events and from who looked at it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec import Struct

from app.clock.time import VIETNAM, from_iso
from app.dossier.events import AnyBody
from app.dossier.evolve import read_body
from app.reception.view_dossier import DossierView
from app.store.records import AuditLine, EventState, StoredEvent

LOOK = "view"
"""``Entry.kind`` of a look; the audit log's own word."""


class Entry(Struct, frozen=True):
    """One thing that happened. ``kind`` is an event's type or ``LOOK``.

    ``body`` is None for a look and for what this version can't read; ``times`` counts looks of one
    officer on one day with nothing between them. ``counter`` is where it was recorded, "" where
    that is not known.
    """

    at: datetime
    officer: str
    kind: str
    body: AnyBody | None = None
    state: EventState = EventState.ACCEPTED
    own: bool = True
    times: int = 1
    counter: str = ""


def timeline(view: DossierView) -> list[Entry]:
    """Everything, the newest first: events in the order in which they count, looks between them.

    Times are only shown: a clock that was set back reorders nothing.
    """
    timed: list[tuple[datetime, Entry]] = []
    latest = datetime.min.replace(tzinfo=VIETNAM)
    for stored in view.events:
        entry = _of_event(stored, view.counters)
        latest = max(latest, entry.at)
        timed.append((latest, entry))
    timed += [(look.at, look) for look in map(_of_look, view.log) if look.kind == LOOK]
    timed.sort(key=lambda pair: pair[0])  # stable: the events' order stays
    return list(reversed(_joined([entry for _, entry in timed])))


def _of_event(stored: StoredEvent, counters: Mapping[str, str]) -> Entry:
    header = stored.event.header
    try:
        body = read_body(stored.event)
    except msgspec.MsgspecError:
        body = None  # it stays in the history by its header, as evolve counts it
    return Entry(
        at=from_iso(header.recorded_at),
        officer=header.officer,
        kind=header.type,
        body=body,
        state=stored.state,
        own=stored.own,
        counter=counters.get(header.installation, ""),
    )


def _of_look(line: AuditLine) -> Entry:
    return Entry(at=from_iso(line.at), officer=line.officer, kind=line.action)


def _joined(entries: list[Entry]) -> list[Entry]:
    joined: list[Entry] = []
    for entry in entries:
        last = joined[-1] if joined else None
        again = (
            last is not None
            and entry.kind == last.kind == LOOK
            and entry.officer == last.officer
            and entry.at.date() == last.at.date()
        )
        if last is not None and again:
            joined[-1] = msgspec.structs.replace(last, at=entry.at, times=last.times + 1)
        else:
            joined.append(entry)
    return joined
