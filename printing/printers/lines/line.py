"""A line to a printer: bytes there, bytes back, and an end to waiting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Protocol

from msgspec import Struct

from printing.printers.printer import PrinterState, Standing

_CHECK_SECONDS = 0.02


class Patience(Struct, frozen=True):
    """How long is waited, in seconds, before a printer is given up."""

    open_s: float = 5.0
    stall_s: float = 15.0
    """Without a byte going anywhere."""
    answer_s: float = 2.0
    guess_s: float = 0.5
    """For the answer of a printer that perhaps never answers."""
    total_s: float = 60.0
    """For all bytes of a paper, beyond what the line's own speed takes."""
    slowest_bytes_s: float = 800.0
    """A serial line of 9600 baud has 960."""
    done_s: float = 20.0
    """Until a printer that tells says that a paper is done, beyond the paper's own length."""
    slowest_mm_s: float = 25.0


class LineClosed(Exception):  # noqa: N818 - translated by the printer, never shown
    """It could not be opened, so nothing was sent. ``state`` says why."""

    def __init__(self, standing: Standing, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.state = PrinterState(standing, message, advice)


class LineBroken(Exception):  # noqa: N818 - as above
    """It broke, or nothing went through it any more. ``why``: a few Vietnamese words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Line(Protocol):
    """An open line. Every call raises LineBroken."""

    def write(self, data: bytes) -> None:
        """Send all of ``data``, within the time that the line was opened for."""
        ...

    def read(self, seconds: float, most: int = 4_096) -> bytes:
        """What has come, ``most`` bytes of it, waiting ``seconds`` for the first; b"" if none."""
        ...

    def finish(self) -> None:
        """Wait until what was sent has left this machine, as far as the system can tell."""
        ...

    def close(self) -> None:
        """Let it go; never raises."""
        ...


def wait_until_gone(unsent: Callable[[], int], *, stall_s: float, until: float) -> None:
    """Wait while bytes leave. Raises LineBroken after ``stall_s`` in which none did.

    ``unsent`` says how many are left; ``until`` is the monotonic time at which patience ends.
    """
    left = unsent()
    moved = time.monotonic()
    while left:
        time.sleep(_CHECK_SECONDS)
        before, left = left, unsent()
        now = time.monotonic()
        if left < before:
            moved = now
        if left and (now > until or now - moved > stall_s):
            raise gave_up(until)


def gave_up(until: float) -> LineBroken:
    """The error for a printer that took nothing for too long, or not everything in time."""
    late = time.monotonic() >= until
    return LineBroken("máy in nhận quá chậm" if late else "máy in ngừng nhận dữ liệu")


def answers(line: Line, seconds: float) -> Iterator[int]:
    """Byte by byte what comes within ``seconds``; what nobody takes stays for later."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        said = line.read(left, 1)
        if not said:
            return
        yield said[0]
