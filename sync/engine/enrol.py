"""Enrolment: by a one-time code, or as the successor of an installation (docs/adr/0003)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync.contract.messages import EnrolAnswer, Problem
from sync.contract.operations import ENROL
from sync.engine.answers import NotOfContract, Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.send import Lane, Send, Wait, Why
from sync.engine.settings import EngineSettings


class Enrol:
    """Sends the stored request until it is answered; the same request gets the same answer.

    A refused request stays refused until another one is stored; ``refusal`` says why.
    """

    lane = Lane.URGENT
    optional = False

    def __init__(self, desk: DeskPort, gate: Backoff, settings: EngineSettings) -> None:
        self._desk = desk
        self._settings = settings
        self._refused: tuple[str, str] | None = None
        self.gate = gate
        self.refusal: Problem | None = None

    def next(self, now: datetime) -> Send | Wait | None:
        request = self._desk.enrolment()
        if request is None:
            self.refusal = None
            if self._desk.installation() is not None:
                return None
            return Wait(now + timedelta(seconds=self._settings.poll_s), Why.NOT_ENROLLED)
        if self._refused == (request.installation, request.code):
            return Wait(now + timedelta(seconds=self._settings.blocked_s), Why.BLOCKED)
        self.refusal = None
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        return Send(ENROL, body=request, signer=request.predecessor)

    def fine(self, send: Send, body: EnrolAnswer, now: datetime) -> Changed:  # noqa: ARG002 - as every step
        request = self._desk.enrolment()
        if request is None or body.installation != request.installation:
            raise NotOfContract("the answer enrols another installation")
        self._desk.enrolled(body, now)
        return Changed(enrolled=True)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:  # noqa: ARG002 - as above
        request = self._desk.enrolment()
        if request is not None:
            self._refused = (request.installation, request.code)
            self.refusal = problem
        return Changed(failed=True)

    def failed(self, send: Send, reply: Reply) -> None:
        """Nothing to make smaller."""
