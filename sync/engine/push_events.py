"""Push: the outbox goes out in batches, an outcome comes back for each event (docs/adr/0002)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from sync.contract.messages import BatchAnswer, EventOutcome, Problem, Result
from sync.contract.operations import PUSH_EVENTS
from sync.engine.answers import Answer, CallRefused, Failure, FailureKind, Reply
from sync.engine.backoff import Backoff
from sync.engine.batch import Batch, cut_batch, outcomes_for
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.reasons import NO_REASON, TOO_LARGE, set_aside
from sync.engine.send import Send, Wait, Why
from sync.engine.settings import EngineSettings

_ITEM_PROBLEMS = frozenset({"bad_body", "too_large"})
"""Problems of the whole call that an event of it can be guilty of."""

_MISSING_TRIES = 3
"""So often the central may miss a predecessor that the desk holds answered, then all is offered
again: it lost something without saying so by its generation."""


class PushEvents:
    """Sends what is due; narrows a batch that is refused as a whole down to the culprit."""

    def __init__(
        self,
        desk: DeskPort,
        gate: Backoff,
        new_gate: Callable[[], Backoff],
        settings: EngineSettings,
    ) -> None:
        self._desk = desk
        self._new_gate = new_gate
        self._settings = settings
        self._limit = settings.batch_events
        self._steady = settings.batch_events
        self._chains: dict[str, Backoff] = {}
        self._missing: dict[str, int] = {}
        self._batch = Batch(())
        self._culprit: tuple[str, Problem] | None = None
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        held = self._held(now)
        due = self._desk.due(
            now, limit=self._limit, max_bytes=self._settings.batch_bytes, held=frozenset(held)
        )
        if not due:
            return Wait(min(held.values()), Why.HELD) if held else None
        self._batch = cut_batch(due, limit=self._limit, max_bytes=self._settings.batch_bytes)
        first = self._batch.events[0]
        if self._culprit is not None and self._culprit[0] == first.header.id:
            self._batch = Batch((first,), bare=True)
        return Send(PUSH_EVENTS, body=self._batch.on_the_wire(), signer=self._desk.installation())

    def fine(self, body: BatchAnswer, now: datetime) -> Changed:
        generation = None
        if body.generation != self._desk.cursor().generation:
            generation = body.generation
            self._desk.begin_generation(generation, now)
        outcomes = _outcomes_of(self._batch, body, self._culprit)
        self._desk.settle(outcomes, now)
        self._culprit = None
        self._widen()
        self._hold_chains(outcomes, now)
        if self._lost_predecessor():
            self._desk.offer_again(now)
        counts = dict.fromkeys(Result, 0)
        for outcome in outcomes:
            counts[outcome.result] += 1
        return Changed(
            accepted=counts[Result.ACCEPTED],
            duplicate=counts[Result.DUPLICATE],
            set_aside=counts[Result.SET_ASIDE],
            try_again=counts[Result.TRY_AGAIN],
            generation=generation,
        )

    def refused(self, problem: Problem, now: datetime) -> Changed:
        """The whole batch is refused: halve it; one alone is the culprit.

        Raises CallRefused for what no event can be guilty of: a wrong address, one odd answer of
        whatever stands before the central. Setting events aside would refuse facts for it.
        """
        events = self._batch.events
        if problem.code not in _ITEM_PROBLEMS:
            self._culprit = None
            raise CallRefused(problem.code)
        if len(events) > 1:
            self._limit = self._steady = len(events) // 2
            return Changed(failed=True)
        if not self._batch.bare:
            self._culprit = (events[0].header.id, problem)
            return Changed(failed=True)
        reason = self._culprit[1] if self._culprit is not None else TOO_LARGE
        self._desk.settle([set_aside(events[0].header.id, reason)], now)
        self._culprit = None
        return Changed(set_aside=1)

    def failed(self, reply: Reply) -> None:
        """A batch that times out or breaks the central may go through in parts."""
        slow = isinstance(reply, Failure) and reply.kind is not FailureKind.CONNECTION
        broke = isinstance(reply, Answer) and reply.status in {500, 502, 504}
        if (slow or broke) and len(self._batch.events) > 1:
            self._limit = self._steady = len(self._batch.events) // 2

    def retry_now(self) -> None:
        """Open what is held, for an officer who asks to send now."""
        self.gate.open()
        for chain in self._chains.values():
            chain.open()

    def _widen(self) -> None:
        """Double up to where a batch last failed, then grow slowly: as TCP finds its window."""
        slow = max(1, self._settings.batch_events // 16)
        doubled = self._limit * 2
        wider = doubled if doubled <= self._steady else max(self._steady, self._limit + slow)
        self._limit = min(self._settings.batch_events, wider)

    def _held(self, now: datetime) -> dict[str, datetime]:
        held = {name: chain.shut_until(now) for name, chain in self._chains.items()}
        return {name: until for name, until in held.items() if until is not None}

    def _hold_chains(self, outcomes: Sequence[EventOutcome], now: datetime) -> None:
        """*Try again* stops that event's chain until its time, and nothing else."""
        stopped: set[str] = set()
        for event, outcome in zip(self._batch.events, outcomes, strict=True):
            chain = event.header.installation
            if outcome.result is not Result.TRY_AGAIN:
                self._chains.pop(chain, None)
                if outcome.result is Result.ACCEPTED:
                    self._missing.pop(chain, None)
            elif chain not in stopped:
                stopped.add(chain)
                self._chains.setdefault(chain, self._new_gate()).failed(now)
                if outcome.problem is not None and outcome.problem.code == "predecessor_missing":
                    self._missing[chain] = self._missing.get(chain, 0) + 1

    def _lost_predecessor(self) -> bool:
        """Once for each row of refusals: if it does not help, offering again won't either."""
        lost = [chain for chain, times in self._missing.items() if times == _MISSING_TRIES]
        for chain in lost:
            self._missing[chain] += 1
            self._chains.pop(chain, None)
        return bool(lost)


def _outcomes_of(
    batch: Batch, answer: BatchAnswer, culprit: tuple[str, Problem] | None
) -> list[EventOutcome]:
    """What to keep: every set-aside has its reason; a bare event's is why it went bare."""
    kept: list[EventOutcome] = []
    for outcome in outcomes_for(batch, answer):
        if outcome.result is not Result.SET_ASIDE:
            kept.append(outcome)
        elif batch.bare:
            kept.append(set_aside(outcome.id, TOO_LARGE if culprit is None else culprit[1]))
        else:
            kept.append(msgspec.structs.replace(outcome, problem=outcome.problem or NO_REASON))
    return kept
