"""The engine: the protocol's order, and what holds for every step (docs/adr/0005)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import msgspec

from sync.contract.messages import Problem
from sync.engine.answers import (
    LACKING,
    SUSPENDED,
    Answer,
    CallRefused,
    Failure,
    FailureKind,
    NotOfContract,
    Reply,
    Verdict,
    judge,
)
from sync.engine.backoff import Backoff
from sync.engine.batch import Batch
from sync.engine.carry import Carry
from sync.engine.changed import Changed
from sync.engine.enrol import Enrol
from sync.engine.keep_claims import KeepClaims
from sync.engine.keep_leases import KeepLeases
from sync.engine.port import DeskPort
from sync.engine.pull_feed import PullFeed
from sync.engine.push_events import PushEvents
from sync.engine.reasons import (
    NOT_ENROLLED,
    UP,
    Line,
    Standing,
    standing_of_block,
    standing_of_failure,
    standing_of_status,
)
from sync.engine.refresh_keys import RefreshKeys
from sync.engine.refresh_published import RefreshPublished
from sync.engine.send import Lane, Move, Send, Wait, Why
from sync.engine.settings import EngineSettings
from sync.engine.step import Step
from sync.engine.upload_scans import UploadScans

_MAX_SKEW_RETRIES = 2
_OFFSET_STEP_MS = 1_000
"""An offset is kept when it moved by more: it is not worth a synced write otherwise."""
_OFFSET_AGE = timedelta(minutes=10)
"""… or when the last was kept so long ago: the desk also keeps when it last met the central."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A call under way, and how things stood when it was sent."""

    step: Step
    send: Send
    history: int
    skews: int
    line_failures: int
    step_failures: int


