"""What the engine needs of a desk that uploads scanned pages (docs/adr/0027)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from sync.contract.messages import Problem


class ScanUpload(Struct, frozen=True):
    """A scanned page that the central has not confirmed yet.

    ``location`` is the upload that was begun for it, empty where none is known. ``ask_first``: the
    central probably has it. ``attempts`` counts how often it had to start anew.
    """

    sha256: str
    bytes: int
    media_type: str
    location: str = ""
    ask_first: bool = False
    attempts: int = 0


class ScansPort(Protocol):
    """Each writing call is one transaction."""

    def next_scan(self, current: str, under_way: frozenset[str]) -> ScanUpload | None:
        """The page to upload next: ``current`` while it waits, else the smallest that waits.

        Never one of those ``under_way`` (hashes).
        """
        ...

    def scan_bytes(self, sha256: str) -> bytes | Problem:
        """A page's bytes; the problem for a person where they are not there any more.

        Raises EnvironmentFault where the disk does not answer: then later perhaps.
        """
        ...

    def scan_placed(self, sha256: str, location: str, now: datetime) -> None:
        """Keep where the upload of a page goes on, before more of it is sent."""
        ...

    def scan_lost(self, sha256: str, now: datetime) -> None:
        """The page has to start anew; that counts as an attempt."""
        ...

    def scan_done(self, sha256: str, now: datetime) -> None:
        """The central has the whole page."""
        ...

    def scan_set_aside(self, sha256: str, problem: Problem, now: datetime) -> None:
        """The page can't be sent; a person must look at it."""
        ...
