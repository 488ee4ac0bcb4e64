"""Carry: what another desk could not send goes out as it was signed there (docs/adr/0029)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sync.contract.messages import BatchAnswer, EventOutcome, Problem, Result
from sync.contract.operations import TAKE_CARRIED
from sync.engine.answers import NotOfContract, Reply
from sync.engine.backoff import Backoff
from sync.engine.carried_port import CarriedDue
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.reasons import unanswered
from sync.engine.send import Lane, Send, Wait, Why


class Carry:
    """Sends one batch after the other. One that has to wait holds its own chain and no other."""

    lane = Lane.BULK
    optional = True

    def __init__(self, desk: DeskPort, gate: Backoff, new_gate: Callable[[], Backoff]) -> None:
        self._desk = desk
        self._new_gate = new_gate
        self._chains: dict[str, Backoff] = {}
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        held = self._held(now)
        due = self._desk.carried_due(frozenset(held))
        if due is None:
            return Wait(min(held.values()), Why.HELD) if held else None
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        signer = self._desk.installation()
        return Send(TAKE_CARRIED, body=due.batch, signer=signer, about=due)

    def fine(self, send: Send, body: BatchAnswer, now: datetime) -> Changed:
        due: CarriedDue = send.about
        if not body.outcomes:
            raise NotOfContract("no outcome for a carried batch")
        outcomes = _outcomes_of(due, body)
        self._desk.carried(due.id, outcomes, now)
        again = sum(outcome.result is Result.TRY_AGAIN for outcome in outcomes)
        chain = due.batch.installation
        if again:
            self._chains.setdefault(chain, self._new_gate()).failed(now)
            return Changed(try_again=again)
        self._chains.pop(chain, None)
        return Changed(carried=1)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:
        self._desk.carried_refused(send.about.id, problem, now)
        return Changed(carried=1)

    def failed(self, send: Send, reply: Reply) -> None:
        """A signed batch can't be made smaller; they are small when they are made."""

    def retry_now(self) -> None:
        """Open what is held, for an officer who asks to send now."""
        for chain in self._chains.values():
            chain.open()

    def _held(self, now: datetime) -> dict[str, datetime]:
        held = {name: chain.shut_until(now) for name, chain in self._chains.items()}
        return {name: until for name, until in held.items() if until is not None}


def _outcomes_of(due: CarriedDue, answer: BatchAnswer) -> list[EventOutcome]:
    """One outcome an event, in their order; what the answer passes over is *unknown*."""
    missing = len(due.batch.events) - len(answer.outcomes)
    if missing < 0:
        raise NotOfContract("more outcomes than events")
    return [*answer.outcomes, *(unanswered("") for _ in range(missing))]
