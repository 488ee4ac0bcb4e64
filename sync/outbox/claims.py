"""The store's claims behind the engine's port."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.store.claims import VALID
from app.store.store import Store
from sync.contract.messages import ClaimGrant, ClaimKind, ClaimRequest, Problem

_ANSWERS = frozenset({"claimed_elsewhere", "claim_used"})
"""Problems that answer the question; all others leave it open."""


class ClaimsDesk:
    """ClaimsPort over a Store; a part of StoreDesk."""

    _store: Store

    def pending_claims(self, now: datetime) -> Sequence[ClaimRequest]:
        if self._store.must_succeed:
            return []
        kinds = set(ClaimKind)
        return [
            ClaimRequest(claim.id, ClaimKind(claim.kind), claim.dossier)
            for claim in self._store.claims.pending(now)
            if claim.kind in kinds
        ]

    def ending_claims(self) -> Sequence[str]:
        return [] if self._store.must_succeed else self._store.claims.ending()

    def claim_granted(self, grant: ClaimGrant, asked: datetime) -> None:
        valid = timedelta(seconds=min(grant.valid_s, round(VALID.total_seconds())))
        self._store.claims.granted(grant.id, asked + valid)

    def claim_refused(self, claim: str, problem: Problem, now: datetime) -> None:
        if problem.code in _ANSWERS:
            self._store.claims.refused(claim, problem.detail or problem.title, now)
        else:
            self._store.claims.ended(claim)

    def claim_ended(self, claim: str, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.claims.ended(claim)
