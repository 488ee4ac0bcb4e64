"""The store's queue of scanned pages behind the engine's port."""

from __future__ import annotations

from datetime import datetime

from app.errors import EnvironmentFault
from app.store.records import StoredProblem
from app.store.store import Store
from sync.contract.messages import Problem
from sync.engine.scans_port import ScanUpload

_GONE = frozenset({"page_missing", "page_damaged"})


class ScansDesk:
    """ScansPort over a Store."""

    _store: Store

    def next_scan(self, current: str, under_way: frozenset[str]) -> ScanUpload | None:
        page = self._store.uploads.next(current, under_way=under_way)
        if page is None:
            return None
        return ScanUpload(
            sha256=page.sha256,
            bytes=page.bytes,
            media_type=page.media_type,
            location=page.location,
            ask_first=page.ask_first,
            attempts=page.attempts,
        )

    def scan_bytes(self, sha256: str) -> bytes | Problem:
        try:
            return self._store.pages.get(sha256)
        except EnvironmentFault as fault:
            if fault.code not in _GONE:
                raise
            return Problem(
                title="Ảnh quét không còn ở quầy",
                status=422,
                code=fault.code,
                detail=fault.message,
                advice=fault.advice,
            )

    def scan_placed(self, sha256: str, location: str, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.uploads.placed(sha256, location)

    def scan_lost(self, sha256: str, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.uploads.lost(sha256)

    def scan_done(self, sha256: str, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.uploads.done(sha256)

    def scan_set_aside(self, sha256: str, problem: Problem, now: datetime) -> None:  # noqa: ARG002 - the port's
        detail = problem.detail or problem.title
        stored = StoredProblem(problem.code, detail, problem.field, problem.advice)
        self._store.uploads.set_aside(sha256, stored)

    def scans_waiting(self) -> int:
        """How many pages the central has not confirmed yet."""
        return self._store.uploads.counts().waiting
