"""What the engine needs of a desk that carries others' work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from sync.contract.carried import CarriedBatch
from sync.contract.messages import EventOutcome, Problem


class CarriedDue(Struct, frozen=True):
    """A batch to bring; ``id`` is the desk's own name for it."""

    id: str
    batch: CarriedBatch


class CarriedPort(Protocol):
    """Each writing call is one transaction."""

    def carried_due(self, held: frozenset[str]) -> CarriedDue | None:
        """The next batch that waits, each chain in its order, none of the ``held`` installations.

        One that can't be read any more is set aside, not offered.
        """
        ...

    def carried(self, carried: str, outcomes: Sequence[EventOutcome], now: datetime) -> None:
        """Keep what became of a batch: done, in part set aside, or to be tried again."""
        ...

    def carried_refused(self, carried: str, problem: Problem, now: datetime) -> None:
        """The central takes none of it: a person's case."""
        ...

    def keep_seal_key(self, key: str, now: datetime) -> None:
        """Keep the central's public key for what is carried to it, as it was published."""
        ...
