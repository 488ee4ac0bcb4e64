"""What a reply means."""

from __future__ import annotations

import pytest

from sync.contract.messages import Problem
from sync.engine.answers import Answer, Failure, FailureKind, Reply, Verdict, judge


def refused(status: int, code: str) -> Answer:
    return Answer(status, problem=Problem(title="x", status=status, code=code))


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Answer(200, body={}), Verdict.FINE),
        (Answer(200), Verdict.LATER),
        (Failure(FailureKind.CONNECTION, ""), Verdict.LINE_DOWN),
        (Failure(FailureKind.TIMEOUT, ""), Verdict.LATER),
        (Failure(FailureKind.NOT_CONTRACT, ""), Verdict.LATER),
        (Failure(FailureKind.TOO_LARGE, ""), Verdict.LATER),
        (refused(408, "slow"), Verdict.LATER),
        (refused(425, "early"), Verdict.LATER),
        (refused(429, "busy"), Verdict.LATER),
        (Answer(500), Verdict.LATER),
        (refused(503, "try_again"), Verdict.LATER),
        (Answer(404), Verdict.LATER),
        (refused(401, "clock_skew"), Verdict.CLOCK_SKEW),
        (refused(403, "installation_suspended"), Verdict.BLOCKED),
        (refused(401, "unknown_installation"), Verdict.BLOCKED),
        (refused(401, "bad_signature"), Verdict.BLOCKED),
        (refused(401, "unsigned"), Verdict.BLOCKED),
        (refused(400, "unsupported_contract"), Verdict.BLOCKED),
        (refused(422, "bad_body"), Verdict.REFUSED),
        (refused(413, "too_large"), Verdict.REFUSED),
    ],
)
def test_each_reply_has_its_verdict(reply: Reply, verdict: Verdict) -> None:
    """Only a problem of the contract refuses an item; a proxy's bare 4xx never does."""
    assert judge(reply) is verdict
