"""Push: the outbox goes out in batches, an outcome comes back for each event (docs/adr/0002)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from app.dossier.events import Event
from sync.contract.messages import BatchAnswer, EventOutcome, Problem, Result
from sync.contract.operations import PUSH_EVENTS
from sync.engine.answers import Answer, CallRefused, Failure, FailureKind, Reply
from sync.engine.backoff import Backoff
from sync.engine.batch import Batch, cut_batch, outcomes_for
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.reasons import NO_REASON, TOO_LARGE, set_aside
from sync.engine.send import Lane, Send, Wait, Why
from sync.engine.settings import EngineSettings

_ITEM_PROBLEMS = frozenset({"bad_body", "too_large"})
"""Problems of the whole call that an event of it can be guilty of."""

_MISSING = "predecessor_missing"
_MISSING_TRIES = 3
"""So often the central may miss a predecessor that the desk holds answered, then all is offered
again: it lost something without saying so by its generation."""


class PushEvents:
    """Sends what is due; narrows a batch that is refused as a whole down to the culprit.

    ``under_way`` gives the batches that were sent and not answered, of the present history: what
    they hold is not sent again, and what follows them may be sent behind them (docs/adr/0026).
    """

    lane = Lane.URGENT
    optional = False

    def __init__(
        self,
        desk: DeskPort,
        gate: Backoff,
        new_gate: Callable[[], Backoff],
        settings: EngineSettings,
        under_way: Callable[[], list[Batch]],
    ) -> None:
        self._desk = desk
        self._new_gate = new_gate
        self._settings = settings
        self._under_way = under_way
        self._limit = settings.batch_events
        self._steady = settings.batch_events
        self._chains: dict[str, Backoff] = {}
        self._missing: dict[str, int] = {}
        self._culprits: dict[str, Problem] = {}
        self._overtook: set[str] = set()
        self._proven = False
        self._troubles = 0
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        ahead = self._under_way()
        if ahead and not self._proven:
            return None  # after a failure, and at first, one batch tries the way for all
        held = self._held(now)
        due = self._desk.due(
            now,
            limit=self._limit,
            max_bytes=self._settings.batch_bytes,
            held=frozenset(held),
            under_way=frozenset(name for batch in ahead for name in batch.ids()),
        )
        due = self._behind(due, ahead)
        if not due:
            return Wait(min(held.values()), Why.HELD) if held else None
        batch = self._batch_of(due, ahead)
        return Send(
            PUSH_EVENTS, body=batch.on_the_wire(), signer=self._desk.installation(), about=batch
        )

    def _batch_of(self, due: Sequence[Event], ahead: Sequence[Batch]) -> Batch:
        alone = [place for place, event in enumerate(due) if event.header.id in self._culprits]
        if alone and alone[0] == 0:
            batch = Batch((due[0],), bare=True)
        else:
            due = due[: alone[0]] if alone else due
            batch = cut_batch(due, limit=self._limit, max_bytes=self._settings.batch_bytes)
        behind = frozenset(event.header.installation for one in ahead for event in one.events)
        return msgspec.structs.replace(batch, behind=behind, troubles=self._troubles)

    def _behind(self, due: Sequence[Event], ahead: Sequence[Batch]) -> list[Event]:
        """What may be sent behind the batches ``ahead``: each chain goes on where they end.

        A chain waits for their answers where something before their end is due again, or where a
        batch has overtaken them: it would do so again.
        """
        ends = {
            event.header.installation: event.header.seq for one in ahead for event in one.events
        }
        self._overtook &= ends.keys()
        waiting = set(self._overtook)
        going: list[Event] = []
        for event in due:
            chain = event.header.installation
            if event.header.seq < ends.get(chain, 0):
                waiting.add(chain)
            if chain not in waiting:
                going.append(event)
        return going

    def fine(self, send: Send, body: BatchAnswer, now: datetime) -> Changed:
        batch: Batch = send.about
        generation = None
        if body.generation != self._desk.cursor().generation:
            generation = body.generation
            self._desk.begin_generation(generation, now)
        outcomes = _outcomes_of(batch, body, self._culprits)
        news = self._desk.settle(outcomes, now)
        for outcome in outcomes:
            if outcome.result is not Result.TRY_AGAIN:
                self._culprits.pop(outcome.id, None)
        settled = any(outcome.result is not Result.TRY_AGAIN for outcome in outcomes)
        if settled and batch.troubles == self._troubles:
            self._proven = True
            self._widen()
        self._hold_chains(batch, outcomes, now)
        again = self._lost_predecessor()
        if again:
            self._desk.offer_again(now)
        counts = dict.fromkeys(Result, 0)
        for outcome in outcomes:
            if outcome.id in news or outcome.result is Result.TRY_AGAIN:
                counts[outcome.result] += 1
        return Changed(
            accepted=counts[Result.ACCEPTED],
            duplicate=counts[Result.DUPLICATE],
            set_aside=counts[Result.SET_ASIDE],
            try_again=counts[Result.TRY_AGAIN],
            generation=generation,
            again=again,
        )

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:
        """The whole batch is refused: halve it; one alone is the culprit.

        Raises CallRefused for what no event can be guilty of: a wrong address, one odd answer of
        whatever stands before the central. Setting events aside would refuse facts for it.
        """
        batch: Batch = send.about
        events = batch.events
        if problem.code not in _ITEM_PROBLEMS:
            self._culprits.clear()
            raise CallRefused(problem.code)
        self._came_to_nothing()
        if len(events) > 1:
            self._narrow(len(events) // 2)
            return Changed(failed=True)
        event = events[0].header.id
        if not batch.bare:
            self._culprits[event] = problem
            return Changed(failed=True)
        reason = self._culprits.pop(event, TOO_LARGE)
        self._desk.settle([set_aside(event, reason)], now)
        return Changed(set_aside=1)

    def failed(self, send: Send, reply: Reply) -> None:
        """A batch that times out or breaks the central may go through in parts."""
        self._came_to_nothing()
        batch: Batch = send.about
        slow = isinstance(reply, Failure) and reply.kind is not FailureKind.CONNECTION
        broke = isinstance(reply, Answer) and reply.status in {500, 502, 504}
        if (slow or broke) and len(batch.events) > 1:
            self._narrow(len(batch.events) // 2)

    def retry_now(self) -> None:
        """Open what is held, for an officer who asks to send now."""
        self.gate.open()
        for chain in self._chains.values():
            chain.open()

    def _came_to_nothing(self) -> None:
        """From here one batch tries the way for all; what was sent before proves nothing."""
        self._proven = False
        self._troubles += 1

    def _narrow(self, limit: int) -> None:
        """Smaller batches from here; what is still under way may be larger than that already."""
        self._limit = self._steady = min(limit, self._limit)

    def _widen(self) -> None:
        """Double up to where a batch last failed, then grow slowly: as TCP finds its window."""
        slow = max(1, self._settings.batch_events // 16)
        doubled = self._limit * 2
        wider = doubled if doubled <= self._steady else max(self._steady, self._limit + slow)
        self._limit = min(self._settings.batch_events, wider)

    def _held(self, now: datetime) -> dict[str, datetime]:
        held = {name: chain.shut_until(now) for name, chain in self._chains.items()}
        return {name: until for name, until in held.items() if until is not None}

    def _hold_chains(self, batch: Batch, outcomes: Sequence[EventOutcome], now: datetime) -> None:
        """*Try again* stops that event's chain until its time, and nothing else.

        A batch that came before the one that it follows only comes again.
        """
        stopped: set[str] = set()
        for event, outcome in zip(batch.events, outcomes, strict=True):
            chain = event.header.installation
            missing = outcome.problem is not None and outcome.problem.code == _MISSING
            if outcome.result is not Result.TRY_AGAIN:
                self._chains.pop(chain, None)
                if outcome.result is Result.ACCEPTED:
                    self._missing.pop(chain, None)
            elif missing and chain in batch.behind:
                self._overtook.add(chain)
            elif chain not in stopped:
                stopped.add(chain)
                self._chains.setdefault(chain, self._new_gate()).failed(now)
                if missing:
                    self._missing[chain] = self._missing.get(chain, 0) + 1

    def _lost_predecessor(self) -> bool:
        """Once for each row of refusals: if it does not help, offering again won't either."""
        lost = [chain for chain, times in self._missing.items() if times == _MISSING_TRIES]
        for chain in lost:
            self._missing[chain] += 1
            self._chains.pop(chain, None)
        return bool(lost)


def _outcomes_of(
    batch: Batch, answer: BatchAnswer, culprits: dict[str, Problem]
) -> list[EventOutcome]:
    """What to keep: every set-aside has its reason; a bare event's is why it went bare."""
    kept: list[EventOutcome] = []
    for outcome in outcomes_for(batch, answer):
        if outcome.result is not Result.SET_ASIDE:
            kept.append(outcome)
        elif batch.bare:
            kept.append(set_aside(outcome.id, culprits.get(outcome.id, TOO_LARGE)))
        else:
            kept.append(msgspec.structs.replace(outcome, problem=outcome.problem or NO_REASON))
    return kept
