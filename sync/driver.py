"""The driver: ask the engine, make the call, hand the answer back; in a thread or a verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct

from app.clock.time import Clock
from sync.engine.answers import Failure, FailureKind, Reply
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.reasons import Standing
from sync.engine.send import Send, Wait, Why


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
    standing: Standing = Standing()


class Hooks(Struct, frozen=True):
    """What the driver calls between two calls; each runs on the driver's thread.

    ``after_leases`` runs at the start and after numbers came: dossiers that wait for theirs are
    registered now. ``changed`` tells views what an answer changed. ``stop`` ends the run.
    """

    after_leases: Callable[[], None] = lambda: None
    changed: Callable[[Changed], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False


class _Tally:
    """Counts over a run."""

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
        self.enrolled = False

    def add(self, reply: Reply, changed: Changed) -> None:
        timed_out = isinstance(reply, Failure) and reply.kind is FailureKind.TIMEOUT
        self.timeouts_in_a_row = self.timeouts_in_a_row + 1 if timed_out else 0
        self.calls += 1
        self.accepted += changed.accepted
        self.duplicate += changed.duplicate
        self.set_aside += changed.set_aside
        self.leases += changed.leases
        self.entries += changed.entries
        self.enrolled = self.enrolled or changed.enrolled
        fruitless = changed.failed or (changed.try_again and not changed.progress)
        if fruitless:
            self.failures_in_a_row += 1
        elif changed.progress:
            self.failures_in_a_row = 0

    def is_stuck(self, now: datetime, bounds: SyncBounds, *, once: bool) -> bool:
        return (
            self.failures_in_a_row >= bounds.failures_in_a_row
            or (once and self.timeouts_in_a_row >= bounds.timeouts_in_a_row)
            or self.calls >= bounds.calls
            or now - self.begun >= timedelta(seconds=bounds.total_s)
        )


def run(
    engine: Engine,
    transport: Transport,
    clock: Clock,
    pause: Callable[[float], None],
    *,
    waiting: Callable[[], int],
    once: bool = False,
    until_empty: bool = False,
    hooks: Hooks | None = None,
    bounds: SyncBounds | None = None,
) -> SyncSummary:
    """Drive ``engine`` until ``hooks.stop`` says so, or as the two switches say.

    ``once`` is one round: everything that is due gets one try, nothing is waited for.
    ``until_empty`` goes on, also over failures, until nothing is left or it is stuck. Both want an
    engine without long polls. ``pause(seconds)`` may return early (something new was recorded),
    but must let ``clock`` move on. ``waiting`` counts the events without an answer.
    """
    hooks, bounds = hooks or Hooks(), bounds or SyncBounds()
    tally, uploaded_before = _Tally(clock.now()), transport.uploaded_bytes
    hooks.after_leases()
    engine.desk_changed()
    while not hooks.stop():
        now = clock.now()
        if (once or until_empty) and tally.is_stuck(now, bounds, once=once):
            break
        move = engine.next(now)
        if isinstance(move, Wait):
            wait_s = max((move.until - now).total_seconds(), 0.0)
            in_vain = move.why is not Why.HELD or wait_s > bounds.longest_wait_s
            if once or (until_empty and in_vain):
                break
            pause(min(wait_s, bounds.longest_pause_s))
            continue
        reply = transport.execute(move)
        changed = engine.on(reply, clock.now())
        tally.add(reply, changed)
        hooks.changed(changed)
        if changed.leases or changed.enrolled:
            hooks.after_leases()
    return _summary(tally, engine, waiting(), transport.uploaded_bytes - uploaded_before)


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
        standing=engine.standing,
    )
