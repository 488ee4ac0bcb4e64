"""Claims: ask for what must not happen twice, tell what is given back (docs/adr/0028)."""

from __future__ import annotations

from datetime import datetime

from sync.contract.messages import ClaimEnded, ClaimGrant, ClaimRequest, Problem
from sync.contract.operations import END_CLAIM, TAKE_CLAIM
from sync.engine.answers import NotOfContract, Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.send import Lane, Send, Wait, Why


class KeepClaims:
    """Ends go first, then requests. A request has its stored id on every retry."""

    lane = Lane.URGENT
    optional = True

    def __init__(self, desk: DeskPort, gate: Backoff) -> None:
        self._desk = desk
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        ending = self._desk.ending_claims()
        pending = [] if ending else self._desk.pending_claims(now)
        if not ending and not pending:
            return None
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        signer = self._desk.installation()
        if ending:
            return Send(END_CLAIM, path={"claim": ending[0]}, signer=signer)
        return Send(TAKE_CLAIM, body=pending[0], signer=signer, about=now)

    def fine(self, send: Send, body: ClaimGrant | ClaimEnded, now: datetime) -> Changed:
        if isinstance(body, ClaimEnded):
            if body.id != send.path["claim"]:
                raise NotOfContract("the answer ends another claim")
            self._desk.claim_ended(body.id, now)
            return Changed(claims=1)
        asked = send.body
        assert isinstance(asked, ClaimRequest)
        if (body.id, body.kind, body.dossier) != (asked.id, asked.kind, asked.dossier):
            raise NotOfContract("the answer grants another claim")
        # The answer may have lain about while the machine slept; the central's time has not.
        self._desk.claim_granted(body, min(send.about, now))
        return Changed(claims=1)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:
        if send.operation is END_CLAIM:
            self._desk.claim_ended(send.path["claim"], now)
        else:
            asked = send.body
            assert isinstance(asked, ClaimRequest)
            self._desk.claim_refused(asked.id, problem, now)
        return Changed(claims=1)

    def failed(self, send: Send, reply: Reply) -> None:
        """Nothing to make smaller."""
