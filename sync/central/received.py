"""An event as it came over the wire: read as far as it can be read, never raising."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.dossier.events import AnyBody, Event, Printed, Registered, decode_header, sha256_hex
from app.dossier.evolve import read_body
from app.errors import InvalidInput
from app.numbering.code import DossierCode, parse_code
from app.numbering.series import HIGHEST, Series, read_slip_series
from sync.central.problems import problem
from sync.contract.messages import MAX_EVENT_BYTES, Problem, WireEvent

UNREADABLE = (msgspec.MsgspecError, RecursionError, ValueError, KeyError, TypeError)
"""What decoding hostile JSON can raise: wrong types, deep nesting, broken UTF-8, a bad upcast."""

MAX_SEQ = 1 << 53

NAME = re.compile(r"[0-9A-Za-z._:+-]{1,64}\Z")
"""Ids as the database and the logs can hold them on any system."""

_HASH = re.compile(r"[0-9a-f]{64}\Z")


class ChainLink(Struct, frozen=True):
    """The least that an event must say to have a place in its chain."""

    id: str
    installation: str
    seq: Annotated[int, Meta(ge=1, le=MAX_SEQ)]
    prev_hash: str


class Named(Struct, frozen=True):
    """What the answer to an unreadable event can still be addressed to."""

    id: str = ""


class SlipNumber(Struct, frozen=True, order=True):
    """Number ``sequence`` of the papers of a series."""

    series: Series
    sequence: int

    def __str__(self) -> str:
        return self.series.number_text(self.sequence)


@dataclass(frozen=True, slots=True)
class Received:
    """One event of a batch.

    ``link`` is None where not even its place can be told. ``event`` is None where the header is
    not one. ``body`` is None for a type or schema that this version does not know. ``fault`` says
    why it is not well-formed.
    """

    hash: str
    id: str
    header: bytes
    payload: bytes
    link: ChainLink | None
    event: Event | None = None
    body: AnyBody | None = None
    fault: Problem | None = None

    @property
    def code(self) -> DossierCode | None:
        """The dossier code that it registers; None for other events and unreadable codes."""
        if not isinstance(self.body, Registered):
            return None
        try:
            return parse_code(self.body.code)
        except InvalidInput:
            return None

    @property
    def slip(self) -> SlipNumber | None:
        """The paper's own number that it gives out; None for other events and unreadable ones.

        A reprint repeats a number and gives out none.
        """
        if not isinstance(self.body, Printed) or not self.body.lease:
            return None
        series = read_slip_series(self.body.series)
        if series is None or not 1 <= self.body.sequence <= HIGHEST:
            return None
        return SlipNumber(series, self.body.sequence)

    @property
    def lease(self) -> str:
        """The id of the lease that its number came from; empty where it names none."""
        if isinstance(self.body, Registered | Printed) and NAME.match(self.body.lease):
            return self.body.lease
        return ""


def read_received(wire: WireEvent) -> Received:
    """Read one event; whatever it holds, the answer is a Received."""
    header, payload = bytes(wire.header), bytes(wire.payload)
    link = _link(header)
    received = Received(
        hash=sha256_hex(header),
        id=link.id if link else _id(header),
        header=header,
        payload=payload,
        link=link,
    )
    if link is None:
        return _faulty(received, "malformed", "Không đọc được vị trí của sự kiện trong chuỗi.")
    try:
        event = Event(decode_header(header), header, payload)
        # The desks read these bytes again: what can't be decoded whole never goes into the feed.
        msgspec.json.decode(header)
    except UNREADABLE as error:
        return _faulty(received, "malformed", f"Không đọc được phần đầu: {error}")
    if len(header) + len(payload) > MAX_EVENT_BYTES:
        return _faulty(received, "too_large", f"Lớn hơn {MAX_EVENT_BYTES} byte.")
    return _read_payload(received, event)


def _read_payload(received: Received, event: Event) -> Received:
    head = event.header
    if not (NAME.match(head.dossier) and NAME.match(head.type)):
        return _faulty(received, "malformed", "Mã hồ sơ hoặc loại sự kiện không đúng mẫu.")
    if sha256_hex(received.payload) != head.payload_hash:
        return _faulty(received, "malformed", "Nội dung không khớp mã băm ở phần đầu.")
    try:
        msgspec.json.decode(received.payload, type=dict[str, object])
        body = read_body(event)
    except UNREADABLE as error:
        return _faulty(received, "malformed", f"Không đọc được nội dung: {error}")
    return Received(
        hash=received.hash,
        id=received.id,
        header=received.header,
        payload=received.payload,
        link=received.link,
        event=event,
        body=body,
    )


def _faulty(received: Received, code: str, detail: str) -> Received:
    return Received(
        hash=received.hash,
        id=received.id,
        header=received.header,
        payload=received.payload,
        link=received.link,
        fault=problem(code, detail),
    )


def _link(header: bytes) -> ChainLink | None:
    try:
        link = msgspec.json.decode(header, type=ChainLink)
    except UNREADABLE:
        return None
    readable = NAME.match(link.id) and NAME.match(link.installation)
    return link if readable and _HASH.match(link.prev_hash) else None


def _id(header: bytes) -> str:
    try:
        return msgspec.json.decode(header, type=Named).id[:64]
    except UNREADABLE:
        return ""
