"""The driver: ask the engine, make the call, hand the answer back; in a thread or a verb."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct

from app.clock.time import Clock
from sync.engine.answers import Failure, FailureKind, Reply
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.reasons import Standing
from sync.engine.send import Send, Why
from sync.transport.lanes import Lanes
from sync.transport.sleep_watch import SleepWatch

_log = logging.getLogger(__name__)


class Transport(Protocol):
    """Makes one call. ``uploaded_bytes`` counts the bodies sent, as they were on the wire."""

    uploaded_bytes: int

    def execute(self, send: Send) -> Reply:
        """One Send, one reply; never raises for what the network does."""
        ...


class SyncBounds(Struct, frozen=True):
    """When a run that was to empty the outbox gives up: it is stuck.

    Own delays stay below ``longest_wait_s``; a central that asks for more (``Retry-After``) is
    left alone, and the store free for the counter, until the next run. One round ends after
    ``timeouts_in_a_row``; a run until empty goes on, since batches shrink on a slow line.
    """

    failures_in_a_row: int = 5
    timeouts_in_a_row: int = 2
    total_s: float = 1_800.0
    calls: int = 100_000
    longest_pause_s: float = 5.0
    longest_wait_s: float = 60.0


class SyncSummary(Struct, frozen=True):
    """What a run did. Events are counted when their answer is known; ``waiting`` are the others.

    ``scans_sent`` are the scanned pages that the central has whole now.

    ``standing`` tells how the desk stands with the central; a person reads it.
    """

    sent: int
    accepted: int
    duplicate: int
    set_aside: int
    waiting: int
    uploaded_bytes: int
    leases: int = 0
    entries: int = 0
    enrolled: bool = False
    scans_sent: int = 0
    scans_waiting: int = 0
    standing: Standing = Standing()


class Hooks(Struct, frozen=True):
    """What the driver calls between two calls; each runs on the driver's thread.

    ``after_leases`` runs at the start and after numbers came: dossiers that wait for theirs are
    registered now. ``changed`` tells views what an answer changed. ``stop`` ends the run.
    """

    after_leases: Callable[[], None] = lambda: None
    changed: Callable[[Changed], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False


class _InTurn:
    """One call at a time, on the driver's own thread: begun is answered."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._answered: list[tuple[Send, Reply]] = []
        self.under_way: frozenset[int] = frozenset()

    @property
    def uploaded_bytes(self) -> int:
        return self._transport.uploaded_bytes

    def begin(self, send: Send) -> None:
        self._answered.append((send, self._transport.execute(send)))

    def answers(self) -> list[tuple[Send, Reply]]:
        answered, self._answered = self._answered, []
        return answered

    def cut(self) -> None:
        """Nothing is under way between two calls."""


class _Tally:
    """Counts over a run. Calls that fail while one is under way fail with it: they count once."""

    def __init__(self, begun: datetime) -> None:
        self.begun = begun
        self.calls = 0
        self.failures_in_a_row = 0
        self.timeouts_in_a_row = 0
        self.accepted = 0
        self.duplicate = 0
        self.set_aside = 0
        self.leases = 0
        self.entries = 0
        self.scans = 0
        self.enrolled = False
        self._troubles = 0
        self._troubles_before: dict[int, int] = {}

    def begin(self, send: Send) -> None:
        self._troubles_before[send.ticket] = self._troubles

    def add(self, send: Send, reply: Reply, changed: Changed) -> None:
        self.calls += 1
        self.accepted += changed.accepted
        self.duplicate += changed.duplicate
        self.set_aside += changed.set_aside
        self.leases += changed.leases
        self.entries += changed.entries
        self.scans += changed.scans
        self.enrolled = self.enrolled or changed.enrolled
        alone = self._troubles_before.pop(send.ticket) == self._troubles
        timed_out = isinstance(reply, Failure) and reply.kind is FailureKind.TIMEOUT
        fruitless = changed.failed or (changed.try_again and not changed.progress)
        if not timed_out:
            self.timeouts_in_a_row = 0
        if changed.progress and not fruitless:
            self.failures_in_a_row = 0
        if alone and (timed_out or fruitless):
            self._troubles += 1
            self.timeouts_in_a_row += timed_out
            self.failures_in_a_row += bool(fruitless)

    def is_stuck(self, now: datetime, bounds: SyncBounds, *, once: bool) -> bool:
        return (
            self.failures_in_a_row >= bounds.failures_in_a_row
            or (once and self.timeouts_in_a_row >= bounds.timeouts_in_a_row)
            or self.calls >= bounds.calls
            or now - self.begun >= timedelta(seconds=bounds.total_s)
        )


