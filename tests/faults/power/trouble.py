"""What goes wrong with a disk, and at which of its operations."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import Enum

import apsw


class Trouble(Enum):
    """What happens at the n-th operation. Reads are counted by ``READ_*`` only, changes by the
    others; ``*_FOR_EVER`` goes on from there."""

    POWER_CUT = "the power is gone"
    WRITE_ONCE = "one change fails"
    WRITE_FOR_EVER = "no change succeeds any more"
    FULL_ONCE = "one change finds the disk full"
    FULL_FOR_EVER = "the disk is full from here"
    READ_ONCE = "one read fails"
    READ_FOR_EVER = "no read succeeds any more"
    SYNC_LOSES = "one sync fails, and what it should have kept is lost; later the power goes"


_READS = frozenset({Trouble.READ_ONCE, Trouble.READ_FOR_EVER})
_FULL = frozenset({Trouble.FULL_ONCE, Trouble.FULL_FOR_EVER})
_FOR_EVER = frozenset(
    {
        Trouble.POWER_CUT,
        Trouble.WRITE_FOR_EVER,
        Trouble.FULL_FOR_EVER,
        Trouble.READ_FOR_EVER,
    }
)


class PowerGone(apsw.IOError):
    """Nothing reaches the disk any more."""


class SyncLost(apsw.IOError):
    """As Linux does it: the pages that could not be written count as clean from now on."""


@dataclass
class Plan:
    """``trouble`` at the ``at``-th operation of its kind from now (1 is the next; 0: never).

    ``count`` counts those operations; ``fired`` tells whether it came to it.
    """

    trouble: Trouble = Trouble.POWER_CUT
    at: int = 0
    count: int = 0
    fired: bool = False

    def change(self, *, grows: bool = False, syncs: bool = False) -> None:
        """Count a change; raises the error of SQLite's that it meets."""
        if self.trouble in _READS:
            return
        self.count += 1
        if not self._is_due() or (self.trouble in _FULL and not grows):
            return
        if self.trouble is Trouble.SYNC_LOSES:
            if syncs:
                self.fired = True
                raise SyncLost(self.trouble.value)
            return
        self.fired = True
        if self.trouble is Trouble.POWER_CUT:
            raise PowerGone(self.trouble.value)
        if self.trouble in _FULL:
            raise apsw.FullError(self.trouble.value)
        raise apsw.IOError(self.trouble.value)

    def change_of_small_file(self, *, grows: bool = False, syncs: bool = False) -> None:
        """As ``change``, in the words of the file system."""
        try:
            self.change(grows=grows, syncs=syncs)
        except apsw.FullError as full:
            raise OSError(errno.ENOSPC, str(full)) from full
        except apsw.IOError as fault:
            raise OSError(errno.EIO, str(fault)) from fault

    def read(self) -> None:
        """Count a read; raises where it fails."""
        if self.trouble in _READS:
            self.count += 1
            if self._is_due():
                self.fired = True
                raise apsw.IOError(self.trouble.value)

    def _is_due(self) -> bool:
        if not self.at:
            return False
        if self.trouble in _FOR_EVER:
            return self.count >= self.at
        return self.count == self.at
