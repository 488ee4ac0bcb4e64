"""The most memory that a process has had so far."""

from __future__ import annotations

import contextlib
from pathlib import Path


def peak_bytes(process: int | str = "self") -> int | None:
    """Resident bytes at their highest; None where the system does not say (no ``/proc``)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None
