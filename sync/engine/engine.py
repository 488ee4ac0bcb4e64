"""The engine: the protocol's order, and what holds for every step (docs/adr/0005)."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sync.contract.messages import Problem
from sync.engine.answers import (
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
from sync.engine.changed import Changed
from sync.engine.enrol import Enrol
from sync.engine.keep_leases import KeepLeases
from sync.engine.port import DeskPort
from sync.engine.pull_feed import PullFeed
from sync.engine.push_events import PushEvents
from sync.engine.reasons import (
    NOT_ENROLLED,
    UP,
    Standing,
    standing_of_block,
    standing_of_failure,
    standing_of_status,
)
from sync.engine.refresh_keys import RefreshKeys
from sync.engine.send import Move, Send, Wait, Why
from sync.engine.settings import EngineSettings
from sync.engine.step import Step

_MAX_SKEW_RETRIES = 2
_OFFSET_STEP_MS = 1_000
"""An offset is kept when it moved by more: it is not worth a synced write otherwise."""
_OFFSET_AGE = timedelta(minutes=10)
"""… or when the last was kept so long ago: the desk also keeps when it last met the central."""


class Engine:
    """``next(now)`` says what to do; ``on(reply, now)`` takes what came back of the last Send.

    It has no thread, socket, clock or randomness of its own, and keeps nothing that a restart
    would miss: what must last is in the desk. ``standing`` is for people.
    """

    def __init__(
        self, desk: DeskPort, random: Random, settings: EngineSettings | None = None
    ) -> None:
        self._desk = desk
        self._random = random
        self._settings = settings or EngineSettings()
        self._line = self._gate()
        self._blocks: dict[Step, Problem] = {}
        self._skews = 0
        self._offset_ms: int | None = None
        self._offset_at: datetime | None = None
        self._sent: tuple[Step, Send] | None = None
        self._enrol = Enrol(desk, self._gate(), self._settings)
        self._push = PushEvents(desk, self._gate(), self._gate, self._settings)
        self._leases = KeepLeases(desk, self._gate(), self._settings)
        self._keys = RefreshKeys(desk, self._gate())
        self._pull = PullFeed(desk, self._gate(), self._settings)
        self.standing = Standing()

    def next(self, now: datetime) -> Move:
        """Enrol; push; end and ask leases; fetch keys; pull; wait."""
        self._sent = None
        line_until = self._line.shut_until(now)
        if line_until is not None:
            return Wait(line_until, Why.HELD)
        move = self._enrol.next(now)
        if move is not None:
            return self._go(self._enrol, move)
        self._blocks.pop(self._enrol, None)
        waits: dict[Step, Wait] = {}
        for step in (self._push, self._leases, self._keys):
            move = step.next(now)
            if isinstance(move, Send):
                return self._go(step, move)
            if move is not None:
                waits[step] = move
        move = self._pull.next(now, alone=not waits)
        if isinstance(move, Send):
            return self._go(self._pull, move)
        waits[self._pull] = move
        return Wait(min(wait.until for wait in waits.values()), self._why(waits))

    def on(self, reply: Reply, now: datetime) -> Changed:
        """Take what came back for the last Send; returns what changed at the desk."""
        assert self._sent is not None, "on() answers the last Send"
        step, _ = self._sent
        self._sent = None
        self._measure(reply, now)
        match judge(reply):
            case Verdict.FINE:
                assert isinstance(reply, Answer)
                return self._fine(step, reply, now)
            case Verdict.REFUSED:
                assert isinstance(reply, Answer)
                assert reply.problem is not None
                return self._refused(step, reply.problem, now)
            case Verdict.CLOCK_SKEW if self._skews < _MAX_SKEW_RETRIES:
                self._skews += 1
                return Changed()
            case Verdict.BLOCKED:
                assert isinstance(reply, Answer)
                assert reply.problem is not None
                return self._block(step, reply.problem, now)
            case Verdict.LINE_DOWN:
                self._line.failed(now)
                return self._failed(step, reply)
            case _:
                step.gate.failed(now, retry_after_s=_retry_after(reply))
                return self._failed(step, reply)

    def retry_now(self) -> None:
        """An officer asks to send now, or the system says that the network came up."""
        self._line.open()
        for step in (self._enrol, self._leases, self._keys, self._pull):
            step.gate.open()
        self._push.retry_now()
        self.desk_changed()
        self._pull.poll_now()

    def desk_changed(self) -> None:
        """Dossiers were registered or numbered: look again at which numbers run short."""
        self._leases.look_again()

    def _why(self, waits: dict[Step, Wait]) -> Why:
        """Held where something goes on by itself; blocked where only a person can help."""
        held = [step for step, wait in waits.items() if wait.why is Why.HELD]
        if any(step not in self._blocks for step in held):
            return Why.HELD
        return Why.BLOCKED if held else Why.IDLE

    def _go(self, step: Step, move: Move) -> Move:
        if isinstance(move, Send):
            self._sent = (step, move)
        elif move.why is Why.NOT_ENROLLED:
            self.standing = NOT_ENROLLED
        elif step in self._blocks:
            return Wait(move.until, Why.BLOCKED)
        return move

    def _fine(self, step: Step, answer: Answer, now: datetime) -> Changed:
        try:
            changed = step.fine(answer.body, now)
        except NotOfContract as error:
            step.gate.failed(now)
            return self._failed(step, Failure(FailureKind.NOT_CONTRACT, str(error)))
        self._blocks.pop(step, None)
        self._reached()
        step.gate.reset()
        if changed.enrolled or changed.generation is not None:
            self._leases.look_again()
            self._pull.poll_now()
        return changed

    def _refused(self, step: Step, problem: Problem, now: datetime) -> Changed:
        self._blocks.pop(step, None)
        self._reached()
        try:
            changed = step.refused(problem, now)
        except CallRefused:
            return self._block(step, problem, now)
        if self._enrol.refusal is not None:
            self.standing = standing_of_block(self._enrol.refusal)
        elif step.gate.shut_until(now) is not None:
            self.standing = standing_of_status(problem.status, problem)
        return changed

    def _block(self, step: Step, problem: Problem, now: datetime) -> Changed:
        if problem.code == SUSPENDED and step not in self._blocks:
            self._desk.suspended(now)
        self._blocks[step] = problem
        step.gate.shut(now, self._settings.blocked_s)
        self.standing = standing_of_block(problem)
        return Changed(failed=True)

    def _failed(self, step: Step, reply: Reply) -> Changed:
        step.failed(reply)
        if isinstance(reply, Failure):
            self.standing = standing_of_failure(reply.kind)
        else:
            self.standing = standing_of_status(reply.status, reply.problem)
        return Changed(failed=True)

    def _reached(self) -> None:
        """The central answered by the contract. What is blocked is still so for people."""
        self._line.reset()
        self._skews = 0
        self.standing = UP
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
