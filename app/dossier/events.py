"""The events of a dossier: envelope, payloads, and which are facts (docs/adr/0001, 0002)."""

from __future__ import annotations

import hashlib
import secrets
from enum import StrEnum
from typing import ClassVar

import msgspec
from msgspec import Struct

from app.dossier.application import Application
from app.dossier.body import Body
from app.dossier.body import Due as Due  # noqa: PLC0414 - part of these events for who reads them
from app.dossier.desk_events import DESK_FACTS, DeskBody
from app.dossier.frozen_law import FeeLine as FeeLine  # noqa: PLC0414 - as above
from app.dossier.frozen_law import FrozenDeadline as FrozenDeadline  # noqa: PLC0414 - as above
from app.dossier.frozen_law import FrozenProcedure as FrozenProcedure  # noqa: PLC0414 - as above
from app.dossier.processing_events import FACTS, REQUESTS, ProcessingBody
from app.dossier.receipt_events import RECEIPT_REQUESTS, ReceiptBody

FIRST_PREV_HASH = "0" * 64


class EventKind(StrEnum):
    """A fact has left the desk and is never refused; a request can be."""

    FACT = "fact"
    REQUEST = "request"


class Base(Struct, frozen=True):
    """What the desk knew of the dossier when it made the event.

    ``accepted`` is the feed position of the dossier's last accepted event (0: none),
    ``own`` the id of this desk's previous event of the same dossier.
    """

    accepted: int = 0
    own: str | None = None


class Header(Struct, frozen=True):
    """The envelope. Its bytes are hashed, chained, stored and sent as they are.

    ``recorded_at`` is the desk's clock, ISO 8601; ``clock_offset_ms`` is desk minus central, None
    until it was measured. ``schema`` is the payload's version for its ``type``.
    """

    id: str
    type: str
    schema: int
    dossier: str
    agency: str
    installation: str
    seq: int
    prev_hash: str
    officer: str
    unlock: str
    recorded_at: str
    clock_offset_ms: int | None
    base: Base
    payload_hash: str


class Event(Struct, frozen=True):
    """An event as it is kept and sent: two byte strings and the decoded header."""

    header: Header
    header_bytes: bytes
    payload_bytes: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the header's bytes, hex: the next event's ``prev_hash``."""
        return sha256_hex(self.header_bytes)


class Opened(Body, frozen=True, kw_only=True):
    """A dossier begins. ``received_at`` is when the citizen handed it in.

    ``origin`` names where the data came from (``batch:ref``); it is unique at a desk, so that the
    same row read twice opens one dossier. ``reference`` is the desk's own one (``CHM-…``).
    ``late_reason`` says why it was typed on another day than received.
    """

    TYPE: ClassVar[str] = "opened"
    received_at: str
    application: Application
    reference: str
    origin: str = ""
    late_reason: str = ""
    salt: str = ""


class BookPlace(Struct, frozen=True):
    """Where a dossier stands in the desk's tracking book of its field: quyển and số thứ tự."""

    volume: int
    number: int


class Registered(Body, frozen=True, kw_only=True):
    """A dossier gets its number (mã hồ sơ), and what only that makes official.

    ``book`` is its place in the desk's own tracking book (None in events of before books).
    """

    TYPE: ClassVar[str] = "registered"
    code: str
    lease: str
    procedure: FrozenProcedure
    due: Due
    fees: list[FeeLine]
    book: BookPlace | None = None
    salt: str = ""


class Page(Struct, frozen=True):
    """One scanned page in the page store. Sizes in pixels, ``bytes`` of the file."""

    sha256: str
    bytes: int
    media_type: str
    width_px: int
    height_px: int
    dpi: int


class PagesAttached(Body, frozen=True, kw_only=True):
    """Scanned pages of one component, in order."""

    TYPE: ClassVar[str] = "pages_attached"
    component: str
    pages: list[Page]
    salt: str = ""


