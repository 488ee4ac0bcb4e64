"""What the engine wants next: send a call of the contract, or wait."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

from sync.contract.operations import Operation


class Lane(StrEnum):
    """Of each lane one call is under way at a time; only events are pipelined (docs/adr/0026)."""

    URGENT = "urgent"  # enrolment, events, claims, numbers
    FEED = "feed"  # the long poll
    BULK = "bulk"  # scans, published data, carried work


class Send(Struct, frozen=True):
    """One call of the contract.

    ``path`` fills the operation's ``{name}`` parameters, unquoted. ``signer`` is the installation
    whose key signs, None for a call without a signature. ``wait_s`` is how long the central may
    hold the answer back (long poll). ``content`` are bytes that go as they are instead of ``body``,
    ``headers`` go beside the transport's own. ``about`` is what the step that sends wants to know
    when the answer comes; it is never on the wire. ``ticket`` and ``lane`` are the engine's.
    """

    operation: Operation
    body: Struct | None = None
    path: dict[str, str] = {}
    query: dict[str, str] = {}
    signer: str | None = None
    wait_s: int = 0
    content: bytes | None = None
    headers: dict[str, str] = {}
    about: Any = None
    ticket: int = 0
    lane: Lane = Lane.URGENT


class Why(StrEnum):
    """Why the engine waits."""

    IDLE = "idle"  # everything was sent and fetched
    HELD = "held"  # something is left; it is tried again at its time
    BLOCKED = "blocked"  # the central does not take this desk's calls; a person must act
    NOT_ENROLLED = "not_enrolled"  # the desk belongs to no central yet
    UNDER_WAY = "under_way"  # calls are under way: first their answers


class Wait(Struct, frozen=True):
    """Nothing is to be sent before ``until``, or before an answer came."""

    until: datetime
    why: Why


Move = Send | Wait
