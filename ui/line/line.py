"""The line to the central, as the window sees it: how it stands, what it changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.errors import ProgramFault
from app.store.records import OutboxCounts
from sync.desk_sync import PIPELINE
from sync.engine.reasons import Standing
from sync.engine.settings import EngineSettings
from sync.transport.http import TransportSettings
from ui.line.line_worker import LineSettings, LineWorker, Telling
from ui.line.second_place import SecondPlace

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.numbering.leases import WorkingDays
    from app.reception.desk import Desk
    from app.store.store import Store
    from ui.operations.changes import Changes
    from ui.operations.operations import Operations

_log = logging.getLogger(__name__)

SETTINGS = LineSettings(
    engine=EngineSettings(long_poll_s=20, pipeline=PIPELINE),
    transport=TransportSettings(connect_s=5.0, read_s=20.0),
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a thread found. ``reading`` counts the looks at the outbox: a later one is right."""

    standing: Standing | None
    counts: OutboxCounts | None
    reading: int


class Line(QObject):
    """Drives the engine on a thread of its own while it is started.

    ``desk`` gives the desk of the officer who is signed in (called on that thread): dossiers that
    wait for a number get it in that name. What ``operations`` change in the queue is sent at once,
    and copied to its ``second_place`` where one is set.
    """

    standing_changed = Signal(object, object)
    """Standing, OutboxCounts: whenever either is another than the last that was told."""
    changed = Signal(object)
    """Changes: an answer of the central, or a number that came, changed something here."""
    failed = Signal(object)
    """ProgramFault: a bug on the line's thread. It was logged, and the line starts again."""
    _told = Signal(object)
    """_Told, from any thread."""
    _worker_changed = Signal(object)
    _worker_crashed = Signal(object)

    def __init__(
        self,
        store: Store,
        calendar: WorkingDays,
        clock: Clock,
        *,
        desk: Callable[[], Desk | None],
        operations: Operations,
        settings: LineSettings = SETTINGS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._calendar = calendar
        self._clock = clock
        self._desk = desk
        self._operations = operations
        self._settings = settings
        self._worker: LineWorker | None = None
        self.second_place = SecondPlace(store, parent=self)
        self._counting = threading.Lock()
        self._readings = 0
        self._shown_reading = 0
        self.standing = Standing()
        self.counts = OutboxCounts(0, 0)
        self._connect()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._on_told, queued)
        self._worker_changed.connect(self.changed, queued)
        self.changed.connect(self.second_place.poke)
        self._worker_crashed.connect(self._on_worker_crashed, queued)
        self._operations.changed.connect(self._on_operations_changed)

    def start(self) -> None:
        """Begin; where it runs, look again."""
        self.second_place.start()
        if self._worker is not None:
            self._worker.poke()
            return
        self._worker = LineWorker(
            self._store,
            self._calendar,
            self._clock,
            desk=self._desk,
            settings=self._settings,
            tell=Telling(
                standing=self._tell_standing,
                changed=self._worker_changed.emit,
                crashed=self._worker_crashed.emit,
            ),
        )
        self._worker.start()

    def poke(self) -> None:
        """Look again: something was recorded or enrolled, or another officer signed in."""
        if self._worker is not None:
            self._worker.poke()

    def retry_now(self) -> None:
        """An officer asks to send now: no delay counts."""
        if self._worker is not None:
            self._worker.retry_now()

    def stop(self) -> None:
        """End; on return the thread touches the store no more. Never waits for the network.

        Call it before the store is closed and before this object is deleted.
        """
        self.second_place.stop()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def _tell_standing(self, standing: Standing) -> None:
        """On the line's thread."""
        try:
            reading, counts = self._count()
        except Exception:  # noqa: BLE001 - told from where faults are told: it must not raise
            _log.warning("the outbox can't be counted", exc_info=True)
            self._told.emit(_Told(standing, None, 0))
        else:
            self._told.emit(_Told(standing, counts, reading))

    def _count(self) -> tuple[int, OutboxCounts]:
        """On any thread but the window's: look at the outbox, one after another."""
        with self._counting:
            self._readings += 1
            return self._readings, self._store.outbox.counts()

    @Slot(object)
    def _on_told(self, told: _Told) -> None:
        before = self.standing, self.counts
        if told.standing is not None:
            self.standing = told.standing
        if told.counts is not None and told.reading > self._shown_reading:
            self._shown_reading = told.reading
            self.counts = told.counts
        if (self.standing, self.counts) != before:
            self.standing_changed.emit(self.standing, self.counts)

    @Slot(object)
    def _on_operations_changed(self, changes: Changes) -> None:
        if changes.queue or changes.settings:
            self.second_place.poke()
        if self._worker is None or not (changes.queue or changes.line):
            return
        self._worker.poke()
        # The thread may hang in a long poll; what is waiting is shown at once.
        self._operations.store(
            self._count,
            owner=self,
            on_success=lambda found: self._on_told(_Told(None, found[1], found[0])),
            on_failure=lambda _: None,  # the work itself has failed by the same fault, or will
        )

    @Slot(object)
    def _on_worker_crashed(self, error: Exception) -> None:
        if isinstance(error, ProgramFault):
            self.failed.emit(error)
            return
        self.failed.emit(
            ProgramFault(
                "bug",
                self.tr("The program made a mistake while sending ({what}).").format(
                    what=type(error).__name__
                ),
                advice=self.tr("Nothing is lost. Sending starts again by itself."),
            )
        )
