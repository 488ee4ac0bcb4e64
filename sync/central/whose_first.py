"""Whose action came first, in a sentence that names counter, officer and time (docs/adr/0030)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from app.dossier.events import Event
from app.dossier.who_first import Check, first_against, first_words
from sync.central.installations import find_installation


def whose_first(
    connection: Connection,
    before: Sequence[Event],
    refused: Event,
    check: Check,
) -> str:
    """Who made ``check`` (of the event ``refused``) fail; empty where nobody did.

    ``before`` are the dossier's accepted events in their order.
    """
    first = first_against(before, check)
    if first is None:
        return ""
    known = find_installation(connection, first.header.installation)
    counter = "" if known is None else known.counter
    return first_words(first, counter, refused.header.recorded_at)
