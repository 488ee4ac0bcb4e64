"""What every step of the protocol has: its gate, its call, its answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sync.contract.messages import Problem
from sync.engine.answers import Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.send import Lane, Send, Wait


class Step(Protocol):
    """One step of the protocol.

    ``lane`` says which calls of other steps it has to wait for. ``optional`` is a step whose call
    an older central may not have: it alone pauses then, for an hour. ``send`` is always the Send
    that ``next`` had given, with what the step wrote into ``about``.
    """

    gate: Backoff
    lane: Lane
    optional: bool

    def next(self, now: datetime) -> Send | Wait | None:
        """What to send; a Wait where something is left for later; None where nothing is left.

        Is not asked while a call of its lane is under way (events excepted).
        """
        ...

    def fine(self, send: Send, body: Any, now: datetime) -> Changed:
        """A 2xx with a decoded body. Raises NotOfContract before anything was kept."""
        ...

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:
        """The central refused what was sent. Raises CallRefused where no item is guilty of it."""
        ...

    def failed(self, send: Send, reply: Reply) -> None:
        """No use came of the call and it will be tried again: a step may ask for less."""
        ...
