"""Whether an official receipt was typed at this desk before."""

from __future__ import annotations

import msgspec

from app.dossier.events import FeeCollected, OfficialReceipt
from app.dossier.official_receipt import same_receipt
from app.store.database import Database

LOOKED_AT = 20_000
"""So many of the newest events are looked at: a number typed twice is typed soon after."""

_COLLECTED = msgspec.json.Decoder(FeeCollected)


def receipt_holders(database: Database, receipt: OfficialReceipt) -> list[str]:
    """The ids of the dossiers with which this desk recorded ``receipt``, once each time."""
    found = []
    for dossier, payload in database.rows(
        "SELECT dossier, payload FROM event WHERE own = 1 AND type = ?"
        " AND number > (SELECT max(number) FROM event) - ? ORDER BY number",
        (FeeCollected.TYPE, LOOKED_AT),
    ):
        try:
            official = _COLLECTED.decode(payload).official
        except msgspec.MsgspecError:  # evolve counts it as unreadable
            continue
        if official is not None and same_receipt(official, receipt):
            found.append(dossier)
    return found
