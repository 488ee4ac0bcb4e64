"""A central in memory that takes scanned pages too, chunk by chunk, and can be broken."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from sync.contract.scans import UploadPlace, read_creation
from sync.engine.answers import Answer
from sync.engine.send import Send
from tests.faults.central import FakeCentral, problem


@dataclass(slots=True)
class Begun:
    """An upload under way."""

    sha256: str
    length: int
    data: bytearray = field(default_factory=bytearray)


class ScanCentral(FakeCentral):
    """``refuse`` answers an operation with a status and code, as long as it is set."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.pages: dict[str, bytes] = {}
        self.uploads: dict[str, Begun] = {}
        self.begun = 0
        self.received = 0
        self.refuse: dict[str, tuple[int, str]] = {}

    def handle(self, send: Send, now: datetime) -> Answer:
        """As the central in memory; scans besides."""
        if send.operation.name in self.refuse:
            self.calls.append(send)
            status, code = self.refuse[send.operation.name]
            return Answer(status, problem=problem(status, code))
        if not send.operation.tus:
            return super().handle(send, now)
        self.calls.append(send)
        self.received += len(send.content or b"")
        return {
            "create_scan": self._create,
            "scan_place": self._place,
            "continue_scan": self._continue,
        }[send.operation.name](send)

    def _create(self, send: Send) -> Answer:
        headers = {name.lower(): value for name, value in send.headers.items()}
        wanted = read_creation(headers)
        if wanted.sha256 in self.pages:
            return Answer(201, body=UploadPlace(wanted.bytes, upload=wanted.sha256))
        self.begun += 1
        name = f"upload-{self.begun}"
        self.uploads[name] = Begun(wanted.sha256, wanted.bytes)
        return self._take_bytes(name, send.content or b"", status=201)

    def _place(self, send: Send) -> Answer:
        begun = self.uploads.get(send.path["upload"])
        if begun is None:
            return Answer(404, problem=problem(404, "unknown_upload"))
        return Answer(200, body=UploadPlace(len(begun.data), length=begun.length))

    def _continue(self, send: Send) -> Answer:
        name = send.path["upload"]
        begun = self.uploads.get(name)
        if begun is None:
            return Answer(404, problem=problem(404, "unknown_upload"))
        if int(send.headers["Upload-Offset"]) != len(begun.data):
            return Answer(409, problem=problem(409, "offset_conflict"))
        return self._take_bytes(name, send.content or b"", status=204)

    def _take_bytes(self, name: str, data: bytes, *, status: int) -> Answer:
        begun = self.uploads[name]
        begun.data += data
        if len(begun.data) == begun.length:
            if hashlib.sha256(begun.data).hexdigest() != begun.sha256:
                del self.uploads[name]
                return Answer(460, problem=problem(460, "scan_mismatch"))
            self.pages[begun.sha256] = bytes(begun.data)
        place = UploadPlace(len(begun.data), upload=name if status == 201 else "")
        return Answer(
            status, body=msgspec.json.decode(msgspec.json.encode(place), type=UploadPlace)
        )
