"""A line on which every call loses its answer once and arrives twice once. Real sockets."""

from __future__ import annotations

import hashlib
import http.client
import socket
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "host"})
TIMEOUT_S = 30.0


class UnluckyLine:
    """Passes HTTP on to the central on ``port``.

    A call is told by its method, its target and its body. The first time it is passed on and the
    connection broken off instead of answered; the second time it is passed on twice and the second
    answer comes back; from then on it passes. ``times`` counts how often each call was tried.
    """

    def __init__(self, port: int) -> None:
        self.times: Counter[tuple[str, str, str]] = Counter()
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = TIMEOUT_S

            def log_message(self, *_arguments: object) -> None:
                """Nobody reads it."""

            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                call = (self.command, self.path, hashlib.sha256(body).hexdigest())
                with lock:
                    line.times[call] += 1
                    turn = line.times[call]
                status, headers, answer = self._forward(body)
                if turn == 2:
                    status, headers, answer = self._forward(body)
                if turn == 1:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer)

            def _forward(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
                central = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
                headers = {
                    name: value for name, value in self.headers.items() if name.lower() not in _HOP
                }
                try:
                    central.request(self.command, self.path, body, headers)
                    response = central.getresponse()
                    return response.status, response.getheaders(), response.read()
                finally:
                    central.close()

            do_GET = do_POST = do_DELETE = do_HEAD = do_PATCH = _pass  # noqa: N815 - the base class's names

        line = self
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
