"""Wakes the long polls of an agency when a writer of this process has committed for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Arrivals:
    """Waiting polls by agency. Writers announce from any thread, polls wait on their loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, set[Waiter]] = {}
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether the server is about to end: nobody should wait any more."""
        return self._stopped

    @property
    def waiting(self) -> int:
        """How many polls wait, of all agencies."""
        with self._lock:
            return sum(len(waiters) for waiters in self._waiting.values())

    @contextmanager
    def waiter(self, agency: str) -> Iterator[Waiter]:
        """Register *before* looking into the database, so that nothing is missed between."""
        waiter = Waiter()
        with self._lock:
            self._waiting.setdefault(agency, set()).add(waiter)
        try:
            yield waiter
        finally:
            with self._lock:
                self._waiting[agency].discard(waiter)
                if not self._waiting[agency]:
                    del self._waiting[agency]

    def announce(self, agency: str) -> None:
        """Something new was committed for ``agency``."""
        with self._lock:
            for waiter in self._waiting.get(agency, ()):
                waiter.wake()

    def stop(self) -> None:
        """Send every waiting poll home."""
        with self._lock:
            self._stopped = True
            for waiters in self._waiting.values():
                for waiter in waiters:
                    waiter.wake()


class Waiter:
    """One poll on its event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def wake(self) -> None:
        """From any thread. The poll is registered only while its loop runs."""
        self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self, timeout_s: float) -> None:
        """Until woken or ``timeout_s`` has passed."""
        try:
            await asyncio.wait_for(self._event.wait(), timeout_s)
        except TimeoutError:
            return
        self._event.clear()
