"""The calls of the contract, one table: routes, client and OpenAPI are made from it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from sync.contract.messages import (
    BatchAnswer,
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


class Query(Struct, frozen=True):
    """A query parameter; ``kind`` is a JSON Schema type."""

    name: str
    kind: str
    required: bool
    description: str


class Operation(Struct, frozen=True):
    """One call. ``path`` may hold ``{name}`` parameters; ``problems`` are the codes it can give.

    ``signed`` calls carry the installation's signature (docs/adr/0008); enrolment is signed only
    where it names a predecessor.
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
KEYS = Operation(
    name="keys",
    method="GET",
    path="/v1/keys",
    summary="Published keys of all installations",
    answer=KeyList,
    problems=SIGNATURE_PROBLEMS,
)
HEALTH = Operation(
    name="health",
    method="GET",
    path="/v1/health",
    summary="Whether the central and its database answer",
    answer=Health,
    signed=False,
)

OPERATIONS = (ENROL, PUSH_EVENTS, PULL_FEED, TAKE_LEASE, RETURN_LEASE, KEYS, HEALTH)
