"""The central in a thread of this process: demonstration, tests, relay, and the verb."""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from app.clock.time import Clock
from app.dossier.decide import Rules
from app.errors import EnvironmentFault
from sync.central.application import create_app
from sync.central.arrivals import Arrivals
from sync.central.batches_under_way import BatchesUnderWay
from sync.central.database import WRITER_WAIT_S, open_database
from sync.central.scan_files import ScanFiles, folder_beside
from sync.central.settings import CentralSettings

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
START_WAIT_S = 15.0
STOP_WAIT_S = 10.0


class EmbeddedCentral:
    """Starts when it is made; a context manager that stops it.

    ``port`` 0 takes a free one. ``url`` is the address, ``database`` what it stands on (for
    ``sync.central.administration``). ``scans`` is the folder of the scanned pages, by default
    beside an SQLite file; without one no pages are taken. Raises EnvironmentFault:
    ``central_port`` (taken), ``central_start``, and those of ``open_database``.
    """

    def __init__(
        self,
        database_url: str,
        clock: Clock,
        port: int = 0,
        *,
        host: str = LOOPBACK,
        settings: CentralSettings | None = None,
        rules: Rules | None = None,
        scans: Path | None = None,
        writer_wait_s: float = WRITER_WAIT_S,
    ) -> None:
        self.database = open_database(database_url, clock=clock, writer_wait_s=writer_wait_s)
        self._arrivals = Arrivals()
        self._batches = BatchesUnderWay()
        folder = scans or folder_beside(database_url)
        app = create_app(
            self.database,
            clock,
            settings,
            rules=rules,
            arrivals=self._arrivals,
            batches=self._batches,
            scans=None if folder is None else ScanFiles(folder),
        )
        try:
            self._socket = _listen(host, port)
        except EnvironmentFault:
            self.database.close()
            raise
        name, bound = self._socket.getsockname()[:2]
        self.url = f"http://{f'[{name}]' if ':' in name else name}:{bound}"
        self._server = _Server(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=int(STOP_WAIT_S / 2),
            )
        )
        self._thread = threading.Thread(target=self._run, name="central", daemon=True)
        self._thread.start()
        self._wait_until_ready()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the server still serves."""
        return self._thread.is_alive()

    @property
    def waiting_polls(self) -> int:
        """How many long polls wait for news."""
        return self._arrivals.waiting

    @property
    def batches_under_way(self) -> int:
        """How many batches of events are on their way in."""
        return self._batches.count

    def stop(self) -> None:
        """Answer what is under way, send waiting polls home, close. Twice is fine."""
        self._arrivals.stop()
        self._server.should_exit = True
        self._thread.join(STOP_WAIT_S)
        self._socket.close()
        self.database.close()
        if self._thread.is_alive():
            raise EnvironmentFault("central_stop", "Máy chủ trung tâm chưa dừng được.")

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._socket])
        except SystemExit:
            log.warning("the server did not start")  # uvicorn's way to say it
        finally:
            self._server.ready.set()

    def _wait_until_ready(self) -> None:
        if not self._server.ready.wait(START_WAIT_S) or not self._server.started:
            self.stop()
            raise EnvironmentFault("central_start", "Máy chủ trung tâm không khởi động được.")


class _Server(uvicorn.Server):
    """Says when it serves."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sets TCP_NODELAY; without, each answer waits some 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # A central that was killed comes back at once: the remains of its connections would keep
        # the port for a minute. (On Windows they don't, and the option would let others in.)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except OSError as error:
        made.close()
        raise EnvironmentFault(
            "central_port",
            f"Không mở được cổng {port} ở {host}: {error}",
            advice="Chọn cổng khác, hoặc dừng chương trình đang giữ cổng này.",
        ) from error
    return made
