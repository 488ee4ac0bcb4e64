"""Published data: catalogue, calendar, what the agency is (docs/adr/0028)."""

from __future__ import annotations

from datetime import datetime

from sync.contract.messages import Problem, Versioned
from sync.contract.operations import AGENCIES, CALENDAR, CATALOGUE
from sync.engine.answers import Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.send import Lane, Send, Wait, Why

_OPERATIONS = {each.name: each for each in (CATALOGUE, CALENDAR, AGENCIES)}


class RefreshPublished:
    """Fetches what is due, one kind after another, each only where it is another than here."""

    lane = Lane.BULK
    optional = True

    def __init__(self, desk: DeskPort, gate: Backoff) -> None:
        self._desk = desk
        self._turn = 0
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        due = self._desk.published_due(now)
        if not due:
            return None
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        wanted = due[self._turn % len(due)]
        headers = {"If-None-Match": f'"{wanted.etag}"'} if wanted.etag else {}
        return Send(_OPERATIONS[wanted.kind], headers=headers, signer=self._desk.installation())

    def fine(self, send: Send, body: Versioned | None, now: datetime) -> Changed:
        kind = send.operation.name
        if body is None:  # 304
            self._desk.published_unchanged(kind, now)
            return Changed()
        changed = self._desk.keep_published(kind, body, now)
        if kind == AGENCIES.name:
            return Changed(agency=changed)
        return Changed(published=changed)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:  # noqa: ARG002 - as every step
        self._turn += 1
        self.gate.failed(now)
        return Changed(failed=True)

    def failed(self, send: Send, reply: Reply) -> None:  # noqa: ARG002 - as every step
        """The others are not kept waiting for one that does not come through."""
        self._turn += 1
