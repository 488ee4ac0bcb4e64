"""Which pages of accepted events have not come yet: no event waits for its pages (0027)."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, select

from app.dossier.events import PagesAttached, read_event
from app.dossier.evolve import read_body
from sync.central.received import UNREADABLE
from sync.central.schema import event, scan

MAX_LISTED = 10_000
_AT_A_TIME = 500


class AwaitedScan(Struct, frozen=True):
    """A page that an accepted event names and that is not here."""

    sha256: str
    bytes: int
    dossier: str
    event: str


def missing_scans(
    connection: Connection, agency: str, *, limit: int = MAX_LISTED
) -> list[AwaitedScan]:
    """The agency's awaited pages, each once, in the order of the feed; at most ``limit``.

    It reads every event that names pages: a supervisor's question, not a call's.
    """
    found: dict[str, AwaitedScan] = {}
    after = 0
    while len(found) < limit:
        rows = connection.execute(
            select(event.c.position, event.c.header, event.c.payload)
            .where(
                event.c.agency == agency,
                event.c.position > after,
                event.c.type == PagesAttached.TYPE,
            )
            .order_by(event.c.position)
            .limit(_AT_A_TIME)
        ).all()
        if not rows:
            break
        after = rows[-1].position
        named = [each for row in rows for each in _named(row.header, row.payload)]
        here = _here(connection, agency, {each.sha256 for each in named})
        for each in named:
            if each.sha256 not in here:
                found.setdefault(each.sha256, each)
    return list(found.values())[:limit]


def _named(header: bytes, payload: bytes) -> list[AwaitedScan]:
    try:
        stored = read_event(header, payload)
        body = read_body(stored)
    except UNREADABLE:
        return []
    if not isinstance(body, PagesAttached):
        return []
    head = stored.header
    return [AwaitedScan(page.sha256, page.bytes, head.dossier, head.id) for page in body.pages]


def _here(connection: Connection, agency: str, hashes: set[str]) -> set[str]:
    ordered = sorted(hashes)
    here: set[str] = set()
    for at in range(0, len(ordered), _AT_A_TIME):
        query = select(scan.c.sha256).where(
            scan.c.agency == agency, scan.c.sha256.in_(ordered[at : at + _AT_A_TIME])
        )
        here.update(connection.execute(query).scalars())
    return here
