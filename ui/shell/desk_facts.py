"""What the frame of the window shows of the store, read on the store's thread."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from app.store.clock_offset import shown_offset

if TYPE_CHECKING:
    from app.store.store import Store


class DeskFacts(Struct, frozen=True):
    """``commune`` and ``counter`` are empty before the desk is enrolled.

    ``doubts_clock``: numbering waits for an officer to confirm the day. ``clock_ahead``: how far
    the desk's clock was ahead of the central's at the last contact (negative: behind), where that
    is worth showing.
    """

    commune: str = ""
    counter: str = ""
    drafts: int = 0
    doubts_clock: bool = False
    clock_ahead: timedelta = timedelta(0)
    demonstration: bool = False


def read_facts(store: Store) -> DeskFacts:
    """Read them; takes about a millisecond."""
    installation = store.installation
    return DeskFacts(
        commune="" if installation is None else installation.agency_name,
        counter="" if installation is None else installation.counter,
        drafts=len(store.drafts.all()),
        doubts_clock=store.doubts_clock(),
        clock_ahead=shown_offset(store) or timedelta(0),
        demonstration=store.demonstration,
    )
