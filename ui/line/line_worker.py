"""The thread that drives the sync engine, without Qt: when it runs, waits, recovers and ends."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from app.clock.time import FixedClock
from app.errors import ProgramFault, QmcError, Refusal
from app.reception.register import register_waiting
from sync.desk_sync import lanes_of
from sync.driver import Hooks, run
from sync.engine.engine import Engine
from sync.engine.reasons import NOT_ENROLLED, Standing
from sync.engine.reasons import Line as LineState
from sync.outbox.desk import StoreDesk
from ui.line.what_changed import changes_of, changes_of_numbered
from ui.operations.changes import NONE, Changes

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.numbering.leases import WorkingDays
    from app.reception.desk import Desk
    from app.store.store import Store
    from sync.engine.changed import Changed
    from sync.engine.settings import EngineSettings
    from sync.transport.http import TransportSettings

_log = logging.getLogger(__name__)

FIRST_DELAY_S = 1.0
LONGEST_DELAY_S = 60.0
"""After a fault of the store, or a bug: the line starts again after so long, doubled each time."""
CRASHED = Standing(LineState.DISTURBED, "bug")
"""How it stands after a bug of ours, until the line runs again; the pill has the words."""
_HOUSEKEEPING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LineSettings:
    """Bounds of the engine and of one call."""

    engine: EngineSettings
    transport: TransportSettings


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom the worker tells, on its own thread; none of them may raise."""

    standing: Callable[[Standing], None]
    changed: Callable[[Changes], None]
    crashed: Callable[[Exception], None]


class _Left(Exception):  # noqa: N818 - what happened, not what is wrong
    """The worker was told to end."""


