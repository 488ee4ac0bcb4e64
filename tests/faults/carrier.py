"""The part of a desk in memory that carries others' work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sync.contract.messages import EventOutcome, Problem, Result
from sync.engine.carried_port import CarriedDue


class FakeCarrier:
    """Implements CarriedPort; what waits, in order, and what became of it, by its id."""

    to_carry: list[CarriedDue]
    carried_results: dict[str, list[Result]]
    carried_problems: dict[str, Problem]
    seal_key: str

    def carried_due(self, held: frozenset[str]) -> CarriedDue | None:
        return next((due for due in self.to_carry if due.batch.installation not in held), None)

    def carried(self, carried: str, outcomes: Sequence[EventOutcome], now: datetime) -> None:
        results = [outcome.result for outcome in outcomes]
        self.carried_results[carried] = results
        if Result.TRY_AGAIN not in results:
            self._forget(carried)

    def carried_refused(self, carried: str, problem: Problem, now: datetime) -> None:
        self.carried_problems[carried] = problem
        self._forget(carried)

    def keep_seal_key(self, key: str, now: datetime) -> None:
        self.seal_key = key

    def _forget(self, carried: str) -> None:
        self.to_carry[:] = [due for due in self.to_carry if due.id != carried]
