"""Cyclic garbage is looked for on the window's thread alone.

A view that is gone is often held by a cycle of Python objects only. Python looks for cycles on
whatever thread happens to make many objects: a worker that reads a large file would then destroy
widgets, which ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 200
"""While a queue drains, 100,000 objects a second are made: after a second it would take 25 ms."""


class Collector(QObject):
    """From ``start`` to ``stop``; by Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = self._is_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look_due)

    def start(self) -> None:
        """No other thread collects from now on."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """The workers are gone: as it was before. From any thread."""
        self._is_over = True
        if self._was_enabled:
            gc.enable()

    def _on_look_due(self) -> None:
        if self._is_over:
            self._timer.stop()
            return
        collect_if_due()


def collect_if_due() -> None:
    """What Python would do by its own thresholds, here and now, on this thread."""
    full = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if full[0]:
        gc.collect(2 if full[2] else 1 if full[1] else 0)
