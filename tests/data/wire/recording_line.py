"""A line that writes down what goes over it, as it was on the wire."""

from __future__ import annotations

import base64
import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "host"})


class RecordingLine:
    """Passes HTTP on to the central on ``port``; ``exchanges`` are JSON objects, in their order."""

    def __init__(self, port: int) -> None:
        self.exchanges: list[dict[str, Any]] = []
        line = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_arguments: object) -> None:
                """Nobody reads it."""

            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                headers = {
                    name: value for name, value in self.headers.items() if name.lower() not in _HOP
                }
                central = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                central.request(self.command, self.path, body, headers)
                response = central.getresponse()
                answer = response.read()
                central.close()
                kept = [each for each in response.getheaders() if each[0].lower() not in _HOP]
                line.exchanges.append(
                    {
                        "method": self.command,
                        "target": self.path,
                        "headers": headers,
                        "body": base64.b64encode(body).decode(),
                        "status": response.status,
                        "answer_headers": dict(kept),
                        "answer": base64.b64encode(answer).decode(),
                    }
                )
                self.send_response(response.status)
                for name, value in kept:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_DELETE = _pass  # noqa: N815 - the base class's names

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
