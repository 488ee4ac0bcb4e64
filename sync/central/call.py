"""One call as it came over the wire, and what a handler works with."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.clock.time import Clock, epoch_ms
from app.dossier.decide import Rules
from sync.central.arrivals import Arrivals
from sync.central.batches_under_way import BatchesUnderWay
from sync.central.database import Database
from sync.central.problems import CallRefused, undecodable
from sync.central.scan_files import ScanFiles
from sync.central.settings import CentralSettings
from sync.contract.messages import MAX_BATCH_BYTES, MAX_BATCH_EVENTS, Versioned

MAX_BODY_BYTES = MAX_BATCH_BYTES + 64 * MAX_BATCH_EVENTS
"""A batch's events and the JSON around them; the same bound as sent and as unpacked."""

Decoded = TypeVar("Decoded")


@dataclass(frozen=True, slots=True)
class Central:
    """What the handlers share. ``scans`` is None where no place for scanned pages is set."""

    database: Database
    clock: Clock
    settings: CentralSettings
    rules: Rules
    arrivals: Arrivals
    scans: ScanFiles | None = None
    batches: BatchesUnderWay = field(default_factory=BatchesUnderWay)


class Bare(Struct, frozen=True):
    """An answer without a body: all that it says is in its status and headers."""

    status: int
    headers: dict[str, str]


class Unchanged(Versioned, frozen=True):
    """What the caller has under ``etag`` is what there is: 304, without a body."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request. ``path`` and ``query`` are as sent (they are signed), headers lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    path_parameters: Mapping[str, str]
    query_parameters: Mapping[str, str]
    at: datetime

    @property
    def at_ms(self) -> int:
        """The central's time of the call, milliseconds since 1970."""
        return epoch_ms(self.at)

    def knows(self, etag: str) -> bool:
        """Whether the caller names ``etag`` in ``If-None-Match``; a weak one is as good."""
        named = self.headers.get("if-none-match", "").split(",")
        return any(each.strip().removeprefix("W/").strip('"') == etag for each in named)

    def decode(self, kind: type[Decoded]) -> Decoded:
        """Read the body; raises CallRefused ``bad_body``, ``too_large``, ``unsupported_encoding``.

        RecursionError is msgspec's answer to hostile nesting, ValueError to broken UTF-8.
        """
        data = _unpack(self.body, self.headers.get("content-encoding", "identity"))
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            raise undecodable(error) from error

    def integer(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number of the query, ``low`` to ``high``; raises CallRefused ``bad_query``."""
        text = self.query_parameters.get(name)
        if text is None and default is not None:
            return default
        if text is None or not (text.isascii() and text.isdecimal() and len(text) <= 12):
            raise CallRefused("bad_query", f"{name} phải là số nguyên.", field=name)
        if not low <= int(text) <= high:
            raise CallRefused("bad_query", f"{name} phải từ {low} đến {high}.", field=name)
        return int(text)

    def text(self, name: str, limit: int) -> str:
        """A text of the query, 1 to ``limit`` characters; raises CallRefused ``bad_query``."""
        text = self.query_parameters.get(name, "")
        if not 1 <= len(text.strip()) <= limit or not text.isprintable():
            raise CallRefused("bad_query", f"{name} phải có 1 đến {limit} ký tự.", field=name)
        return text.strip()


def _unpack(body: bytes, encoding: str) -> bytes:
    """Undo gzip, never holding more than the bound plus one byte."""
    if encoding.strip().lower() in {"", "identity"}:
        return body
    if encoding.strip().lower() != "gzip":
        raise CallRefused("unsupported_encoding", "Chỉ nhận gzip hoặc không nén.")
    reader = zlib.decompressobj(wbits=31)
    try:
        data = reader.decompress(body, MAX_BODY_BYTES + 1)
    except zlib.error as error:
        raise CallRefused("bad_body", f"Không giải nén được: {error}", field="$") from error
    if len(data) > MAX_BODY_BYTES:
        raise CallRefused("too_large", f"Sau giải nén lớn hơn {MAX_BODY_BYTES} byte.")
    if not reader.eof or reader.unused_data:
        raise CallRefused("bad_body", "Nội dung nén bị cắt hoặc thừa.", field="$")
    return data
