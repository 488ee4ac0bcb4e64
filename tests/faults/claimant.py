"""The part of a desk in memory that claims, and takes what is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sync.contract.messages import ClaimGrant, ClaimRequest, Problem, Versioned
from sync.engine.published_port import PublishedDue


class FakeClaimant:
    """Implements ClaimsPort and PublishedPort: what is asked for, and what became of it, by id.

    ``published`` are the kinds that are due, with the ``etag`` that the desk has of each.
    """

    claims: dict[str, ClaimRequest]
    claims_to_end: list[str]
    claim_answers: dict[str, str]
    claims_asked: dict[str, datetime]
    published: dict[str, str]
    bodies: dict[str, Versioned]

    def pending_claims(self, now: datetime) -> Sequence[ClaimRequest]:
        return list(self.claims.values())

    def ending_claims(self) -> Sequence[str]:
        return list(self.claims_to_end)

    def claim_granted(self, grant: ClaimGrant, asked: datetime) -> None:
        del self.claims[grant.id]
        self.claim_answers[grant.id] = "granted"
        self.claims_asked[grant.id] = asked

    def claim_refused(self, claim: str, problem: Problem, now: datetime) -> None:
        del self.claims[claim]
        self.claim_answers[claim] = problem.code

    def claim_ended(self, claim: str, now: datetime) -> None:
        self.claims_to_end.remove(claim)
        self.claim_answers[claim] = "ended"

    def published_due(self, now: datetime) -> Sequence[PublishedDue]:
        return [PublishedDue(kind, etag) for kind, etag in self.published.items()]

    def published_unchanged(self, kind: str, now: datetime) -> None:
        del self.published[kind]

    def keep_published(self, kind: str, body: Versioned, now: datetime) -> bool:
        del self.published[kind]
        self.bodies[kind] = body
        return True
