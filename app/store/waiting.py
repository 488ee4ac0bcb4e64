"""Dossiers of this desk that wait for their number (chờ cấp mã)."""

from __future__ import annotations

from app.clock.time import from_iso
from app.numbering.series import dossier_series
from app.store.database import Database
from app.store.records import WaitingDossier
from app.store.settings import CATCH_UP, read_setting


def waiting_dossiers(database: Database) -> list[WaitingDossier]:
    """This desk's dossiers without a number, in the order in which they came.

    After a restore there are none until the feed was read to its end: a receipt that the backup
    does not know may be in a citizen's hands.
    """
    if read_setting(database, CATCH_UP) is not None:
        return []
    rows = database.rows(
        "SELECT id, resolver, received_at FROM dossier WHERE waiting = 1 AND EXISTS ("
        "SELECT 1 FROM event WHERE event.dossier = dossier.id AND event.type = 'opened'"
        " AND event.installation IN (SELECT id FROM installation)) ORDER BY number"
    )
    return [WaitingDossier(row[0], dossier_series(row[1], from_iso(row[2]).date())) for row in rows]
