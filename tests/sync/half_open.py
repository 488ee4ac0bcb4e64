"""A line whose other end can go silent: connections stay open, and nothing comes any more."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class HalfOpenLine:
    """Forwards connections of loopback to ``target_port``. Those that ``freeze`` finds are dead."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._frozen: set[socket.socket] = set()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.connections = 0
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shut(self._listener)
        self._thread.join()
        with self._lock:
            ends = list(self._open)
        for end in ends:
            self._shut(end)

    def freeze(self) -> None:
        """What is connected now stays so, and hears nothing more; new connections are good."""
        with self._lock:
            self._frozen |= self._open

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target_port))
            with self._lock:
                self.connections += 1
                self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._forward, args=(one, other), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                with self._lock:
                    is_frozen = source in self._frozen
                if not is_frozen:
                    sink.sendall(data)
        with self._lock:
            is_frozen = source in self._frozen
        if not is_frozen:
            self._shut(sink)

    @staticmethod
    def _shut(end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
