"""What an answer changed at the desk; views and the driver go by it."""

from __future__ import annotations

from msgspec import Struct


class Changed(Struct, frozen=True):
    """Counts of events by outcome, and what else is new. ``failed``: no use came of the call.

    ``scans`` are pages that the central has whole now, ``scan_bytes`` what it took of pages.

    ``generation`` and ``again`` say that all own events are offered again: answers to calls that
    were sent before count as none. ``carried`` are batches of other desks that were answered.
    ``claims`` were answered; ``published``: other law is in force here; ``agency``: what it is.
    """

    enrolled: bool = False
    accepted: int = 0
    duplicate: int = 0
    set_aside: int = 0
    try_again: int = 0
    leases: int = 0
    ends: int = 0
    entries: int = 0
    carried: int = 0
    page: bool = False
    keys: bool = False
    claims: int = 0
    published: bool = False
    agency: bool = False
    scans: int = 0
    scan_bytes: int = 0
    scans_set_aside: int = 0
    generation: int | None = None
    again: bool = False
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
            or self.claims
            or self.published
            or self.agency
            or self.scans
            or self.scan_bytes
            or self.scans_set_aside
            or self.carried
            or self.generation is not None
        )
