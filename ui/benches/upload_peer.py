"""What one would build first: JSON and multipart POSTs with ``requests``, tried again when cut.

As a program it is the server of it: keeps each body in a file, synced, and answers.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

_TIMEOUT_S = (5.0, 20.0)
_PAUSE_S = 0.5


def send_all(url: str, dossiers: Iterable[tuple[bytes, list[bytes]]]) -> tuple[float, int]:
    """Send each dossier and its pages, one after the other, whatever it takes.

    Returns the seconds until the last dossier was in, and how many calls had to be made again.
    """
    begun = time.monotonic()
    registered_s = 0.0
    again = 0
    with requests.Session() as session:
        session.trust_env = False
        for dossier, pages in dossiers:
            again += _until_done(partial(_post_json, session, url, dossier))
            registered_s = time.monotonic() - begun
            for page in pages:
                again += _until_done(partial(_post_page, session, url, page))
    return registered_s, again


def _post_json(session: requests.Session, url: str, body: bytes) -> requests.Response:
    headers = {"Content-Type": "application/json"}
    return session.post(f"{url}/dossiers", data=body, headers=headers, timeout=_TIMEOUT_S)


def _post_page(session: requests.Session, url: str, body: bytes) -> requests.Response:
    files = {"page": ("page.jpg", body, "image/jpeg")}
    return session.post(f"{url}/pages", files=files, timeout=_TIMEOUT_S)


def _until_done(post: Callable[[], requests.Response]) -> int:
    tries = 0
    while True:
        try:
            if post().status_code == 200:
                return tries
        except requests.RequestException:
            time.sleep(_PAUSE_S)
        tries += 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    directory = Path()
    kept = 0

    def log_message(self, *_arguments: object) -> None:
        """Nobody reads it."""

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if len(body) < size:  # the line was cut
            self.close_connection = True
            return
        _Handler.kept += 1
        with (self.directory / f"{_Handler.kept}-{os.getpid()}").open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


def serve(directory: Path) -> None:
    """Print the port, and serve until the process is ended."""
    _Handler.directory = directory
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
