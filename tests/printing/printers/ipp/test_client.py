"""One request and its answer, over a connection that does what it likes."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import EnvironmentFault
from printing.printers.ipp.address import Address, cups_address
from printing.printers.ipp.client import Unanswered, ask
from printing.printers.ipp.operations import Operation, request

QUESTION = request(Operation.GET_PRINTER_ATTRIBUTES, "ipp://localhost/ipp/print")


@contextlib.contextmanager
def server_that(does: Callable[[socket.socket, threading.Event], None]) -> Iterator[Address]:
    """Take one connection and do that with it; the event says that the test is over."""
    over = threading.Event()

    def serve() -> None:
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                does(connection, over)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Address("127.0.0.1", listener.getsockname()[1])
        finally:
            over.set()
            listener.close()
            thread.join()


def says_nothing(connection: socket.socket, over: threading.Event) -> None:
    del connection
    over.wait()


def trickles_headers(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not over.wait(0.02):
        connection.sendall(b"x")


def trickles_a_body(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.wait(0.02):
        connection.sendall(b"\x00")


def repeats_interim_answers(connection: socket.socket, over: threading.Event) -> None:
    while not over.wait(0.02):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def breaks_off(connection: socket.socket, over: threading.Event) -> None:
    del over
    connection.recv(10)


def speaks_another_protocol(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"220 mail.example.com ESMTP\r\n")
    over.wait()


@pytest.mark.parametrize(
    "does",
    [
        says_nothing,
        trickles_headers,
        trickles_a_body,
        repeats_interim_answers,
        breaks_off,
        speaks_another_protocol,
    ],
)
def test_whoever_is_there_holds_nobody_up(
    does: Callable[[socket.socket, threading.Event], None],
) -> None:
    """The time given counts for the whole answer; the request may have arrived."""
    with server_that(does) as address, pytest.raises(Unanswered) as caught:
        ask(address, "/", QUESTION, b"%PDF-" * 1_000, seconds=0.3)
    assert caught.value.reached


@pytest.mark.parametrize(
    "address",
    [
        Address("127.0.0.1", 1),
        Address("x" * 70 + ".example.com"),
        Address("printer.invalid"),
        Address(socket="/nowhere/cups.sock"),
        Address(socket="/" + "x" * 300),
    ],
)
def test_where_nobody_is_nothing_arrived(address: Address) -> None:
    """Whatever was to be printed stays with us."""
    with pytest.raises(Unanswered) as caught:
        ask(address, "/", QUESTION, seconds=5)
    assert not caught.value.reached


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("/run/x/cups.sock", Address(socket="/run/x/cups.sock")),
        ("cups.example.com", Address("cups.example.com", 631)),
        ("cups.example.com:8631", Address("cups.example.com", 8631)),
        ("cups.example.com:8631/version=1.1", Address("cups.example.com", 8631)),
        ("[::1]:8631", Address("::1", 8631)),
    ],
)
def test_the_scheduler_is_where_its_other_clients_find_it(
    named: str, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As cups(1) and client.conf(5) write it."""
    monkeypatch.setenv("CUPS_SERVER", named)
    assert cups_address() == address


def test_the_account_s_client_conf_says_where_the_scheduler_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal without a scheduler of its own, which prints on the commune's server."""
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".cups").mkdir()
    conf = tmp_path / ".cups" / "client.conf"
    conf.write_text(
        "# ServerName no.example.com\nEncryption IfRequested\nservername in.example.com\n"
    )
    assert cups_address() == Address("in.example.com", 631)


def whole_request(connection: socket.socket) -> bytes:
    data = b""
    while not data.endswith(b"\x03"):  # the end of an IPP message without a document
        data += connection.recv(65_536)
    return data


@pytest.mark.parametrize("name", ["nguyễn", "a\nX-Forged: 1", "\udcff"])
def test_whatever_an_account_is_called_it_can_ask(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A local scheduler wants to know who asks; the name is one header and nothing else."""
    monkeypatch.setenv("LOGNAME", name)
    heard: list[bytes] = []

    def serve() -> None:
        for _ in range(2):
            connection, _ = listener.accept()
            with connection:
                heard.append(whole_request(connection))
                connection.sendall(
                    b"HTTP/1.1 401 No\r\nWWW-Authenticate: PeerCred\r\nContent-Length: 0\r\n\r\n"
                )

    with socket.socket(socket.AF_UNIX) as listener:
        listener.settimeout(10)
        listener.bind(str(tmp_path / "socket"))
        listener.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        question = request(Operation.GET_PRINTER_ATTRIBUTES, "ipp://localhost/ipp/print")
        with pytest.raises(EnvironmentFault) as caught:
            ask(Address(socket=listener.getsockname()), "/", question, seconds=10)
        thread.join()
    assert caught.value.code == "print_forbidden"
    assert b"Authorization: PeerCred " in heard[1]
    assert b"\nX-Forged" not in heard[1]
