"""What an answer changed at the desk; views and the driver go by it."""

from __future__ import annotations

from msgspec import Struct


class Changed(Struct, frozen=True):
    """Counts of events by outcome, and what else is new. ``failed``: no use came of the call."""

    enrolled: bool = False
    accepted: int = 0
    duplicate: int = 0
    set_aside: int = 0
    try_again: int = 0
    leases: int = 0
    ends: int = 0
    entries: int = 0
    page: bool = False
    keys: bool = False
    generation: int | None = None
    failed: bool = False

    @property
    def progress(self) -> bool:
        """Whether something went forward."""
        return bool(
            self.enrolled
            or self.accepted
            or self.duplicate
            or self.set_aside
            or self.leases
            or self.ends
            or self.page
            or self.keys
            or self.generation is not None
        )
