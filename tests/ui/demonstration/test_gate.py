"""The gate: what passes, what breaks off, and that nothing is left running."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from ui.demonstration.gate import Gate


class Echo:
    """A server that says back what it hears, and counts what reached it."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        with self._listener:
            while True:
                end, _ = self._listener.accept()
                with end:
                    while data := _received(end):
                        if data == b"stop":
                            return
                        self.heard.append(data)
                        end.sendall(data)

    def stop(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as end:
            end.sendall(b"stop")
            self._thread.join(10)


def _received(end: socket.socket) -> bytes:
    try:
        return end.recv(1_000)
    except ConnectionError:
        return b""


@pytest.fixture
def echo() -> Iterator[Echo]:
    server = Echo()
    yield server
    server.stop()


def say(port: int, words: bytes) -> bytes:
    """What comes back for ``words``; empty where the connection breaks off."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as end:
        end.sendall(words)
        return _received(end)


def test_bytes_pass_in_both_directions(echo: Echo) -> None:
    """An open gate changes nothing."""
    with Gate(echo.port) as gate:
        assert say(gate.port, b"xin ch\xc3\xa0o") == b"xin ch\xc3\xa0o"
        assert gate.url == f"http://127.0.0.1:{gate.port}"


def test_a_cut_breaks_connections_off_and_refuses_new_ones(echo: Echo) -> None:
    """After ``cut`` nothing passes; ``restore`` opens the same port."""
    with Gate(echo.port) as gate:
        with socket.create_connection(("127.0.0.1", gate.port), timeout=5) as end:
            end.sendall(b"mot")
            assert end.recv(100) == b"mot"
            gate.cut()
            assert gate.is_cut
            assert _received(end) == b""
        with pytest.raises(ConnectionError):
            say(gate.port, b"hai")
        gate.cut()
        gate.restore()
        gate.restore()
        assert say(gate.port, b"ba") == b"ba"
    assert echo.heard == [b"mot", b"ba"]


def test_a_dropped_answer_has_reached_the_target(echo: Echo) -> None:
    """*No acknowledgement* means unknown: the request was heard all the same."""
    with Gate(echo.port) as gate:
        gate.drop_answers(1)
        assert say(gate.port, b"mot") == b""
        assert say(gate.port, b"hai") == b"hai"
    assert echo.heard == [b"mot", b"hai"]


def test_nobody_behind_the_gate_breaks_the_connection_off() -> None:
    """A gate whose target is gone does not hang."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    with Gate(port) as gate:
        assert say(gate.port, b"mot") == b""


def test_closing_leaves_no_thread_behind(echo: Echo) -> None:
    """Every thread is joined, also those of connections that are still open."""
    gate = Gate(echo.port)
    ends = [socket.create_connection(("127.0.0.1", gate.port), timeout=5) for _ in range(3)]
    ends[0].sendall(b"mot")
    assert ends[0].recv(100) == b"mot"
    gate.close()
    for end in ends:
        end.close()
    assert not [each for each in threading.enumerate() if each.name.startswith("gate")]
