"""The calls of the contract, one table: routes, client and OpenAPI are made from it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from sync.contract.carried import CarriedBatch
from sync.contract.messages import (
    AgencyList,
    BatchAnswer,
    Bundle,
    ClaimEnded,
    ClaimGrant,
    ClaimRequest,
    EnrolAnswer,
    EnrolRequest,
    EventBatch,
    FeedPage,
    Health,
    KeyList,
    LeaseGrant,
    LeaseRequest,
    LeaseReturned,
)
from sync.contract.scans import (
    CHECKSUM_HEADER,
    CHECKSUMS_HEADER,
    EXPIRES_HEADER,
    EXTENSION_HEADER,
    LENGTH_HEADER,
    MAX_SIZE_HEADER,
    METADATA_HEADER,
    OFFSET_HEADER,
    RESUMABLE_HEADER,
    SCANS_PATH,
    VERSION_HEADER,
    UploadPlace,
)


class Query(Struct, frozen=True):
    """A query parameter; ``kind`` is a JSON Schema type."""

    name: str
    kind: str
    required: bool
    description: str


class Header(Struct, frozen=True):
    """A header of a request or an answer; ``kind`` is a JSON Schema type."""

    name: str
    kind: str
    required: bool
    description: str


class Operation(Struct, frozen=True):
    """One call. ``path`` may hold ``{name}`` parameters; ``problems`` are the codes it can give.

    ``signed`` calls carry the installation's signature (docs/adr/0008); enrolment is signed only
    where it names a predecessor. ``versioned`` answers have an ``ETag``, and are answered 304 to
    who names it in ``If-None-Match``. Of ``tus`` calls (docs/adr/0027) the answer is in headers,
    without a body; those with ``octets`` carry a page's bytes as they are.
    """

    name: str
    method: str
    path: str
    summary: str
    answer: type[Any]
    request: type[Any] | None = None
    query: tuple[Query, ...] = ()
    signed: bool = True
    problems: tuple[str, ...] = ()
    versioned: bool = False
    tus: bool = False
    octets: bool = False
    success: int = 200
    request_headers: tuple[Header, ...] = ()
    answer_headers: tuple[Header, ...] = ()


SIGNATURE_PROBLEMS = (
    "unsigned",
    "bad_signature",
    "clock_skew",
    "unknown_installation",
    "installation_suspended",
    "unsupported_contract",
)

BODY_PROBLEMS = ("bad_body", "too_large", "unsupported_encoding")

ENROL = Operation(
    name="enrol",
    method="POST",
    path="/v1/installations",
    summary="Enrol a desk with a one-time code and its public key, or as a successor",
    request=EnrolRequest,
    answer=EnrolAnswer,
    signed=False,
    problems=("bad_enrolment_code", "installation_exists", *BODY_PROBLEMS, *SIGNATURE_PROBLEMS),
)
PUSH_EVENTS = Operation(
    name="push_events",
    method="POST",
    path="/v1/events",
    summary="Push a batch of events; an answer for each",
    request=EventBatch,
    answer=BatchAnswer,
    problems=(*BODY_PROBLEMS, *SIGNATURE_PROBLEMS),
)
TAKE_CARRIED = Operation(
    name="take_carried",
    method="POST",
    path="/v1/carried",
    summary="Bring what another desk of the agency could not send; an answer for each event",
    request=CarriedBatch,
    answer=BatchAnswer,
    problems=(
        "unknown_origin",
        "origin_suspended",
        "wrong_agency",
        "bad_carried_signature",
        *BODY_PROBLEMS,
        *SIGNATURE_PROBLEMS,
    ),
)
PULL_FEED = Operation(
    name="pull_feed",
    method="GET",
    path="/v1/feed",
    summary="What happened for this agency since the cursor",
    answer=FeedPage,
    query=(
        Query("after", "string", required=True, description="generation.position"),
        Query("limit", "integer", required=False, description="entries, at most 500"),
        Query("wait_s", "integer", required=False, description="long poll, at most 25 seconds"),
    ),
    problems=("bad_cursor", "bad_query", *SIGNATURE_PROBLEMS),
)
TAKE_LEASE = Operation(
    name="take_lease",
    method="POST",
    path="/v1/leases",
    summary="Lease a block of numbers of a series",
    request=LeaseRequest,
    answer=LeaseGrant,
    problems=(
        "period_out_of_range",
        "series_not_allowed",
        "id_conflict",
        *BODY_PROBLEMS,
        *SIGNATURE_PROBLEMS,
    ),
)
RETURN_LEASE = Operation(
    name="return_lease",
    method="DELETE",
    path="/v1/leases/{lease}",
    summary="Release or burn numbers of a lease; they are listed as gaps, never refilled",
    answer=LeaseReturned,
    query=(
        Query("first", "integer", required=True, description="first number that ends"),
        Query("last", "integer", required=True, description="last number that ends"),
        Query("outcome", "string", required=True, description="released or burned"),
        Query("reason", "string", required=True, description="why, for the list of gaps"),
    ),
    problems=("unknown_lease", "not_in_lease", "already_ended", "bad_query", *SIGNATURE_PROBLEMS),
)
TAKE_CLAIM = Operation(
    name="take_claim",
    method="POST",
    path="/v1/claims",
    summary="Claim what happens once: to hand out a result, to accept an online dossier",
    request=ClaimRequest,
    answer=ClaimGrant,
    problems=(
        "claimed_elsewhere",
        "claim_used",
        "claim_ended",
        "too_many_claims",
        "id_conflict",
        *BODY_PROBLEMS,
        *SIGNATURE_PROBLEMS,
    ),
)
END_CLAIM = Operation(
    name="end_claim",
    method="DELETE",
    path="/v1/claims/{claim}",
    summary="Give a claim back; one that is not known has ended",
    answer=ClaimEnded,
    problems=("unknown_claim", *SIGNATURE_PROBLEMS),
)
KEYS = Operation(
    name="keys",
    method="GET",
    path="/v1/keys",
    summary="Published keys of all installations",
    answer=KeyList,
    problems=SIGNATURE_PROBLEMS,
)
CATALOGUE = Operation(
    name="catalogue",
    method="GET",
    path="/v1/catalogue",
    summary="The province's procedures, published for the desk's agency",
    answer=Bundle,
    problems=SIGNATURE_PROBLEMS,
    versioned=True,
)
CALENDAR = Operation(
    name="calendar",
    method="GET",
    path="/v1/calendar",
    summary="The province's working calendar, published for the desk's agency",
    answer=Bundle,
    problems=SIGNATURE_PROBLEMS,
    versioned=True,
)
AGENCIES = Operation(
    name="agencies",
    method="GET",
    path="/v1/agencies",
    summary="The desk's agency, and those that resolve for it",
    answer=AgencyList,
    problems=SIGNATURE_PROBLEMS,
    versioned=True,
)
_RESUMABLE = Header(RESUMABLE_HEADER, "string", required=True, description="1.0.0")
_OFFSET = Header(
    OFFSET_HEADER, "integer", required=True, description="bytes that the central has, or goes on at"
)
_LENGTH = Header(LENGTH_HEADER, "integer", required=True, description="bytes of the whole page")
_EXPIRES = Header(
    EXPIRES_HEADER, "string", required=False, description="until when an unfinished one is kept"
)
_CHECKSUM = Header(
    CHECKSUM_HEADER, "string", required=False, description="algorithm and base64 of the chunk's"
)
_TUS_PROBLEMS = ("not_found", "unsupported_tus", *SIGNATURE_PROBLEMS)
_UPLOAD_PROBLEMS = ("unknown_upload", "upload_expired", *_TUS_PROBLEMS)
_CHUNK_PROBLEMS = (
    "bad_upload",
    "too_large",
    "bad_content_type",
    "checksum_mismatch",
    "scan_mismatch",
    "no_space",
)
CREATE_SCAN = Operation(
    name="create_scan",
    method="POST",
    path=SCANS_PATH,
    summary="tus: begin the upload of a scanned page, with its first bytes where there are any",
    answer=UploadPlace,
    problems=(*_CHUNK_PROBLEMS, *_TUS_PROBLEMS),
    tus=True,
    octets=True,
    success=201,
    request_headers=(
        _RESUMABLE,
        _LENGTH,
        Header(
            METADATA_HEADER,
            "string",
            required=True,
            description="sha256 (hex) and mediatype, each in base64 as tus has it",
        ),
        _CHECKSUM,
    ),
    answer_headers=(
        _RESUMABLE,
        Header("Location", "string", required=True, description="where to go on"),
        _OFFSET,
        _EXPIRES,
    ),
)
SCAN_PLACE = Operation(
    name="scan_place",
    method="HEAD",
    path=f"{SCANS_PATH}/{{upload}}",
    summary="tus: how much of an upload the central has",
    answer=UploadPlace,
    problems=_UPLOAD_PROBLEMS,
    tus=True,
    request_headers=(_RESUMABLE,),
    answer_headers=(_RESUMABLE, _OFFSET, _LENGTH, _EXPIRES),
)
CONTINUE_SCAN = Operation(
    name="continue_scan",
    method="PATCH",
    path=f"{SCANS_PATH}/{{upload}}",
    summary="tus: go on with an upload; what it says was received is durable",
    answer=UploadPlace,
    problems=("offset_conflict", *_CHUNK_PROBLEMS, *_UPLOAD_PROBLEMS),
    tus=True,
    octets=True,
    success=204,
    request_headers=(_RESUMABLE, _OFFSET, _CHECKSUM),
    answer_headers=(_RESUMABLE, _OFFSET, _EXPIRES),
)
END_SCAN = Operation(
    name="end_scan",
    method="DELETE",
    path=f"{SCANS_PATH}/{{upload}}",
    summary="tus: give up an unfinished upload; a page that was kept stays",
    answer=UploadPlace,
    problems=("scan_kept", *_UPLOAD_PROBLEMS),
    tus=True,
    success=204,
    request_headers=(_RESUMABLE,),
    answer_headers=(_RESUMABLE,),
)
SCAN_OPTIONS = Operation(
    name="scan_options",
    method="OPTIONS",
    path=SCANS_PATH,
    summary="tus: versions, extensions and bounds",
    answer=UploadPlace,
    signed=False,
    problems=("not_found",),
    tus=True,
    success=204,
    answer_headers=tuple(
        Header(name, "string", required=True, description="as tus has it")
        for name in (
            RESUMABLE_HEADER,
            VERSION_HEADER,
            EXTENSION_HEADER,
            MAX_SIZE_HEADER,
            CHECKSUMS_HEADER,
        )
    ),
)
HEALTH = Operation(
    name="health",
    method="GET",
    path="/v1/health",
    summary="Whether the central and its database answer",
    answer=Health,
    signed=False,
)

OPERATIONS = (
    ENROL,
    PUSH_EVENTS,
    TAKE_CARRIED,
    PULL_FEED,
    TAKE_LEASE,
    RETURN_LEASE,
    TAKE_CLAIM,
    END_CLAIM,
    KEYS,
    CATALOGUE,
    CALENDAR,
    AGENCIES,
    CREATE_SCAN,
    SCAN_PLACE,
    CONTINUE_SCAN,
    END_SCAN,
    SCAN_OPTIONS,
    HEALTH,
)
