"""Which scanned pages wait to be uploaded (Ảnh quét chờ gửi)."""

from __future__ import annotations

from app.dossier.events import Page
from app.store.database import Database


def queue_page(database: Database, page: Page, *, dossier: str, event: str) -> None:
    """Let a page wait, inside the transaction of the event that names it.

    A page that another event named before is not sent twice.
    """
    database.write(
        "INSERT INTO upload (sha256, dossier, event, bytes, media_type, state)"
        " VALUES (?, ?, ?, ?, ?, 'waiting') ON CONFLICT DO NOTHING",
        (page.sha256, dossier, event, page.bytes, page.media_type),
    )
