"""What of this desk's own work the central has not answered for: chains and pages, to be carried.

A run is a piece of one installation's own chain without a gap. Runs are short, so that one of
them goes through a slow line in a few seconds: it can't be halved once it is signed.
"""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from app.dossier.events import Event, read_event
from app.errors import ProgramFault
from app.store.chain import hash_at
from app.store.database import Database

MAX_RUN_EVENTS = 100
MAX_RUN_BYTES = 512 * 1024


class Link(Struct, frozen=True, order=True):
    """An own event by its place in its chain; ``bytes`` of header and payload."""

    installation: str
    seq: int
    bytes: int = 0


class OwnRun(Struct, frozen=True):
    """Own events ``first_seq`` to ``last_seq`` of an installation; ``tip`` is the last's hash."""

    installation: str
    first_seq: int
    last_seq: int
    tip: str


class UnsentPage(Struct, frozen=True):
    """A page that waits to be uploaded, and the event that names it.

    ``link`` is that event's place where it is this desk's own, else None.
    """

    sha256: str
    bytes: int
    media_type: str
    dossier: str
    event: str
    link: Link | None


def unsent_links(database: Database, *, set_aside: bool) -> list[Link]:
    """The queue's events by chain. ``set_aside``: also those that the central has set aside."""
    rows = database.rows(
        "SELECT e.installation, e.seq, length(e.header) + length(e.payload) FROM outbox o"
        " JOIN event e ON e.number = o.number WHERE o.answered = 0 OR :every"
        " ORDER BY e.installation, e.seq",
        {"every": int(set_aside)},
    )
    return [Link(*row) for row in rows]


def unsent_pages(database: Database) -> list[UnsentPage]:
    """The pages that the central does not have, small ones first."""
    rows = database.rows(
        "SELECT u.sha256, u.bytes, u.media_type, u.dossier, u.event, e.installation, e.seq,"
        " length(e.header) + length(e.payload) FROM upload u"
        " LEFT JOIN event e ON e.id = u.event AND e.own = 1"
        " WHERE u.state <> 'done' ORDER BY u.bytes, u.sha256"
    )
    return [
        UnsentPage(
            sha256, size, media_type, dossier, event, Link(*place) if place[0] is not None else None
        )
        for sha256, size, media_type, dossier, event, *place in rows
    ]


def cut_runs(database: Database, links: Iterable[Link]) -> list[OwnRun]:
    """The shortest list of runs that hold ``links``, each within the bounds, in their order."""
    runs: list[list[Link]] = []
    size = 0
    for link in sorted(set(links)):
        size += link.bytes
        if runs and _goes_on(runs[-1], link) and size <= MAX_RUN_BYTES:
            runs[-1].append(link)
        else:
            runs.append([link])
            size = link.bytes
    return [_run(database, run) for run in runs]


def run_events(database: Database, run: OwnRun) -> list[Event]:
    """The events of a run, in order."""
    rows = database.rows(
        "SELECT header, payload FROM event WHERE installation = ? AND own = 1"
        " AND seq BETWEEN ? AND ? ORDER BY seq",
        (run.installation, run.first_seq, run.last_seq),
    )
    return [read_event(*row) for row in rows]


def own_installations(database: Database) -> dict[str, bytes]:
    """The public keys (32 raw bytes) of what this desk is and was, by installation."""
    rows = database.rows("SELECT id, public_key FROM installation WHERE state <> 'pending'")
    return {row[0]: bytes(row[1]) for row in rows}


def signing_key(database: Database, installation: str) -> Ed25519PrivateKey:
    """The private key of what this desk is or was: each chain is signed by its own."""
    row = database.row("SELECT private_key FROM installation WHERE id = ?", (installation,))
    if row is None:
        raise ProgramFault("no_signing_key", "Lỗi chương trình: chuỗi không phải của kho này.")
    return Ed25519PrivateKey.from_private_bytes(row[0])


def _goes_on(run: list[Link], link: Link) -> bool:
    last = run[-1]
    follows = (last.installation, last.seq + 1) == (link.installation, link.seq)
    return follows and len(run) < MAX_RUN_EVENTS


def _run(database: Database, links: list[Link]) -> OwnRun:
    first, last = links[0], links[-1]
    tip = hash_at(database, last.installation, last.seq)
    assert tip is not None, "a link is of an own event"
    return OwnRun(first.installation, first.seq, last.seq, tip)
