"""Printers in the network that take raw bytes at a port, mostly 9100 ("JetDirect")."""

from __future__ import annotations

import contextlib
import socket
import sys
import time

from printing.printers.lines.line import LineBroken, LineClosed, gave_up, wait_until_gone
from printing.printers.printer import Standing

_FIN_SECONDS = 1.0
"""How long a printer that closes on its own is waited for; many never do."""


class TcpLine:
    """An open connection. ``until`` is the monotonic time at which patience with it ends."""

    def __init__(
        self, host: str, port: int, *, open_s: float, stall_s: float, until: float
    ) -> None:
        """Connect. Raises LineClosed."""
        self._stall_s = stall_s
        self._until = until
        try:
            self._socket = socket.create_connection((host, port), timeout=open_s)
        except (OSError, UnicodeError) as fault:
            raise _closed(host, port, fault) from fault
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            left = min(self._stall_s, self._until - time.monotonic())
            if left <= 0:
                raise gave_up(self._until)
            self._socket.settimeout(left)
            try:
                rest = rest[self._socket.send(rest) :]
            except TimeoutError:
                raise gave_up(self._until) from None
            except OSError as fault:
                raise LineBroken("kết nối đến máy in bị đứt") from fault

    def read(self, seconds: float, most: int = 4_096) -> bytes:
        self._socket.settimeout(max(seconds, 0))
        try:
            said = self._socket.recv(most)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as fault:
            raise LineBroken("kết nối đến máy in bị đứt") from fault
        if not said:
            raise LineBroken("máy in đã ngắt kết nối")
        return said

    def finish(self) -> None:
        """Say that nothing more comes, and wait until the printer has it or closes too.

        Closing with answers unread would reset the connection and could take the end of the paper
        with it; a printer that closed before it had read everything resets it from its side.
        """
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError as fault:
            raise LineBroken("kết nối đến máy in bị đứt") from fault
        wait_until_gone(lambda: _unsent(self._socket), stall_s=self._stall_s, until=self._until)
        fin = time.monotonic() + _FIN_SECONDS
        while (left := fin - time.monotonic()) > 0:
            self._socket.settimeout(left)
            try:
                if not self._socket.recv(4_096):
                    break
            except TimeoutError:
                return
            except OSError as fault:
                raise LineBroken("kết nối đến máy in bị đứt") from fault
        # It may have closed before what came last: the end of its answers then hides the reset.
        if self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise LineBroken("kết nối đến máy in bị đứt")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.close()


def _unsent(connection: socket.socket) -> int:
    """Bytes that the other side has not acknowledged; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415 - as above

    try:
        said = fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(4))  # SIOCOUTQ of a socket
    except OSError:
        return 0
    return int.from_bytes(said, sys.byteorder)


def _closed(host: str, port: int, fault: OSError | UnicodeError) -> LineClosed:
    place = f"{host}:{port}"
    if isinstance(fault, socket.gaierror | UnicodeError):
        return LineClosed(
            Standing.NOT_FOUND,
            f"Không tìm thấy máy in {host} trong mạng.",
            "Kiểm tra tên hoặc địa chỉ máy in trong cài đặt.",
        )
    if isinstance(fault, ConnectionRefusedError):
        return LineClosed(
            Standing.UNREACHABLE,
            f"Máy in ở {place} từ chối kết nối: đang bận với máy khác, hoặc sai cổng.",
            "Chờ một lát rồi in lại; kiểm tra địa chỉ máy in trong cài đặt.",
        )
    return LineClosed(
        Standing.UNREACHABLE,
        f"Không kết nối được với máy in ở {place}.",
        "Kiểm tra máy in có bật và có cắm mạng không.",
    )
