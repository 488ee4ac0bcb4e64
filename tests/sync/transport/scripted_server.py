"""A server on loopback that answers with bytes from a script, and keeps what it was asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

Script = Callable[["Asked"], bytes | None]
"""What to answer, as raw bytes; None breaks the connection off."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came. Header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class ScriptedServer:
    """Serves one request a connection, unless the answer says how long it is."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self.connections = 0
        self._stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop and join."""
        self._stopping.set()
        self._thread.join()

    def _serve(self) -> None:
        with self._listener:
            while not self._stopping.is_set():
                try:
                    end, _ = self._listener.accept()
                except TimeoutError:
                    continue
                self.connections += 1
                with end:
                    end.settimeout(0.05)
                    self._converse(end)

    def _converse(self, end: socket.socket) -> None:
        pending = b""
        while True:
            while b"\r\n\r\n" not in pending:
                data = self._receive(end)
                if not data:
                    return
                pending += data
            head, _, pending = pending.partition(b"\r\n\r\n")
            asked, missing = _read_head(head)
            while len(pending) < missing:
                pending += self._receive(end)
            asked = Asked(asked.method, asked.target, asked.headers, pending[:missing])
            pending = pending[missing:]
            self.asked.append(asked)
            answer = self.script(asked)
            if answer is None:
                return
            try:
                end.sendall(answer)
            except OSError:  # the client does not want the rest of it
                return
            if b"Connection: close" in answer:
                return

    def _receive(self, end: socket.socket) -> bytes:
        while not self._stopping.is_set():
            try:
                return end.recv(65_536)
            except TimeoutError:
                continue
            except ConnectionError:
                return b""
        return b""


def _read_head(head: bytes) -> tuple[Asked, int]:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Asked(method, target, headers, b""), int(headers.get("content-length", "0"))


def answer(
    body: bytes,
    *,
    status: str = "200 OK",
    kind: str = "application/json",
    length: int | None = None,
    close: bool = False,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """An answer; ``length`` other than the body's makes it a broken one."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    if close:
        lines.append("Connection: close")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