class Printed(Body, frozen=True, kw_only=True):
    """A paper was handed to a printer or written to a file.

    ``form`` as in ``print FORM``; ``form_version`` names the dated form; ``nth`` counts from 1
    (a reprint is "In lại lần n"). ``number`` is the paper's own as it is printed
    ("12/PBS-TTPVHCC"), number ``sequence`` of ``lease`` and of ``series`` (``Series.text``); a
    reprint repeats it without these three. ``stands_for`` is the event that a receipt stands for
    where it replaces an earlier one; empty: it is the dossier's first.
    """

    TYPE: ClassVar[str] = "printed"
    form: str
    form_version: str
    nth: int
    pages: int
    copies: int = 1
    number: str = ""
    series: str = ""
    sequence: int = 0
    lease: str = ""
    stands_for: str = ""
    salt: str = ""


class OfficialReceipt(Struct, frozen=True, omit_defaults=True):
    """A fee receipt (biên lai) as its provider has issued it; the desk only records it.

    NĐ 123/2020: ``template`` is its mẫu số, ``serial`` its ký hiệu, ``number`` its số.
    """

    number: str
    template: str = ""
    serial: str = ""
    provider: str = ""


class FeeCollected(Body, frozen=True, kw_only=True):
    """Money was taken at the desk; ``method`` is ``cash`` or ``transfer``."""

    TYPE: ClassVar[str] = "fee_collected"
    amount: int
    method: str
    payer: str = ""
    official: OfficialReceipt | None = None
    salt: str = ""


class FeeRefunded(Body, frozen=True, kw_only=True):
    """Money went back to ``receiver``, by ``method`` as in ``FeeCollected``; ``at`` is when."""

    TYPE: ClassVar[str] = "fee_refunded"
    at: str
    amount: int
    reason: str
    method: str = "cash"
    receiver: str = ""
    salt: str = ""


class Referred(Body, frozen=True, kw_only=True):
    """A request that was set aside is handed to the supervisor with a ``note``; it decides nothing.

    ``event`` and ``what`` are the request's id and type, ``code`` and ``detail`` why it was set
    aside.
    """

    TYPE: ClassVar[str] = "referred"
    at: str
    event: str
    what: str
    note: str
    code: str = ""
    detail: str = ""
    salt: str = ""


class Change(Struct, frozen=True):
    """One corrected field: a dotted path into the application, old and new value as text."""

    field: str
    old: str
    new: str


class Corrected(Body, frozen=True, kw_only=True):
    """Data of the dossier were corrected; number, time of receipt and due time never are."""

    TYPE: ClassVar[str] = "corrected"
    changes: list[Change]
    reason: str
    salt: str = ""


AnyBody = (
    Opened
    | Registered
    | PagesAttached
    | Printed
    | FeeCollected
    | FeeRefunded
    | Referred
    | Corrected
    | ReceiptBody
    | ProcessingBody
    | DeskBody
)

_FACTS = (
    *(Opened, Registered, PagesAttached, Printed, FeeCollected, FeeRefunded, Referred),
    *FACTS,
    *DESK_FACTS,
)
_REQUESTS = (Corrected, *RECEIPT_REQUESTS, *REQUESTS)

BODY_TYPES: dict[str, type[AnyBody]] = {body.TYPE: body for body in (*_FACTS, *_REQUESTS)}

EVENT_KINDS: dict[str, EventKind] = {
    **{body.TYPE: EventKind.FACT for body in _FACTS},
    **{body.TYPE: EventKind.REQUEST for body in _REQUESTS},
}


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def salted(body: AnyBody) -> AnyBody:
    """Return ``body`` with 128 random bits of salt (none is replaced)."""
    if body.salt:
        return body
    return msgspec.structs.replace(body, salt=secrets.token_hex(16))


def encode_payload(body: AnyBody) -> bytes:
    """Write a payload once; the bytes are kept for ever."""
    return msgspec.json.encode(salted(body))


def decode_header(data: bytes) -> Header:
    """Read a header; raises msgspec.MsgspecError where it is none."""
    return _HEADER.decode(data)


def read_event(header_bytes: bytes, payload_bytes: bytes) -> Event:
    """Put an event together from its stored or received bytes."""
    return Event(decode_header(header_bytes), header_bytes, payload_bytes)


def make_event(header: Header, payload_bytes: bytes) -> Event:
    """Encode a new event's header, once."""
    return Event(header, msgspec.json.encode(header), payload_bytes)


_HEADER = msgspec.json.Decoder(Header)
