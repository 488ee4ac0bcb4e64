"""The running copy of unsent work, as the window sees it (docs/adr/0029)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sync.carrying.copy_worker import CopyWorker
from sync.carrying.copying import CopyStanding

if TYPE_CHECKING:
    from app.store.store import Store


class SecondPlace(QObject):
    """Keeps the second place up to date on a thread of its own while it is started."""

    standing_changed = Signal(object)
    """CopyStanding: whenever it is another than the last that was told."""
    _told = Signal(object)
    """CopyStanding, from the worker's thread."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._worker: CopyWorker | None = None
        self.standing = CopyStanding()
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; where it runs, look again."""
        if self._worker is not None:
            self._worker.poke()
            return
        self._worker = CopyWorker(self._store, tell=self._told.emit)
        self._worker.start()

    def poke(self) -> None:
        """The queue changed, or where it is copied to."""
        if self._worker is not None:
            self._worker.poke()

    def stop(self) -> None:
        """End; on return the thread touches the store no more. Never waits for the place."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    @Slot(object)
    def _on_told(self, standing: CopyStanding) -> None:
        if standing != self.standing:
            self.standing = standing
            self.standing_changed.emit(standing)
