"""Printers at a serial line (RS-232, or a USB adapter for it), by termios: Linux and macOS.

Eight bits, no parity, one stop bit. On Windows a serial printer is reached through the spooler
(``spooler.py``), with the driver "Generic / Text Only" at its COM port.
"""

from __future__ import annotations

import contextlib
import os
import sys
from enum import StrEnum
from pathlib import Path

from printing.printers.lines.descriptor import DescriptorLine, open_device
from printing.printers.lines.line import LineBroken, LineClosed, wait_until_gone
from printing.printers.printer import Standing

BAUDS = (9_600, 19_200, 38_400, 57_600, 115_200)


class Flow(StrEnum):
    """How a printer says that it can't keep up."""

    HARDWARE = "rtscts"
    SOFTWARE = "xonxoff"
    NONE = "none"


class SerialLine(DescriptorLine):
    """An open serial line, which no other program opens meanwhile."""

    def __init__(
        self, path: Path, *, baud: int, flow: Flow, open_s: float, stall_s: float, until: float
    ) -> None:
        """Raises LineClosed."""
        descriptor = open_device(path, what="cổng nối tiếp", open_s=open_s)
        super().__init__(descriptor, stall_s=stall_s, until=until)
        try:
            _set_up(descriptor, baud, flow)
        except OSError as fault:
            self.close()
            raise LineClosed(
                Standing.NOT_FOUND, f"{path} không phải cổng nối tiếp của máy in."
            ) from fault

    def finish(self) -> None:
        """Wait until the last byte has left; some seconds for a long paper."""
        wait_until_gone(self._unsent, stall_s=self._stall_s, until=self._until)

    def close(self) -> None:
        """Throw away what did not go out: the system would wait half a minute for it."""
        import termios  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(termios.error, OSError):
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
        super().close()

    def _unsent(self) -> int:
        import fcntl  # noqa: PLC0415 - not on Windows
        import termios  # noqa: PLC0415 - as above

        try:
            said = fcntl.ioctl(self._descriptor, termios.TIOCOUTQ, bytes(4))
        except OSError as fault:
            raise LineBroken("mất kết nối với máy in") from fault
        return int.from_bytes(said, sys.byteorder)


def _set_up(descriptor: int, baud: int, flow: Flow) -> None:
    """Raw bytes at ``baud``. Raises OSError for what is no serial line."""
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415 - as above

    if not os.isatty(descriptor):
        raise OSError("not a terminal")
    speed = getattr(termios, f"B{baud}")
    control = termios.CS8 | termios.CREAD | termios.CLOCAL
    control |= termios.CRTSCTS if flow is Flow.HARDWARE else 0
    # A printer that is switched off breaks the line, and half a byte has no stop bit: without
    # these two flags each would be read as NUL, which is an answer.
    entry = termios.IGNBRK | termios.IGNPAR
    entry |= termios.IXON if flow is Flow.SOFTWARE else 0
    try:
        characters = termios.tcgetattr(descriptor)[6]
        modes = [entry, 0, control, 0, speed, speed, characters]
        termios.tcsetattr(descriptor, termios.TCSANOW, modes)
        fcntl.ioctl(descriptor, termios.TIOCEXCL)
    except termios.error as fault:
        raise OSError(str(fault)) from fault
