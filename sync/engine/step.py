"""What every step of the protocol has: its gate, its call, its answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sync.contract.messages import Problem
from sync.engine.answers import Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed


class Step(Protocol):
    """One step. Its ``next(now)`` gives a Send, a Wait or None; these take what came back."""

    gate: Backoff

    def fine(self, body: Any, now: datetime) -> Changed:
        """A 2xx with a decoded body. Raises NotOfContract before anything was kept."""
        ...

    def refused(self, problem: Problem, now: datetime) -> Changed:
        """The central refused what was sent."""
        ...

    def failed(self, reply: Reply) -> None:
        """No use came of the call and it will be tried again: a step may ask for less."""
        ...
