"""One desk's run of the engine: store, transport and driver put together, for verbs and demo."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta

from app.clock.time import Clock, FixedClock
from app.errors import Refusal
from app.numbering.leases import WorkingDays
from app.store.settings import CLOCK_OFFSET_MS
from app.store.store import Store
from sync.driver import Hooks, SyncSummary, run
from sync.engine.engine import Engine
from sync.engine.reasons import Line
from sync.outbox.desk import StoreDesk
from sync.transport.http import HttpTransport


def sync_desk(
    store: Store,
    calendar: WorkingDays,
    clock: Clock,
    *,
    once: bool,
    base_url: str | None = None,
    after_leases: Callable[[], None] = lambda: None,
) -> SyncSummary:
    """Bring desk and central into step until the queue is empty or stuck (``once``: one round).

    ``base_url`` stands in for the address that the desk enrolled with. ``after_leases`` registers
    what waited for a number. Raises Refusal (``not_enrolled``) where no central is known.
    """
    desk = StoreDesk(store, calendar)
    with transport_of(store, calendar, clock, base_url=base_url) as transport:
        summary = run(
            Engine(desk, random.Random()),  # noqa: S311 - jitter, nothing secret
            transport,
            clock,
            lambda seconds: _pause(clock, seconds),
            waiting=desk.waiting,
            once=once,
            until_empty=not once,
            hooks=Hooks(after_leases=after_leases),
        )
    if summary.standing.line is Line.UP and not once:
        store.sweep_pages()
    store.rest()
    return summary


def transport_of(
    store: Store, calendar: WorkingDays, clock: Clock, *, base_url: str | None = None
) -> HttpTransport:
    """The signed way to this desk's central; close it (or use it as a context manager)."""
    desk = StoreDesk(store, calendar)
    url = base_url or desk.central_url()
    if url is None:
        raise Refusal("not_enrolled", "Quầy chưa được ghi danh với hệ thống trung tâm.")
    offset_ms = int(store.setting(CLOCK_OFFSET_MS) or 0)
    return HttpTransport(url, desk.key_of, clock, clock_offset_ms=offset_ms)


def _pause(clock: Clock, seconds: float) -> None:
    """Let time pass: a standing clock (``--as-of``) is moved by what was waited for."""
    if isinstance(clock, FixedClock):
        clock.advance(timedelta(seconds=seconds))
    else:
        time.sleep(seconds)
