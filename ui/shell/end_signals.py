"""SIGTERM and SIGINT close the window as its close button does."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class EndSignals(QObject):
    """Python handles a signal only between two of its own steps, and a window at rest makes none:
    the byte that Python writes for each signal wakes Qt."""

    ended = Signal()
    """The system or a person asks the program to end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard, told = socket.socketpair()
        self._told = told
        self._was_asked = False
        for end in (self._heard, told):
            end.setblocking(False)  # noqa: FBT003 - the library's signature
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._fd_before = signal.set_wakeup_fd(told.fileno())
        self._before = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGTERM, signal.SIGINT)
        }

    def stop(self) -> None:
        """The handlers of before again."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._notifier.setEnabled(False)
        self._heard.close()
        self._told.close()

    def _on_woken(self) -> None:
        # Python has run the handler by now: at the latest before the first step of this slot.
        self._heard.recv(64)
        if self._was_asked:
            self._was_asked = False
            self.ended.emit()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._was_asked = True
