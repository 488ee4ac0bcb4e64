"""One desk's run of the engine: store, transport and driver put together, for verbs and demo."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from datetime import timedelta

import msgspec

from app.clock.time import Clock, FixedClock
from app.errors import Refusal
from app.numbering.leases import WorkingDays
from app.store.settings import CLOCK_OFFSET_MS
from app.store.store import Store
from sync.driver import Hooks, SyncSummary, run
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.reasons import Line
from sync.engine.settings import EngineSettings
from sync.outbox.desk import StoreDesk
from sync.transport.clock_offset import ClockOffset
from sync.transport.http import HttpTransport, TransportSettings, checked_base_url
from sync.transport.lanes import KeyOf, Lanes

PIPELINE = 5
"""Batches of events under way at once: so many fill a line of 200 ms (``bench drain``)."""


def sync_desk(
    store: Store,
    calendar: WorkingDays,
    clock: Clock,
    *,
    once: bool,
    base_url: str | None = None,
    after_leases: Callable[[], None] = lambda: None,
    changed: Callable[[Changed], None] = lambda _: None,
) -> SyncSummary:
    """Bring desk and central into step until the queue is empty or stuck (``once``: one round).

    ``base_url`` stands in for the address that the desk enrolled with. ``after_leases`` registers
    what waited for a number, ``changed`` is told what each answer changed. Raises Refusal
    (``not_enrolled``) where no central is known.

    Several calls are under way at once; with a clock that stands still (``--as-of``) one after
    another, in an order that does not depend on the line.
    """
    desk = StoreDesk(store, calendar)
    drive = functools.partial(
        run,
        waiting=desk.waiting,
        once=once,
        until_empty=not once,
        hooks=Hooks(after_leases=after_leases, changed=changed),
    )
    if isinstance(clock, FixedClock):
        standing = clock
        with transport_of(store, calendar, clock, base_url=base_url) as transport:
            engine = Engine(desk, random.Random())  # noqa: S311 - jitter, nothing secret
            summary = drive(engine, transport, clock, lambda seconds: _pass(standing, seconds))
    else:
        with lanes_of(store, calendar, clock, base_url=base_url) as lanes:
            settings = EngineSettings(pipeline=PIPELINE)
            engine = Engine(desk, random.Random(), settings)  # noqa: S311 - as above
            summary = drive(engine, lanes, clock, lanes.wait, monotonic=time.monotonic)
    if summary.standing.line is Line.UP and not once:
        store.sweep_pages()
    store.rest()
    return msgspec.structs.replace(summary, scans_waiting=desk.scans_waiting())


def transport_of(
    store: Store, calendar: WorkingDays, clock: Clock, *, base_url: str | None = None
) -> HttpTransport:
    """The signed way to this desk's central; close it (or use it as a context manager)."""
    desk = StoreDesk(store, calendar)
    url = base_url or _address_of(desk)
    return HttpTransport(url, desk.key_of, clock, offset=_offset_of(store))


def lanes_of(
    store: Store,
    calendar: WorkingDays,
    clock: Clock,
    *,
    base_url: str | None = None,
    settings: TransportSettings | None = None,
    answered: Callable[[], None] = lambda: None,
) -> Lanes:
    """As ``transport_of``, for several calls at once; the store is read on the caller's thread."""
    desk = StoreDesk(store, calendar)
    url = checked_base_url(base_url or _address_of(desk))
    offset = _offset_of(store)

    def make(key_of: KeyOf) -> HttpTransport:
        return HttpTransport(url, key_of, clock, offset=offset, settings=settings)

    return Lanes(make, desk.key_of, answered=answered)


def _address_of(desk: StoreDesk) -> str:
    url = desk.central_url()
    if url is None:
        raise Refusal("not_enrolled", "Quầy chưa được ghi danh với hệ thống trung tâm.")
    return url


def _offset_of(store: Store) -> ClockOffset:
    return ClockOffset(int(store.setting(CLOCK_OFFSET_MS) or 0))


def _pass(clock: FixedClock, seconds: float) -> None:
    """Let time pass: a standing clock is moved by what was waited for."""
    clock.advance(timedelta(seconds=seconds))
