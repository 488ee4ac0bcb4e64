"""What goes over the wire. Unknown fields are ignored by both ends; new fields have defaults."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Raw, Struct

CONTRACT_VERSION = 1
OLDEST_CONTRACT_VERSION = 1
"""Versions N and N-2 work together; the oldest that this version still speaks."""

MAX_BATCH_EVENTS = 500
MAX_BATCH_BYTES = 4 * 1024 * 1024
MAX_EVENT_BYTES = 256 * 1024
MAX_FEED_PAGE = 500
MAX_LEASE_COUNT = 1_000
MAX_LONG_POLL_S = 25
MAX_BUNDLE_FILES = 500
MAX_BUNDLE_BYTES = 8 * 1024 * 1024
MAX_RESOLVERS = 64
MAX_ANCESTORS = 100

Id = Annotated[str, Meta(min_length=1, max_length=64)]
ShortText = Annotated[str, Meta(max_length=500)]
Agency = Annotated[str, Meta(min_length=3, max_length=24)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]

MAX_PLACE = 1 << 53
MAX_NUMBER = 999_999_999
MAX_KEY_ID = 99_999_999
Generation = Annotated[int, Meta(ge=1, le=MAX_PLACE)]
Position = Annotated[int, Meta(ge=1, le=MAX_PLACE)]
Number = Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
"""As many digits as a dossier code has room for."""
KeyId = Annotated[int, Meta(ge=1, le=MAX_KEY_ID)]
"""As many digits as a receipt's QR has room for."""


class Problem(Struct, frozen=True, omit_defaults=True):
    """An RFC 9457 problem. ``code`` is stable, ``detail`` and ``advice`` are Vietnamese.

    ``field`` names the wrong field; ``server_time_ms`` comes with ``clock_skew``.
    """

    title: str
    status: int
    code: str
    detail: str = ""
    type: str = "about:blank"
    field: str | None = None
    advice: str | None = None
    server_time_ms: int | None = None


class Finding(Struct, frozen=True, omit_defaults=True):
    """What is odd about an accepted fact (docs/adr/0002)."""

    code: str
    detail: str = ""


class Ancestor(Struct, frozen=True):
    """What a desk was before its predecessor.

    ``signature`` is of ``key`` over the enrolling desk's id and key (``sync/contract/signing.py``).
    """

    installation: Id
    key: Annotated[str, Meta(min_length=44, max_length=44)]
    key_id: KeyId
    signature: Annotated[str, Meta(min_length=88, max_length=88)]


class EnrolRequest(Struct, frozen=True, omit_defaults=True):
    """A desk introduces itself, by a one-time code or as the successor of ``predecessor``.

    ``public_key`` is the 32 raw bytes of an Ed25519 key in base64; ``counter`` is what people
    call the desk ("Quầy 3"). With ``predecessor`` the request is signed by its key.

    What a desk says of its predecessor beside the id counts only at a central that does not know
    it (restored from an older backup), and only together with a code: its public key, the key id
    on its receipts, its agency, and its own predecessors, newest first.
    """

    installation: Id
    public_key: Annotated[str, Meta(min_length=44, max_length=44)]
    counter: ShortText
    code: Annotated[str, Meta(max_length=64)] = ""
    predecessor: str | None = None
    predecessor_key: Annotated[str, Meta(min_length=44, max_length=44)] | None = None
    predecessor_key_id: KeyId | None = None
    predecessor_agency: Agency | None = None
    ancestors: Annotated[list[Ancestor], Meta(max_length=MAX_ANCESTORS)] = []


class EnrolAnswer(Struct, frozen=True):
    """What a desk is from now on. ``key_id`` goes into the receipts' QR codes.

    ``resolvers`` maps the catalogue's kinds of resolving agency (``commune``,
    ``commune_police``, …) to e-IDs; ``lookup_host`` is the host in the receipts' QR codes.
    ``nth`` says how manyeth installation of its line the desk is, those that an older copy of it
    was succeeded by counted too; 0 where an older central does not say.
    """

    installation: str
    key_id: KeyId
    agency: Agency
    agency_name: str
    generation: Generation
    server_time_ms: int
    resolvers: dict[str, str] = {}
    lookup_host: str = ""
    nth: int = 0


class WireEvent(Struct, frozen=True):
    """An event's two byte strings, untouched (docs/adr/0001)."""

    header: Raw
    payload: Raw


class EventBatch(Struct, frozen=True):
    """Events in the order of ``seq``; sent gzipped, at most 500 and 4 MiB."""

    events: Annotated[list[WireEvent], Meta(min_length=1, max_length=MAX_BATCH_EVENTS)]


class Result(StrEnum):
    """What became of one event of a batch."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    SET_ASIDE = "set_aside"
    TRY_AGAIN = "try_again"


class EventOutcome(Struct, frozen=True, omit_defaults=True):
    """The answer for one event. ``position`` is its place in the agency's feed."""

    id: str
    result: Result
    position: Position | None = None
    findings: list[Finding] = []
    problem: Problem | None = None


