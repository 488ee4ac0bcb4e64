"""What came back for a Send, and what that means: done, later, or a person's case."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct

from sync.contract.messages import Problem

RETRY_STATUSES = frozenset({408, 425, 429})
"""4xx that say *try again*; so does every 5xx. Other 4xx concern the item (docs/adr/0005)."""
LOGIN_REQUIRED = 511
"""Network Authentication Required (RFC 6585): never the central, always what stands before it."""

NOT_MODIFIED = 304
"""To a call that named what the desk has (``If-None-Match``): fine, and without a body."""

SUSPENDED = "installation_suspended"
"""The central takes no more of this desk: forked, retired or suspended. Its numbers are in doubt,
another image of it may be using them (docs/adr/0004).
"""

LACKING = frozenset({"not_found", "method_not_allowed", "unsupported_tus"})
"""A wrong address, or a central without this call: nothing that was sent is guilty of it."""

DESK_PROBLEMS = LACKING | {
    "unsigned",
    "bad_signature",
    "unknown_installation",
    SUSPENDED,
    "unsupported_contract",
}
"""Problems that concern the desk as a whole; no event is set aside because of them."""


class Answer(Struct, frozen=True):
    """The central answered, by the contract.

    ``body`` is decoded to the operation's answer type (2xx only); ``problem`` comes with 4xx and,
    where it could be read, with 5xx. ``clock_offset_ms`` is desk minus central, measured by this
    round trip, None where it can't be told from it.
    """

    status: int
    body: Any = None
    problem: Problem | None = None
    retry_after_s: float | None = None
    clock_offset_ms: int | None = None


class FailureKind(StrEnum):
    """How a call ended without an answer of the contract. What the central did is *unknown*."""

    CONNECTION = "connection"  # no line, refused, broken off, TLS
    TIMEOUT = "timeout"
    NOT_CONTRACT = "not_contract"  # HTML of a captive portal, half a body, a wrong type
    TOO_LARGE = "too_large"  # the answer is longer than this desk reads


class Failure(Struct, frozen=True):
    """No answer of the contract. ``detail`` is for the log: technical, English."""

    kind: FailureKind
    detail: str


Reply = Answer | Failure


class NotOfContract(Exception):  # noqa: N818 - what it says about the answer
    """An answer that could be decoded, but can't be what the contract says."""


class CallRefused(Exception):  # noqa: N818 - what it says about the call
    """The central refuses the call whatever is in it: a person's case, no item's."""


def says_later(status: int) -> bool:
    """Whether a status alone, from the central or a proxy, says that it has no answer now."""
    return status in RETRY_STATUSES or (status >= 500 and status != LOGIN_REQUIRED)


class Verdict(StrEnum):
    """What a reply means for the step that sent."""

    FINE = "fine"
    LINE_DOWN = "line_down"  # nothing reaches the central: every step waits
    LATER = "later"  # this step waits
    CLOCK_SKEW = "clock_skew"  # sign with the central's time, at once
    BLOCKED = "blocked"  # concerns the desk: every step waits for a person
    REFUSED = "refused"  # concerns the item


def judge(reply: Reply) -> Verdict:
    """Say what a reply means. An answer is only *refused* where the contract's problem says so."""
    if isinstance(reply, Failure):
        return Verdict.LINE_DOWN if reply.kind is FailureKind.CONNECTION else Verdict.LATER
    if says_later(reply.status):
        return Verdict.LATER
    if reply.status == NOT_MODIFIED or (200 <= reply.status < 300 and reply.body is not None):
        return Verdict.FINE
    if reply.problem is None:
        return Verdict.LATER
    if reply.problem.code == "clock_skew":
        return Verdict.CLOCK_SKEW
    return Verdict.BLOCKED if reply.problem.code in DESK_PROBLEMS else Verdict.REFUSED
