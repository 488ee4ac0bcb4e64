"""Tells when nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

IDLE_S = 600.0
LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def seconds_awake_or_asleep() -> float:
    """Seconds that never run back and go on in suspend: a laptop that is opened again is locked."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class IdleWatch(QObject):
    """``monotonic`` gives seconds that never run back; ``is_serving`` is asked before it tells."""

    idled = Signal()
    """Ten minutes without a touch, and nobody is being served."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        is_serving: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._is_serving = is_serving
        self._touched = monotonic()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Somebody is here; watch from now on."""
        self._touched = self._monotonic()
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Nothing to lock."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()

    def look(self) -> None:
        """Tell where it has been quiet for long enough."""
        if self._monotonic() - self._touched >= IDLE_S and not self._is_serving():
            self.idled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a touch; nothing is kept from anybody."""
        del watched
        if event.type() in _TOUCHES:
            self._touched = self._monotonic()
        return False
