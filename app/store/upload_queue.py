"""Which scanned pages wait to be uploaded (Ảnh quét chờ gửi)."""

from __future__ import annotations

from app.dossier.events import Page
from app.store.database import Database


def queue_page(
    database: Database, page: Page, *, dossier: str, event: str, ask_first: bool = False
) -> None:
    """Let a page wait, inside the transaction of the event that names it.

    A page that another event named before is not sent twice; one that was set aside (it was
    missing here, say) waits again: somebody has just brought it. With ``ask_first`` the central
    probably has it: it is asked before any bytes are sent.
    """
    database.write(
        "INSERT INTO upload (sha256, dossier, event, bytes, media_type, state, ask_first)"
        " VALUES (?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (sha256) DO UPDATE SET"
        " state = 'waiting', attempts = 0, problem = NULL, ask_first = excluded.ask_first"
        " WHERE state = 'set_aside'",
        (page.sha256, dossier, event, page.bytes, page.media_type, int(ask_first)),
    )


def queue_carried_page(database: Database, page: Page, *, dossier: str, event: str) -> None:
    """Let a page wait that was brought here, inside a transaction; it lies in the page store."""
    queue_page(database, page, dossier=dossier, event=event, ask_first=True)


def pages_waiting(database: Database) -> set[str]:
    """The SHA-256 of every page that waits, or waits for a person."""
    return {row[0] for row in database.rows("SELECT sha256 FROM upload WHERE state <> 'done'")}


def offer_pages_again(database: Database) -> None:
    """The central lost something, inside a transaction: each page that it had is offered again."""
    database.write(
        "UPDATE upload SET state = 'waiting', location = '', ask_first = 1 WHERE state = 'done'"
    )


def doubt_pages(database: Database) -> None:
    """This is an older copy of the desk, inside a transaction: what waits may have been sent."""
    database.write("UPDATE upload SET location = '', ask_first = 1 WHERE state = 'waiting'")