class Engine:
    """``next(now)`` says what to do; ``on(send, reply, now)`` takes what came back of a Send.

    ``next`` may be asked while answers are awaited, and they may come in any order; each Send has
    to be answered once, or the engine be thrown away (a new process). It has no thread, socket,
    clock or randomness of its own, and keeps nothing that a restart would miss: what must last is
    in the desk. ``standing`` is for people.
    """

    def __init__(
        self, desk: DeskPort, random: Random, settings: EngineSettings | None = None
    ) -> None:
        self._desk = desk
        self._random = random
        self._settings = settings or EngineSettings()
        self._line = self._gate()
        self._blocks: dict[Step, Problem] = {}
        self._lacking: dict[Step, Backoff] = {}
        self._trouble: Standing | None = None
        self._skews = 0
        self._offset_ms: int | None = None
        self._offset_at: datetime | None = None
        self._calls: dict[int, _Call] = {}
        self._tickets = 0
        self._history = 0
        self._enrol = Enrol(desk, self._gate(), self._settings)
        self._push = PushEvents(desk, self._gate(), self._gate, self._settings, self._batches)
        self._leases = KeepLeases(desk, self._gate(), self._settings)
        self._carry = Carry(desk, self._gate(), self._gate)
        self._scans = UploadScans(desk, self._gate(), self._settings, self._pages)
        self._pull = PullFeed(
            desk, self._gate(), self._settings, sends=lambda: bool(self._batches())
        )
        # The protocol's order; where a lane has room its first step that has something goes.
        self._steps: tuple[Step, ...] = (
            self._push,
            self._carry,
            KeepClaims(desk, self._gate()),
            self._leases,
            RefreshKeys(desk, self._gate()),
            RefreshPublished(desk, self._gate()),
            self._scans,
            self._pull,
        )
        self.standing = Standing()

    def next(self, now: datetime) -> Move:
        """Enrol; then every step in its order, as its lane has room; or wait."""
        line_until = self._line.shut_until(now)
        if line_until is not None:
            return self._wait(line_until, Why.HELD)
        move = self._next_of_enrolment(now)
        if move is not None:
            return move
        self._blocks.pop(self._enrol, None)
        waits: dict[Step, Wait] = {}
        for step in self._steps:
            if not self._has_room(step) or self._is_lacking(step, now):
                continue
            move = step.next(now)
            if isinstance(move, Send):
                return self._go(step, move)
            if move is not None:
                waits[step] = move
            elif step is self._push and not self._batches():
                self._trouble = None  # nothing is left that does not get through
        return self._wait_for(waits, now)

    def on(self, send: Send, reply: Reply, now: datetime) -> Changed:
        """Take what came back for a Send that ``next`` gave; returns what changed at the desk.

        An answer of another history than the present one counts as none.
        """
        call = self._calls.pop(send.ticket)
        self._measure(reply, now)
        if call.history != self._history:
            return Changed()
        changed = self._take(call, reply, now)
        if changed.enrolled or changed.again or changed.generation is not None:
            self._history += 1
        return changed

    def _take(self, call: _Call, reply: Reply, now: datetime) -> Changed:
        verdict = judge(reply)
        if verdict is Verdict.CLOCK_SKEW and self._signs_anew(call):
            return Changed()
        if isinstance(reply, Answer):
            if verdict is Verdict.FINE:
                return self._fine(call, reply, now)
            if reply.problem is not None and verdict is Verdict.REFUSED:
                return self._refused(call, reply.problem, now)
            if reply.problem is not None and verdict is Verdict.BLOCKED:
                return self._block(call, reply.problem, now)
        urgent = call.step.lane is Lane.URGENT
        # Calls that were under way together fail together: that counts once.
        if verdict is Verdict.LINE_DOWN and urgent:
            if self._line.failures <= call.line_failures:
                self._line.failed(now)
        elif call.step.gate.failures <= call.step_failures or _retry_after(reply) is not None:
            call.step.gate.failed(now, retry_after_s=_retry_after(reply))
        return self._failed(call, reply)

    def retry_now(self) -> None:
        """An officer asks to send now, or the system says that the network came up."""
        self._line.open()
        self._lacking.clear()
        for step in (self._enrol, *self._steps):
            step.gate.open()
        self._push.retry_now()
        self._carry.retry_now()
        self.desk_changed()
        self._pull.poll_now()

    def desk_changed(self) -> None:
        """Dossiers were registered or numbered: look again at which numbers run short."""
        self._leases.look_again()

    def _has_room(self, step: Step) -> bool:
        """Whether another call of this step may go: one a lane, of events as many as agreed.

        Small pages may go beside each other while nothing urgent is under way; nothing else of
        their lane waits for more than one of them.
        """
        same = [call.step for call in self._calls.values() if call.step.lane is step.lane]
        if not same:
            return True
        if len(same) >= self._settings.pipeline or self._line.failures:
            return False
        if step is self._push:
            return all(other is step for other in same)
        if step.lane is not Lane.BULK or any(other is not self._scans for other in same):
            return False
        return step is not self._scans or not self._is_urgent_under_way()

    def _is_urgent_under_way(self) -> bool:
        return any(call.step.lane is Lane.URGENT for call in self._calls.values())

    def _pages(self) -> list[Send]:
        """The calls about scanned pages that are under way."""
        return [call.send for call in self._calls.values() if call.step is self._scans]

    def _batches(self) -> list[Batch]:
        """The batches under way, in the order in which they were sent."""
        calls = [call for call in self._calls.values() if call.step is self._push]
        return [call.send.about for call in calls if call.history == self._history]

    def _is_lacking(self, step: Step, now: datetime) -> bool:
        gate = self._lacking.get(step)
        return gate is not None and gate.shut_until(now) is not None

    def _later(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self._settings.poll_s)

    def _wait_for(self, waits: dict[Step, Wait], now: datetime) -> Wait:
        why = self._why(waits)
        counting = [wait.until for wait in waits.values() if why is Why.IDLE or wait.why is why]
        return self._wait(min(counting, default=self._later(now)), why)

    def _wait(self, until: datetime, why: Why) -> Wait:
        return Wait(until, Why.UNDER_WAY if self._calls else why)

    def _why(self, waits: dict[Step, Wait]) -> Why:
        """Held where something goes on by itself; blocked where only a person can help."""
        held = [step for step, wait in waits.items() if wait.why is Why.HELD]
        if any(step not in self._blocks for step in held):
            return Why.HELD
        return Why.BLOCKED if held else Why.IDLE

    def _go(self, step: Step, move: Send) -> Send:
        self._tickets += 1
        send = msgspec.structs.replace(move, ticket=self._tickets, lane=step.lane)
        self._calls[send.ticket] = _Call(
            step,
            send,
            history=self._history,
            skews=self._skews,
            line_failures=self._line.failures,
            step_failures=step.gate.failures,
        )
        return send

    def _next_of_enrolment(self, now: datetime) -> Move | None:
        """While the desk is to be enrolled nothing else goes, and what is under way ends first."""
        enrolling = any(call.step is self._enrol for call in self._calls.values())
        move = None if enrolling else self._enrol.next(now)
        if isinstance(move, Send) and self._has_room(self._enrol):
            return self._go(self._enrol, move)
        if enrolling or isinstance(move, Send):
            return self._wait(self._later(now), Why.UNDER_WAY)
        if move is None:
            return None
        if move.why is Why.NOT_ENROLLED:
            self.standing = NOT_ENROLLED
        return self._wait(move.until, Why.BLOCKED if self._enrol in self._blocks else move.why)

    def _signs_anew(self, call: _Call) -> bool:
        """Whether the call is made again at once with the central's time: a few times in a row.

        One that was sent before that time was known does not count.
        """
        if call.skews < self._skews:
            return True
        if self._skews >= _MAX_SKEW_RETRIES:
            return False
        self._skews += 1
        return True

    def _fine(self, call: _Call, answer: Answer, now: datetime) -> Changed:
        step = call.step
        try:
            changed = step.fine(call.send, answer.body, now)
        except NotOfContract as error:
            step.gate.failed(now)
            return self._failed(call, Failure(FailureKind.NOT_CONTRACT, str(error)))
        self._blocks.pop(step, None)
        self._reached(call)
        if step.gate.failures <= call.step_failures:  # none has failed since it was sent
            step.gate.reset()
        if changed.agency:
            self._leases.look_again()
        if changed.enrolled or changed.generation is not None:
            self._leases.look_again()
            self._pull.poll_now()
        return changed

    def _refused(self, call: _Call, problem: Problem, now: datetime) -> Changed:
        step = call.step
        self._blocks.pop(step, None)
        self._reached(call)
        try:
            changed = step.refused(call.send, problem, now)
        except CallRefused:
            return self._block(call, problem, now)
        if self._enrol.refusal is not None:
            self.standing = standing_of_block(self._enrol.refusal)
        elif step.gate.shut_until(now) is not None:
            self.standing = standing_of_status(problem.status, problem)
        return changed

    def _block(self, call: _Call, problem: Problem, now: datetime) -> Changed:
        step = call.step
        if step.optional and problem.code in LACKING:
            self._lacking.setdefault(step, self._gate()).shut(now, self._settings.lacking_s)
            return Changed(failed=True)
        if problem.code == SUSPENDED and step not in self._blocks:
            self._desk.suspended(now)
        self._blocks[step] = problem
        step.gate.shut(now, self._settings.blocked_s)
        self.standing = standing_of_block(problem)
        return Changed(failed=True)

    def _failed(self, call: _Call, reply: Reply) -> Changed:
        call.step.failed(call.send, reply)
        if isinstance(reply, Failure):
            self.standing = standing_of_failure(reply.kind)
        else:
            self.standing = standing_of_status(reply.status, reply.problem)
        if call.step is self._push:
            self._trouble = self.standing
        return Changed(failed=True)

    def _reached(self, call: _Call) -> None:
        """The central answered by the contract. What is blocked is still so for people, and that
        events do not get through although other calls do.

        The line counts as good again once what it was shut for gets through: a feed that answers
        says little of a line that breaks off whenever something is sent.
        """
        if call.step.lane is Lane.URGENT and self._line.failures <= call.line_failures:
            self._line.reset()
        self._skews = 0
        if call.step is self._push or (self._trouble and self._trouble.line is Line.DOWN):
            self._trouble = None
        self.standing = self._trouble or UP
        for problem in self._blocks.values():
            self.standing = standing_of_block(problem)

    def _measure(self, reply: Reply, now: datetime) -> None:
        offset_ms = reply.clock_offset_ms if isinstance(reply, Answer) else None
        if offset_ms is None or self._desk.installation() is None:
            return
        moved = self._offset_ms is None or abs(offset_ms - self._offset_ms) > _OFFSET_STEP_MS
        old = self._offset_at is None or not timedelta(0) <= now - self._offset_at < _OFFSET_AGE
        if moved or old:
            self._offset_ms, self._offset_at = offset_ms, now
            self._desk.keep_clock_offset(offset_ms, now)

    def _gate(self) -> Backoff:
        return Backoff(
            self._random,
            base_s=self._settings.backoff_base_s,
            cap_s=self._settings.backoff_cap_s,
        )


def _retry_after(reply: Reply) -> float | None:
    return reply.retry_after_s if isinstance(reply, Answer) else None
