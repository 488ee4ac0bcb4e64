"""Keys: fetch the published installation keys, to check receipts offline (docs/adr/0003)."""

from __future__ import annotations

from datetime import datetime

from sync.contract.messages import KeyList, Problem
from sync.contract.operations import KEYS
from sync.engine.answers import Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.send import Lane, Send, Wait, Why


class RefreshKeys:
    """Fetches all published keys when the desk's are old."""

    lane = Lane.BULK
    optional = False

    def __init__(self, desk: DeskPort, gate: Backoff) -> None:
        self._desk = desk
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        if not self._desk.keys_due(now):
            return None
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        return Send(KEYS, signer=self._desk.installation())

    def fine(self, send: Send, body: KeyList, now: datetime) -> Changed:  # noqa: ARG002 - as every step
        if body.seal_key:
            self._desk.keep_seal_key(body.seal_key, now)
        self._desk.keep_keys(body.keys, now)
        return Changed(keys=True)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:  # noqa: ARG002 - as above
        self.gate.failed(now)
        return Changed(failed=True)

    def failed(self, send: Send, reply: Reply) -> None:
        """Nothing to make smaller."""
