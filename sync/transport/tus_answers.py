"""Answers of tus calls (docs/adr/0027): what they say is in headers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sync.contract.messages import Problem
from sync.contract.scans import RESUMABLE_HEADER, TUS_VERSION, NotOfTus, read_place
from sync.contract.signing import PROBLEM_HEADER
from sync.engine.answers import RETRY_STATUSES, Answer, Failure, FailureKind, Reply, says_later

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_PROBLEM_TYPE = "application/problem+json"

_OF_TUS = {
    404: "unknown_upload",
    409: "offset_conflict",
    410: "upload_expired",
    412: "unsupported_tus",
    413: "too_large",
    415: "bad_content_type",
    423: "upload_locked",
    460: "checksum_mismatch",
}
_OF_HTTP = {404: "not_found", 405: "method_not_allowed"}


def read_tus_reply(
    status: int,
    headers: Mapping[str, str],
    problem: Problem | None,
    retry_after_s: float | None,
    *,
    asked_url: str,
    base_url: str,
) -> Reply:
    """Make a Reply of a tus answer; ``problem`` is what its body said, None where it said none.

    A server that speaks tus, and not our problems, is understood by its status. Whoever speaks
    neither is none: a Failure, as of every portal that gets in between.
    """
    speaks_tus = headers.get(RESUMABLE_HEADER) == TUS_VERSION
    if 200 <= status < 300:
        if not speaks_tus:
            return Failure(FailureKind.NOT_CONTRACT, f"status {status} without {RESUMABLE_HEADER}")
        try:
            return Answer(status, body=read_place(headers, asked_url, base_url))
        except NotOfTus as error:
            return Failure(FailureKind.NOT_CONTRACT, f"{error.field}: {error}"[:500])
    problem = problem or _problem_of(status, headers, speaks_tus=speaks_tus)
    if problem is None and not says_later(status):
        return Failure(FailureKind.NOT_CONTRACT, f"status {status} is no answer of tus")
    return Answer(status, problem=problem, retry_after_s=retry_after_s)


def _problem_of(status: int, headers: Mapping[str, str], *, speaks_tus: bool) -> Problem | None:
    """The problem of an answer without a body that says it: to a HEAD, or of another server."""
    code = headers.get(PROBLEM_HEADER, "")
    if not _CODE.match(code):
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        known = _OF_TUS if speaks_tus else _OF_HTTP if kind == _PROBLEM_TYPE else {}
        code = known.get(status, "")
    if not code and speaks_tus and 400 <= status < 500 and status not in RETRY_STATUSES:
        code = f"tus_{status}"
    return Problem(title=code, status=status, code=code) if code else None
