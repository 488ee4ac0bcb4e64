"""An event as it came over the wire: read as far as it can be read, never raising."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

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

_NO_PLACE = "Không đọc được vị trí của sự kiện trong chuỗi."

_HASH = re.compile(r"[0-9a-f]{64}\Z")


class ChainLink(Struct, frozen=True):
    """The least that an event must say to have a place in its chain."""

    id: str
    installation: str
    seq: int
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


class Received(Struct, frozen=True):
    """One event of a batch.

    ``link`` is None where not even its place can be told. ``event`` is None where the header is
    not one. ``body`` is None for a type or schema that this version does not know. ``fault`` says
    why it is not well-formed.

    ``code`` is the dossier code that it registers, ``slip`` the paper's own number that it gives
    out (a reprint repeats one and gives out none); None where there is none or it is unreadable.
    ``lease`` is the id of the lease that its number came from; empty where it names none.
    """

    hash: str
    id: str
    header: bytes
    payload: bytes
    link: ChainLink | None
    event: Event | None = None
    body: AnyBody | None = None
    fault: Problem | None = None
    code: DossierCode | None = None
    slip: SlipNumber | None = None
    lease: str = ""


def read_received(wire: WireEvent) -> Received:
    """Read one event; whatever it holds, the answer is a Received."""
    header, payload = bytes(wire.header), bytes(wire.payload)
    try:
        head = decode_header(header)
    except UNREADABLE as error:
        return _without_head(header, payload, error)
    link = _checked(ChainLink(head.id, head.installation, head.seq, head.prev_hash))
    received = Received(sha256_hex(header), head.id[:64], header, payload, link)
    if link is None:
        return _faulty(received, "malformed", _NO_PLACE)
    try:
        # The desks read these bytes again: what can't be decoded whole never goes into the feed.
        _WHOLE.decode(header)
    except UNREADABLE as error:
        return _faulty(received, "malformed", f"Không đọc được phần đầu: {error}")
    if len(header) + len(payload) > MAX_EVENT_BYTES:
        return _faulty(received, "too_large", f"Lớn hơn {MAX_EVENT_BYTES} byte.")
    return _read_payload(received, Event(head, header, payload))


def _without_head(header: bytes, payload: bytes, why: Exception) -> Received:
    """An event whose header is none; it may still say enough to have a place in its chain."""
    try:
        link = _checked(_LINK.decode(header))
    except UNREADABLE:
        link = None
    event_id = link.id if link else _id(header)
    received = Received(sha256_hex(header), event_id, header, payload, link)
    if link is None:
        return _faulty(received, "malformed", _NO_PLACE)
    return _faulty(received, "malformed", f"Không đọc được phần đầu: {why}")


def _checked(link: ChainLink) -> ChainLink | None:
    """The place, where it is one that can be kept."""
    readable = NAME.match(link.id) and NAME.match(link.installation)
    return link if readable and _HASH.match(link.prev_hash) and 1 <= link.seq <= MAX_SEQ else None


def _read_payload(received: Received, event: Event) -> Received:
    head = event.header
    if not (NAME.match(head.dossier) and NAME.match(head.type)):
        return _faulty(received, "malformed", "Mã hồ sơ hoặc loại sự kiện không đúng mẫu.")
    if sha256_hex(received.payload) != head.payload_hash:
        return _faulty(received, "malformed", "Nội dung không khớp mã băm ở phần đầu.")
    try:
        _OBJECT.decode(received.payload)
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
        code=_code(body),
        slip=_slip(body),
        lease=_lease(body),
    )


def _code(body: AnyBody | None) -> DossierCode | None:
    if not isinstance(body, Registered):
        return None
    try:
        return parse_code(body.code)
    except InvalidInput:
        return None


def _slip(body: AnyBody | None) -> SlipNumber | None:
    if not isinstance(body, Printed) or not body.lease:
        return None
    series = read_slip_series(body.series)
    if series is None or not 1 <= body.sequence <= HIGHEST:
        return None
    return SlipNumber(series, body.sequence)


def _lease(body: AnyBody | None) -> str:
    if isinstance(body, Registered | Printed) and NAME.match(body.lease):
        return body.lease
    return ""


def _faulty(received: Received, code: str, detail: str) -> Received:
    return Received(
        hash=received.hash,
        id=received.id,
        header=received.header,
        payload=received.payload,
        link=received.link,
        fault=problem(code, detail),
    )


def _id(header: bytes) -> str:
    try:
        return _NAMED.decode(header).id[:64]
    except UNREADABLE:
        return ""


_LINK = msgspec.json.Decoder(ChainLink)
_NAMED = msgspec.json.Decoder(Named)
_WHOLE = msgspec.json.Decoder()
_OBJECT = msgspec.json.Decoder(dict[str, object])
