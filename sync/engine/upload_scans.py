"""Upload: scanned pages by tus, one after the other, beside everything else (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from app.errors import EnvironmentFault
from sync.contract.messages import Problem
from sync.contract.operations import CONTINUE_SCAN, CREATE_SCAN, SCAN_PLACE, Operation
from sync.contract.scans import OFFSET_HEADER, NewScan, UploadPlace, creation_headers
from sync.engine.answers import Failure, FailureKind, NotOfContract, Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.reasons import FAILS_AGAIN, OTHER_LENGTH
from sync.engine.scans_port import ScansPort, ScanUpload
from sync.engine.send import Lane, Send, Wait, Why
from sync.engine.settings import EngineSettings

MAX_STARTS = 5
"""So often a page starts anew before a person looks at it."""
_MAX_CONFLICTS = 5
_MAX_UNREADABLE = 50
"""So many pages are set aside in a row before others get their turn."""
_TOO_SLOW = frozenset({FailureKind.TIMEOUT, FailureKind.NOT_CONTRACT})
"""A gateway that takes smaller bodies only says so in HTML."""
_START_OVER = frozenset(
    {"unknown_upload", "upload_expired", "offset_conflict", "checksum_mismatch", "scan_mismatch"}
)
_NOT_NOW = frozenset({"upload_locked"})


class Desk(ScansPort, Protocol):
    """What this step needs of the desk."""

    def installation(self) -> str | None:
        """The enrolled installation that signs."""
        ...


class _Asked(Struct, frozen=True):
    """What a call was about: ``sent`` bytes of ``page`` from ``offset`` on."""

    page: ScanUpload
    offset: int = 0
    sent: int = 0


class UploadScans:
    """Small pages go with their creation, larger ones chunk by chunk.

    Small ones may go beside each other (``under_way`` are this step's calls), so that a line with
    a long round trip is used; together they are never more than one chunk.

    How much the central has is only believed from the answer to the call before; after any doubt
    it is asked. Chunks get smaller on a line that times out, and larger again.
    """

    lane = Lane.BULK
    optional = True

    def __init__(
        self,
        desk: Desk,
        gate: Backoff,
        settings: EngineSettings,
        under_way: Callable[[], list[Send]],
    ) -> None:
        self._desk = desk
        self._under_way = under_way
        self._settings = settings
        self._chunk = settings.chunk_bytes
        self._current = ""
        self._place: tuple[str, int] | None = None
        self._bytes: tuple[str, bytes] = ("", b"")
        self._conflicts = 0
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        asked: list[_Asked] = [send.about for send in self._under_way()]
        hashes = frozenset(each.page.sha256 for each in asked)
        for _ in range(_MAX_UNREADABLE):
            page = self._desk.next_scan(self._current, hashes)
            if page is None or (asked and not self._fits_beside(page, asked)):
                return None
            until = self.gate.shut_until(now)
            if until is not None:
                return Wait(until, Why.HELD)
            if not asked:
                self._current = page.sha256
            call = self._call_for(page)
            if isinstance(call, Problem):
                self._desk.scan_set_aside(page.sha256, call, now)
            elif call is not None:
                return call
            else:
                return Wait(self.gate.failed(now), Why.HELD)
        return Wait(now, Why.HELD)

    def _fits_beside(self, page: ScanUpload, asked: list[_Asked]) -> bool:
        """Whether the page goes whole with its creation, and all that a cut can cost stays below
        one chunk."""
        one_call = not (page.location or page.ask_first)
        return one_call and page.bytes + sum(each.sent for each in asked) <= self._chunk

    def _call_for(self, page: ScanUpload) -> Send | Problem | None:
        """What to ask or send next for the page; its problem where its bytes are gone; None
        where the disk does not give them now."""
        if page.location:
            place, self._place = self._place, None
            if place is None or place[0] != page.location:
                return self._send(page, SCAN_PLACE, {})
            return self._chunk_of(page, place[1])
        if page.ask_first:
            return self._send(page, CREATE_SCAN, _described(page))
        return self._chunk_of(page, 0)

    def _chunk_of(self, page: ScanUpload, offset: int) -> Send | Problem | None:
        try:
            whole = self._whole(page)
        except EnvironmentFault:
            return None
        if isinstance(whole, Problem):
            return whole
        chunk = whole[offset : offset + self._chunk]
        if page.location:
            said = {OFFSET_HEADER: str(offset)}
            return self._send(page, CONTINUE_SCAN, said, offset=offset, content=chunk)
        return self._send(page, CREATE_SCAN, _described(page), content=chunk)

    def _whole(self, page: ScanUpload) -> bytes | Problem:
        """The page's bytes; those of one page are held, for its next chunk."""
        if self._bytes[0] == page.sha256:
            return self._bytes[1]
        read = self._desk.scan_bytes(page.sha256)
        if isinstance(read, bytes):
            if len(read) != page.bytes:
                return OTHER_LENGTH
            self._bytes = (page.sha256, read) if len(read) > self._chunk else ("", b"")
        return read

    def _send(
        self,
        page: ScanUpload,
        operation: Operation,
        said: dict[str, str],
        *,
        offset: int = 0,
        content: bytes = b"",
    ) -> Send:
        return Send(
            operation,
            path={"upload": page.location} if page.location else {},
            signer=self._desk.installation(),
            content=content,
            headers=said,
            about=_Asked(page, offset, len(content)),
        )

    def fine(self, send: Send, body: UploadPlace, now: datetime) -> Changed:
        asked: _Asked = send.about
        page = asked.page
        if send.operation is SCAN_PLACE and body.length not in {None, page.bytes}:
            return self._start_over(page, FAILS_AGAIN, now)  # it is of something else
        _check(send, asked, body)
        moved = 0 if send.operation is SCAN_PLACE else body.offset - asked.offset
        if moved:
            self._conflicts = 0
            self._chunk = min(self._chunk * 2, self._settings.chunk_bytes)
        if body.offset == page.bytes:
            self._desk.scan_done(page.sha256, now)
            return Changed(scans=1, scan_bytes=moved)
        if not page.location:
            self._desk.scan_placed(page.sha256, body.upload, now)
        self._place = (page.location or body.upload, body.offset)
        return Changed(scan_bytes=moved)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:
        page: ScanUpload = send.about.page
        if problem.code == "offset_conflict":
            self._conflicts += 1
            if self._conflicts <= _MAX_CONFLICTS:
                self._slow_down(now, self._conflicts)
                return Changed(failed=True)
        if problem.code in _START_OVER:
            return self._start_over(page, problem, now)
        if problem.code in _NOT_NOW:
            self.gate.failed(now)
            return Changed(failed=True)
        self._desk.scan_set_aside(page.sha256, problem, now)
        return Changed(scans_set_aside=1)

    def failed(self, send: Send, reply: Reply) -> None:
        """A line on which a chunk takes too long gets smaller ones."""
        if isinstance(reply, Failure) and reply.kind in _TOO_SLOW and send.about.sent:
            self._chunk = max(self._chunk // 2, self._settings.chunk_floor_bytes)

    def _start_over(self, page: ScanUpload, problem: Problem, now: datetime) -> Changed:
        self._conflicts = 0
        if page.attempts + 1 >= MAX_STARTS:
            self._desk.scan_set_aside(page.sha256, problem, now)
            return Changed(scans_set_aside=1)
        self._desk.scan_lost(page.sha256, now)
        self._slow_down(now, page.attempts + 1)
        return Changed(failed=True)

    def _slow_down(self, now: datetime, times: int) -> None:
        """Once is nothing; what happens again and again is not asked at once again."""
        if times > 1:
            self.gate.failed(now)


def _described(page: ScanUpload) -> dict[str, str]:
    return creation_headers(NewScan(page.sha256, page.bytes, page.media_type))


def _check(send: Send, asked: _Asked, place: UploadPlace) -> None:
    """Raises NotOfContract where the answer can't be one to what was asked."""
    most = asked.page.bytes
    if send.operation is CONTINUE_SCAN and place.offset != asked.offset + asked.sent:
        raise NotOfContract("the upload stands elsewhere")
    if place.offset > most:
        raise NotOfContract("more than there is of the page")
    if send.operation is CREATE_SCAN and place.offset not in {0, asked.sent, most}:
        raise NotOfContract("more than was sent of the page")
    if send.operation is CREATE_SCAN and place.offset < most and not place.upload:
        raise NotOfContract("no place to go on with the upload")
