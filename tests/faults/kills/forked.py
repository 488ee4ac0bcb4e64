"""Cheap processes: copies of this one, in which everything is loaded already."""

from __future__ import annotations

import mmap
import os
import signal
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum


class Phase(IntEnum):
    """What a desk is doing."""

    STARTS = 0
    REGISTERS = 1
    PRINTS = 2
    ATTACHES = 3
    SYNCS = 4


class Shared:
    """A desk's phase and how many operations it has begun, seen by the process that kills it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, mmap.PAGESIZE)

    @property
    def phase(self) -> Phase:
        return Phase(self._memory[0])

    @phase.setter
    def phase(self, phase: Phase) -> None:
        self._memory[0] = phase

    @property
    def operations(self) -> int:
        return int.from_bytes(self._memory[8:16], "little")

    @operations.setter
    def operations(self, count: int) -> None:
        self._memory[8:16] = count.to_bytes(8, "little")

    @property
    def must_stop(self) -> bool:
        return bool(self._memory[1])

    @must_stop.setter
    def must_stop(self, stop: bool) -> None:
        self._memory[1] = stop


class Forked:
    """A process that runs ``work``; what it writes to the descriptor it is given can be read."""

    def __init__(self, work: Callable[[int], None]) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            _run(work, writing)
        os.close(writing)
        self._reading = reading
        self.was_killed = False

    def kill(self) -> str:
        """End it at once; everything that it has said."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> str:
        """Wait for its end; everything that it has said."""
        said = bytearray()
        while data := os.read(self._reading, 1 << 16):
            said += data
        os.close(self._reading)
        _, status = os.waitpid(self.pid, 0)
        self.was_killed = os.WIFSIGNALED(status)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise AssertionError(f"a process failed: {said.decode(errors='replace')}")
        return said.decode()

    def line(self) -> str:
        """Its next line."""
        said = bytearray()
        while not said.endswith(b"\n"):
            data = os.read(self._reading, 1)
            if not data:
                raise AssertionError(f"a process ended: {said.decode(errors='replace')}")
            said += data
        return said.decode().strip()


def _run(work: Callable[[int], None], writing: int) -> None:
    """The child's whole life; it never returns into what its parent was doing."""
    status = 1
    try:
        work(writing)
        status = 0
    except BaseException:  # noqa: BLE001 - the process's edge
        os.write(writing, traceback.format_exc().encode()[-4_000:])
    finally:
        sys.stderr.flush()
        os._exit(status)