class BatchAnswer(Struct, frozen=True):
    """One outcome for each event of the batch, in its order."""

    generation: Generation
    outcomes: list[EventOutcome]


class FeedEntry(Struct, frozen=True, omit_defaults=True):
    """An accepted event of the agency."""

    position: Position
    header: Raw
    payload: Raw
    findings: list[Finding] = []


class FeedPage(Struct, frozen=True):
    """What happened since the cursor. ``next`` is the cursor after these entries."""

    generation: Generation
    entries: list[FeedEntry]
    next: str
    more: bool


class LeaseRequest(Struct, frozen=True):
    """Ask for ``count`` numbers of a series. ``id`` was stored before this was sent."""

    id: Id
    kind: Annotated[str, Meta(max_length=32)]
    agency: Agency
    period: Day
    count: Annotated[int, Meta(ge=1, le=MAX_LEASE_COUNT)]


class LeaseGrant(Struct, frozen=True):
    """Numbers ``first`` to ``last``, both included, belong to the asking installation.

    ``id`` is the request's id: asked again, the answer is the same.
    """

    id: str
    kind: str
    agency: str
    period: str
    first: Number
    last: Number


class LeaseEnd(StrEnum):
    """How numbers that were never used end."""

    RELEASED = "released"
    BURNED = "burned"


class LeaseReturned(Struct, frozen=True):
    """The central has noted the end of these numbers; they are never handed out again."""

    id: str
    first: Number
    last: Number
    outcome: LeaseEnd


class ClaimKind(StrEnum):
    """What happens once in the world, whatever is recorded of it (docs/adr/0028)."""

    RETURN_RESULT = "return_result"
    ACCEPT_ONLINE = "accept_online"


class ClaimRequest(Struct, frozen=True):
    """Ask for the right to do something with a dossier. ``id`` was stored before it was sent."""

    id: Id
    kind: ClaimKind
    dossier: Id


class ClaimGrant(Struct, frozen=True):
    """The right is the asking desk's for ``valid_s`` seconds from this answer.

    ``id`` is the request's id: asked again, it is the same claim.
    """

    id: str
    kind: ClaimKind
    dossier: str
    valid_s: Annotated[int, Meta(ge=0, le=MAX_PLACE)]


class ClaimEnded(Struct, frozen=True):
    """The claim is held no more. ``used``: what it was for has come, so nobody gets it again."""

    id: str
    used: bool = False


class Versioned(Struct, frozen=True):
    """Published data, named as a whole by ``etag``: another one, another content."""

    etag: Annotated[str, Meta(pattern=r"^[0-9a-f]{1,64}$")]


class BundleFile(Struct, frozen=True):
    """A file of dated data (docs/adr/0015): its name, and its text, TOML."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    text: Annotated[str, Meta(max_length=MAX_BUNDLE_BYTES)]


class Bundle(Versioned, frozen=True):
    """The province's files of one kind, whole; none where nothing is published."""

    files: Annotated[list[BundleFile], Meta(max_length=MAX_BUNDLE_FILES)]


class AgencyFacts(Struct, frozen=True):
    """What a desk is told of an agency; as in EnrolAnswer."""

    agency: Agency
    name: Annotated[str, Meta(max_length=500)]
    resolvers: Annotated[dict[str, Agency], Meta(max_length=MAX_RESOLVERS)] = {}
    lookup_host: Annotated[str, Meta(max_length=253)] = ""


class AgencyList(Versioned, frozen=True):
    """The asking desk's agency, and those that resolve for it."""

    agencies: Annotated[list[AgencyFacts], Meta(max_length=MAX_RESOLVERS + 1)]


class InstallationKey(Struct, frozen=True):
    """A published key: with it any desk checks a receipt's QR offline.

    ``counter`` is what its desk is called, to say whose action came first; empty where an older
    central does not say.
    """

    key_id: KeyId
    installation: str
    public_key: str
    agency: str
    counter: str = ""


class KeyList(Struct, frozen=True):
    """All published installation keys.

    ``seal_key`` is the central's own: 32 raw bytes of an X25519 key in base64. What is carried to
    it by hand is sealed for it (docs/adr/0029). Empty where an older central has none.
    """

    keys: list[InstallationKey]
    seal_key: str = ""


class Health(Struct, frozen=True):
    """The central answers. ``database`` is ``ok`` or what is wrong."""

    status: str
    database: str
    contract: int
    server_time_ms: int


class Cursor(Struct, frozen=True, order=True):
    """A place in the feed: the central's generation and a position in it."""

    generation: int = 0
    position: int = 0

    def __str__(self) -> str:
        return f"{self.generation}.{self.position}"


def parse_cursor(text: str) -> Cursor:
    """Read ``generation.position``; raises ValueError where it is neither."""
    generation, dot, position = text.partition(".")
    if not (dot and generation.isascii() and position.isascii()):
        raise ValueError(text)
    if not (generation.isdecimal() and position.isdecimal() and len(text) <= 40):
        raise ValueError(text)
    return Cursor(int(generation), int(position))
