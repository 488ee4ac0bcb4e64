"""Keep-alive is on for every connection that the transport makes."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

import pytest

from app.clock.time import SystemClock
from sync.contract.operations import HEALTH
from sync.engine.send import Send
from sync.transport.http import HttpTransport, TransportSettings
from sync.transport.keep_alive import IDLE_S, PROBES, PROBES_EVERY_S, keep_alive
from tests.sync.transport.test_http import KEY

KEEP_ALIVE_TIMER = 2
ESTABLISHED = "01"


@pytest.mark.skipif(sys.platform != "linux", reason="the names of the options are Linux's")
def test_the_options_are_those_that_were_decided() -> None:
    """docs/adr/0026: asked after 15 s, three probes."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        keep_alive(connection)

        def option(name: int) -> int:
            return connection.getsockopt(socket.IPPROTO_TCP, name)

        assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert option(socket.TCP_KEEPIDLE) == IDLE_S == 15
        assert option(socket.TCP_KEEPINTVL) == PROBES_EVERY_S
        assert option(socket.TCP_KEEPCNT) == PROBES == 3


def test_a_socket_without_such_options_is_left_as_it_is() -> None:
    """A pipe between two processes has no keep-alive, and needs none."""
    one, other = socket.socketpair()
    with one, other:
        keep_alive(one)
        one.sendall(b"x")
        assert other.recv(1) == b"x"


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel's own list of timers")
def test_the_kernel_probes_the_line_of_a_waiting_call() -> None:
    """While a call waits for its answer its connection has a keep-alive timer."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings = TransportSettings(read_s=20.0)
        transport = HttpTransport(url, lambda _: KEY, SystemClock(), settings=settings)
        thread = threading.Thread(target=transport.execute, args=(Send(HEALTH),))
        thread.start()
        end, (_, port) = silent.accept()
        with end:
            assert end.recv(65_536)
            timer = _timer_of(port)
        transport.cut()
        thread.join()
        transport.close()
    assert timer == KEEP_ALIVE_TIMER


def _timer_of(port: int) -> int:
    """The timer of the established connection from ``port``, as the kernel numbers them."""
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        local, state, timer = fields[1], fields[3], fields[5]
        if int(local.partition(":")[2], 16) == port and state == ESTABLISHED:
            return int(timer.partition(":")[0], 16)
    raise AssertionError(f"no connection from {port}")
