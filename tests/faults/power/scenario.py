"""What a desk does while its disk fails, and what must be true afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.store.store import Store
from tests.app.store.rig import DeskRig


@dataclass(frozen=True)
class Scenario:
    """``make`` prepares a directory and says what time it is; ``begin`` opens the store there.

    ``told`` makes an empty record of what somebody was told; ``steps`` write into it, each once it
    has come back. ``check`` raises where something of it is not true of what was found afterwards.
    A long one is tried at every ``stride``-th point only, from ``offset`` on.
    """

    name: str
    make: Callable[[Path], datetime]
    begin: Callable[[DeskRig], Store]
    told: Callable[[], Any]
    steps: Callable[[Store, DeskRig, Any], list[Callable[[], None]]]
    check: Callable[[DeskRig, Any], None]
    stride: int = 1
    offset: int = 0
