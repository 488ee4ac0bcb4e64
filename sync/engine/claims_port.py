"""What the engine needs of a desk that claims what happens once (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sync.contract.messages import ClaimGrant, ClaimRequest, Problem


class ClaimsPort(Protocol):
    """Each writing call is one transaction; what changes nothing any more is no error."""

    def pending_claims(self, now: datetime) -> Sequence[ClaimRequest]:
        """Requests that were stored and not answered, the oldest first."""
        ...

    def ending_claims(self) -> Sequence[str]:
        """Ids of claims that are given back, and the central does not know it yet."""
        ...

    def claim_granted(self, grant: ClaimGrant, asked: datetime) -> None:
        """Keep that this desk has it; it counts from ``asked``, when the request was sent."""
        ...

    def claim_refused(self, claim: str, problem: Problem, now: datetime) -> None:
        """Keep why not; the request is not sent again."""
        ...

    def claim_ended(self, claim: str, now: datetime) -> None:
        """The central knows that it was given back."""
        ...