class _Drive:
    """One run: the engine's moves made true."""

    def __init__(
        self,
        engine: Engine,
        calls: Lanes | _InTurn,
        clock: Clock,
        *,
        pause: Callable[[float], None],
        hooks: Hooks,
        watch: SleepWatch | None,
    ) -> None:
        self._engine = engine
        self._calls = calls
        self._clock = clock
        self._pause = pause
        self._hooks = hooks
        self._watch = watch
        self._broken_off: frozenset[int] = frozenset()
        self.tally = _Tally(clock.now())

    def begin(self, send: Send) -> None:
        self.tally.begin(send)
        self._calls.begin(send)

    def take_answers(self) -> None:
        """Hand over what came back meanwhile."""
        for send, reply in self._calls.answers():
            changed = self._engine.on(send, reply, self._clock.now())
            if send.ticket in self._broken_off:
                self._engine.retry_now()  # it failed because we woke: that is no news of the line
            self.tally.add(send, reply, changed)
            self._hooks.changed(changed)
            if changed.leases or changed.enrolled:
                self._hooks.after_leases()

    def is_anything_under_way(self) -> bool:
        return bool(self._calls.under_way)

    def pause(self, seconds: float) -> None:
        self.look_for_sleep()
        self._pause(seconds)
        self.look_for_sleep(asked_s=seconds)

    def look_for_sleep(self, *, asked_s: float | None = None) -> None:
        """After a sleep every connection is half-open, and no delay counts any more."""
        if self._watch is None or not self._watch.slept(asked_s=asked_s):
            return
        _log.info("the machine slept, or its clock was set: all connections are made anew")
        self._broken_off = self._calls.under_way
        self._calls.cut()
        self._engine.retry_now()


def run(
    engine: Engine,
    transport: Transport | Lanes,
    clock: Clock,
    pause: Callable[[float], None],
    *,
    waiting: Callable[[], int],
    once: bool = False,
    until_empty: bool = False,
    hooks: Hooks | None = None,
    bounds: SyncBounds | None = None,
    monotonic: Callable[[], float] | None = None,
) -> SyncSummary:
    """Drive ``engine`` until ``hooks.stop`` says so, or as the two switches say.

    ``once`` is one round: everything that is due gets one try, nothing is waited for.
    ``until_empty`` goes on, also over failures, until nothing is left or it is stuck. Both want an
    engine without long polls. ``pause(seconds)`` may return early (something new was recorded),
    and over Lanes it must when an answer came; it must let ``clock`` move on. ``waiting`` counts
    the events without an answer. With ``monotonic`` it is noticed when the machine slept.

    A Transport makes one call at a time here; over Lanes several are under way, and answers that
    come after the end are thrown away. Engine, hooks and store are touched on this thread only.
    """
    hooks, bounds = hooks or Hooks(), bounds or SyncBounds()
    calls = transport if isinstance(transport, Lanes) else _InTurn(transport)
    watch = None if monotonic is None else SleepWatch(clock, monotonic)
    drive = _Drive(engine, calls, clock, pause=pause, hooks=hooks, watch=watch)
    uploaded_before = calls.uploaded_bytes
    hooks.after_leases()
    engine.desk_changed()
    while not hooks.stop():
        now = clock.now()
        if (once or until_empty) and drive.tally.is_stuck(now, bounds, once=once):
            break
        move = engine.next(now)
        if isinstance(move, Send):
            drive.begin(move)
        else:
            wait_s = max((move.until - now).total_seconds(), 0.0)
            in_vain = move.why is not Why.HELD or wait_s > bounds.longest_wait_s
            if not drive.is_anything_under_way() and (once or (until_empty and in_vain)):
                break
            drive.pause(min(wait_s, bounds.longest_pause_s))
        drive.take_answers()
    return _summary(drive.tally, engine, waiting(), calls.uploaded_bytes - uploaded_before)


def _summary(tally: _Tally, engine: Engine, waiting: int, uploaded: int) -> SyncSummary:
    return SyncSummary(
        sent=tally.accepted + tally.duplicate + tally.set_aside,
        accepted=tally.accepted,
        duplicate=tally.duplicate,
        set_aside=tally.set_aside,
        waiting=waiting,
        uploaded_bytes=uploaded,
        leases=tally.leases,
        entries=tally.entries,
        enrolled=tally.enrolled,
        scans_sent=tally.scans,
        standing=engine.standing,
    )
