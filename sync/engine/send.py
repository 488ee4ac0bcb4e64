"""What the engine wants next: send a call of the contract, or wait."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from sync.contract.operations import Operation


class Send(Struct, frozen=True):
    """One call of the contract.

    ``path`` fills the operation's ``{name}`` parameters, unquoted. ``signer`` is the installation
    whose key signs, None for a call without a signature. ``wait_s`` is how long the central may
    hold the answer back (long poll).
    """

    operation: Operation
    body: Struct | None = None
    path: dict[str, str] = {}
    query: dict[str, str] = {}
    signer: str | None = None
    wait_s: int = 0


class Why(StrEnum):
    """Why the engine waits."""

    IDLE = "idle"  # everything was sent and fetched
    HELD = "held"  # something is left; it is tried again at its time
    BLOCKED = "blocked"  # the central does not take this desk's calls; a person must act
    NOT_ENROLLED = "not_enrolled"  # the desk belongs to no central yet


class Wait(Struct, frozen=True):
    """Nothing is to be sent before ``until``."""

    until: datetime
    why: Why


Move = Send | Wait
