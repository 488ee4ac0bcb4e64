"""The part of a desk in memory that uploads scanned pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from sync.contract.messages import Problem
from sync.engine.scans_port import ScanUpload


@dataclass(slots=True)
class Scans:
    """What waits, by hash; the bytes of pages; and what became of those that wait no more.

    A page without bytes is one that the desk has lost.
    """

    waiting: dict[str, ScanUpload] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    aside: dict[str, Problem] = field(default_factory=dict)


class FakeUploader:
    """Implements ScansPort."""

    scans: Scans

    def next_scan(self, current: str, under_way: frozenset[str]) -> ScanUpload | None:
        waiting = {
            sha256: page for sha256, page in self.scans.waiting.items() if sha256 not in under_way
        }
        smallest = min(waiting.values(), key=lambda page: page.bytes, default=None)
        return waiting.get(current, smallest)

    def scan_bytes(self, sha256: str) -> bytes | Problem:
        found = self.scans.pages.get(sha256)
        if found is None:
            return Problem(title="Không thấy trang", status=422, code="page_missing")
        return found

    def scan_placed(self, sha256: str, location: str, now: datetime) -> None:
        self._change(sha256, location=location, ask_first=False)

    def scan_lost(self, sha256: str, now: datetime) -> None:
        attempts = self.scans.waiting[sha256].attempts + 1
        self._change(sha256, location="", attempts=attempts)

    def scan_done(self, sha256: str, now: datetime) -> None:
        del self.scans.waiting[sha256]
        self.scans.done.append(sha256)

    def scan_set_aside(self, sha256: str, problem: Problem, now: datetime) -> None:
        del self.scans.waiting[sha256]
        self.scans.aside[sha256] = problem

    def _change(self, sha256: str, **changes: object) -> None:
        page = self.scans.waiting[sha256]
        self.scans.waiting[sha256] = msgspec.structs.replace(page, **changes)
