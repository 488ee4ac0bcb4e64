"""A line that breaks off after so many bytes, once; it counts what reached the other end."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

_PIECE_BYTES = 16 * 1024


class CuttingLine:
    """Passes TCP on to ``port``. The connection over which byte ``cut_at`` of all bytes towards
    the other end goes breaks off behind it; later ones pass. ``forwarded`` counts those bytes."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self.forwarded = 0
        self.cut_at: int | None = None
        self.cuts = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._start(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join()

    def cut_behind(self, more: int) -> None:
        """Break off once ``more`` bytes have passed from now."""
        with self._lock:
            self.cut_at = self.forwarded + more

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments)  # type: ignore[arg-type] # a method
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                for end in (near, far):  # as the ends do: else each call waits some 40 ms
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._start(self._forward, near, far)
                self._start(self._back, far, near)

    def _forward(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := near.recv(_PIECE_BYTES):
                whole = self._allowed(data)
                far.sendall(whole)
                if len(whole) < len(data):
                    break
        _end(near, far)

    def _allowed(self, data: bytes) -> bytes:
        with self._lock:
            room = len(data) if self.cut_at is None else self.cut_at - self.forwarded
            if room < len(data):
                data, self.cut_at = data[: max(room, 0)], None
                self.cuts += 1
            self.forwarded += len(data)
            return data

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := far.recv(_PIECE_BYTES):
                near.sendall(data)
        _end(near, far)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