class LineWorker:
    """Drives the engine until ``stop``. ``desk`` gives the desk of the officer who is signed in.

    A fault of the store and a bug of ours are told, and the line starts again after a while.
    """

    def __init__(
        self,
        store: Store,
        calendar: WorkingDays,
        clock: Clock,
        *,
        desk: Callable[[], Desk | None],
        settings: LineSettings,
        tell: Telling,
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._port = StoreDesk(store, calendar)
        self._clock = clock
        self._desk = desk
        self._settings = settings
        self._tell = tell
        self._condition = threading.Condition()
        self._stopping = False
        self._ended = False
        self._poked = False
        self._retry = False
        self._answered = False
        self._news = True
        self._told = Standing()
        self._housekept = clock.now()
        # A daemon: it may still hang in a call when the program ends.
        self._thread = threading.Thread(target=self._work, name="line", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def poke(self) -> None:
        """Something was recorded, enrolled or signed in: look again, whatever is waited for."""
        with self._condition:
            self._poked = True
            self._condition.notify_all()

    def retry_now(self) -> None:
        """A person asks to try now: no delay counts."""
        with self._condition:
            self._retry = True
            self._condition.notify_all()

    def stop(self) -> None:
        """End. On return the worker touches the store no more, and tells nothing.

        It waits for what is being written, never for the network: calls that are under way have
        threads of their own, which know no store. They are left to themselves, and their answers
        thrown away. What was sent so is *unknown* as after a line that broke off: it goes out
        again under its id.
        """
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
            self._condition.wait_for(lambda: self._ended)

    def _work(self) -> None:
        delay_s = FIRST_DELAY_S
        try:
            while not self._stopping:
                began = time.monotonic()
                if self._drive_safely():
                    continue
                if time.monotonic() - began > LONGEST_DELAY_S:
                    delay_s = FIRST_DELAY_S
                self._wait(delay_s, lambda: self._retry)
                delay_s = min(delay_s * 2, LONGEST_DELAY_S)
        except _Left:
            pass
        finally:
            with self._condition:
                self._ended = True
                self._condition.notify_all()

    def _drive_safely(self) -> bool:
        """One drive; False where it ended by a fault."""
        try:
            self._drive()
        except ProgramFault as error:
            self._crash(error)
        except QmcError as fault:
            _log.warning("the line stands still: %s", fault, exc_info=True)
            self._tell.standing(standing_of_fault(fault))
        except _Left:
            raise
        except Exception as error:  # noqa: BLE001 - our bug: told, and the line goes on
            self._crash(error)
        else:
            return True
        return False

    def _crash(self, error: Exception) -> None:
        _log.error("a bug on the line's thread", exc_info=error)
        self._tell.crashed(error)
        self._tell.standing(CRASHED)

    def _drive(self) -> None:
        """Run the engine until the worker ends or the desk belongs to another central."""
        url = self._port.central_url()
        if url is None:
            self._tell.standing(NOT_ENROLLED)
            self._wait(None, lambda: self._poked or self._retry)
            self._take_wishes()
            return
        engine = Engine(self._port, Random(), self._settings.engine)  # noqa: S311 - jitter
        self._news = True
        with lanes_of(
            self._store,
            self._calendar,
            self._clock,
            base_url=url,
            settings=self._settings.transport,
            answered=self._on_answered,
        ) as lanes:
            run(
                engine,
                lanes,
                self._clock,
                self._pause,
                waiting=self._port.waiting,
                hooks=Hooks(
                    after_leases=self._number_waiting,
                    changed=self._on_changed,
                    stop=lambda: self._is_over(engine, url),
                ),
                monotonic=time.monotonic,
            )

    def _is_over(self, engine: Engine, url: str) -> bool:
        """Between two moves of the engine: do what was wished meanwhile, tell how it stands."""
        poked, retry = self._take_wishes()
        if self._stopping or ((poked or retry) and self._port.central_url() != url):
            return True
        if retry:
            engine.retry_now()
        if poked:
            engine.desk_changed()
            self._number_waiting()
        if self._news or poked or retry or engine.standing != self._told:
            self._news, self._told = False, engine.standing
            self._tell.standing(engine.standing)
        if engine.standing.line is LineState.UP:
            self._keep_house()
        return False

    def _take_wishes(self) -> tuple[bool, bool]:
        with self._condition:
            wishes = self._poked, self._retry
            self._poked = self._retry = False
            return wishes

    def _pause(self, seconds: float) -> None:
        began = time.monotonic()
        self._wait(seconds, lambda: self._poked or self._retry or self._answered)
        self._answered = False
        if isinstance(self._clock, FixedClock):  # ``--as-of``: it stands still by itself
            self._clock.advance(timedelta(seconds=time.monotonic() - began))

    def _wait(self, seconds: float | None, enough: Callable[[], bool]) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or enough(), seconds)
            if self._stopping:
                raise _Left

    def _on_answered(self) -> None:
        """On a call's thread."""
        with self._condition:
            self._answered = True
            self._condition.notify_all()

    def _on_changed(self, changed: Changed) -> None:
        self._news = True
        changes = changes_of(changed)
        if changes != NONE:
            self._tell.changed(changes)

    def _number_waiting(self) -> None:
        """Number the dossiers that wait, in the name of who is signed in; else they wait on."""
        desk = self._desk()
        if desk is None:
            return
        try:
            numbered = register_waiting(desk)
        except Refusal as refusal:
            _log.info("nothing is numbered: %s", refusal)
            return
        for reference, why in numbered.held.items():
            _log.info("%s waits on for its number: %s", reference, why)
        if numbered.registered:
            self._tell.changed(changes_of_numbered(numbered.registered))

    def _keep_house(self) -> None:
        """Now and then, while the line is up: what ``sync`` does at its end."""
        now: datetime = self._clock.now()
        if timedelta(0) <= now - self._housekept < _HOUSEKEEPING:
            return
        self._housekept = now
        self._store.sweep_pages()
        self._store.rest()


def standing_of_fault(fault: QmcError) -> Standing:
    """How it stands where disk or keyring fail: nothing is sent until they work again."""
    advice = fault.advice or ""
    return Standing(LineState.DISTURBED, fault.code, fault.message, advice)
