"""Which dossiers went to a resolving unit together."""

from __future__ import annotations

import msgspec

from app.dossier.desk_events import HandedOver
from app.store.database import Database

LOOKED_AT = 50_000
"""So many of the newest events are looked at: a list is printed on the day that it is of."""
_HANDED = msgspec.json.Decoder(HandedOver)
_DAY = len("2026-11-23")


def handed_over_with(database: Database, body: HandedOver) -> list[str]:
    """The ids of the dossiers of the same hand-over list, in its order, each once.

    Where ``body`` has no batch, those that went to the same unit on the same day without one.
    """
    found: dict[str, None] = {}
    for dossier, payload in database.rows(
        "SELECT dossier, payload FROM event WHERE type = ?"
        " AND number > (SELECT max(number) FROM event) - ? ORDER BY number",
        (HandedOver.TYPE, LOOKED_AT),
    ):
        try:
            other = _HANDED.decode(payload)
        except msgspec.MsgspecError:  # evolve counts it as unreadable
            continue
        if _together(other, body):
            found[dossier] = None
    return list(found)


def _together(one: HandedOver, other: HandedOver) -> bool:
    if one.batch or other.batch:
        return one.batch == other.batch
    return (one.to, one.at[:_DAY]) == (other.to, other.at[:_DAY])
