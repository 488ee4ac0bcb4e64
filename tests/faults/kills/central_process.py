"""The central in a process of its own, which can be killed and comes back at the same port."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

from app.clock.time import FixedClock
from sync.central.embedded import EmbeddedCentral
from tests.desks import MORNING
from tests.faults.kills.forked import Forked


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


class CentralProcess:
    """Runs while it is not killed. ``url`` stays the same."""

    def __init__(self, database_url: str, scans: Path) -> None:
        self.database_url = database_url
        self._scans = scans
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: Forked | None = self._start()

    def kill(self) -> None:
        """At once; one that is dead stays so."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def restart(self) -> None:
        self._process = self._start()

    def _start(self) -> Forked:
        process = Forked(self._serve)
        process.line()
        return process

    def _serve(self, said: int) -> None:
        clock = FixedClock(MORNING)
        central = EmbeddedCentral(self.database_url, clock, self._port, scans=self._scans)
        os.write(said, b"ready\n")
        while central.running:
            signal.pause()
