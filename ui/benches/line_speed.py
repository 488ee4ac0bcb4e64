"""What the delayed line itself can carry, so that it is known not to be what is measured."""

from __future__ import annotations

import socket
import time
from threading import Thread

from ui.benches.delayed_line import HOST
from ui.benches.program import Program, python

SENT_BYTES = 64 * 1024 * 1024
_PIECE = b"\0" * (256 * 1024)


def line_mb_per_second() -> float:
    """Megabytes a second, one way, over one connection without a delay."""
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        with Program("delayed line", python("ui.benches.delayed_line", port, 0)) as line:
            taking = Thread(target=_take, args=(server,), daemon=True)
            taking.start()
            with socket.create_connection((HOST, line.said()["port"])) as sending:
                began = time.perf_counter()
                for _ in range(SENT_BYTES // len(_PIECE)):
                    sending.sendall(_PIECE)
                sending.recv(1)
                took_s = time.perf_counter() - began
            taking.join()
    return round(SENT_BYTES / took_s / 1e6, 1)


def _take(server: socket.socket) -> None:
    """Read all of it, then say so with one byte."""
    connection, _ = server.accept()
    with connection:
        left = SENT_BYTES
        while left > 0 and (data := connection.recv(len(_PIECE))):
            left -= len(data)
        connection.sendall(b"!")
