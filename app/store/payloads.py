"""Reading the payloads of stored events, also of those that this version can't read."""

from __future__ import annotations

import msgspec

from app.dossier.events import AnyBody, Event
from app.dossier.evolve import read_body


def readable_body(event: Event) -> AnyBody | None:
    """The payload; None where this version can't read it. The event is kept all the same."""
    try:
        return read_body(event)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError):
        return None
