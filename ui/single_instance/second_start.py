"""A start in a data directory whose window is open already."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ui.single_instance.first_instance import ANSWER, ASK
from ui.single_instance.server_name import server_name


class SecondStart:
    """Brings the window that is there to the front."""

    @staticmethod
    def raise_first(directory: Path, timeout_ms: int) -> bool:
        """Ask the first window of ``directory`` to come to the front; whether it said yes in time.

        False where there is none, or where it hangs. Needs no event loop.
        """
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only where it is needed

        deadline = time.monotonic() + timeout_ms / 1000

        def left_ms() -> int:
            return max(int((deadline - time.monotonic()) * 1000), 0)

        socket = QLocalSocket()
        socket.connectToServer(server_name(directory))
        if not socket.waitForConnected(left_ms()):
            return False
        _allow_foreground()
        socket.write(ASK)
        answer = b""
        while len(answer) < len(ANSWER) and (socket.bytesAvailable() or _waits(socket, left_ms())):
            answer += bytes(socket.readAll().data())
        socket.abort()
        return answer == ANSWER


def _waits(socket: object, timeout_ms: int) -> bool:
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - as above

    assert isinstance(socket, QLocalSocket)
    return socket.waitForReadyRead(timeout_ms)


def _allow_foreground() -> None:
    """Windows lets only the program in front pass that on."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY
