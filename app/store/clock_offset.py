"""How far this desk's clock is from the central's, as the last contact measured it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.store.settings import CLOCK_OFFSET_MS

if TYPE_CHECKING:
    from app.store.store import Store

SHOWN_OFFSET = timedelta(minutes=2)
"""From here an officer is told: times on papers are the desk's own."""


def clock_offset(store: Store) -> timedelta | None:
    """Desk minus central, positive where the desk is ahead; None where it was never measured.

    It is kept when it moved by more than a second, and at least every ten minutes of contact.
    """
    text = store.setting(CLOCK_OFFSET_MS)
    return None if text is None else timedelta(milliseconds=int(text))


def shown_offset(store: Store) -> timedelta | None:
    """The offset where it is so large that it is shown, in either direction; else None."""
    offset = clock_offset(store)
    return offset if offset is not None and abs(offset) > SHOWN_OFFSET else None
