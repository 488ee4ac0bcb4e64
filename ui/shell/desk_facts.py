"""What the frame of the window shows of the store, read on the store's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from app.store.store import Store


class DeskFacts(Struct, frozen=True):
    """``commune`` and ``counter`` are empty before the desk is enrolled.

    ``doubts_clock``: numbering waits for an officer to confirm the day.
    """

    commune: str = ""
    counter: str = ""
    drafts: int = 0
    doubts_clock: bool = False
    demonstration: bool = False


def read_facts(store: Store) -> DeskFacts:
    """Read them; takes about a millisecond."""
    installation = store.installation
    return DeskFacts(
        commune="" if installation is None else installation.agency_name,
        counter="" if installation is None else installation.counter,
        drafts=len(store.drafts.all()),
        doubts_clock=store.doubts_clock(),
        demonstration=store.demonstration,
    )
