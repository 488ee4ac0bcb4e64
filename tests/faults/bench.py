"""A desk, an engine, a line and a central on one bench, for tests that go step by step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from app.clock.time import VIETNAM, FixedClock
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.send import Send, Wait
from sync.engine.settings import EngineSettings
from tests.faults.central import FakeCentral
from tests.faults.desk import FakeDesk
from tests.faults.line import Fault, FaultyLine, scripted

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)


class Bench:
    """Everything at hand. ``enrolled`` starts with a desk that is enrolled and has numbers."""

    def __init__(
        self,
        *faults: Fault,
        settings: EngineSettings | None = None,
        enrolled: bool = True,
        plan: Callable[[Send], Fault] | None = None,
    ) -> None:
        self.clock = FixedClock(NOW)
        self.central = FakeCentral("ma-ghi-danh")
        self.desk = FakeDesk("quay-1", Random(1))
        self.line = FaultyLine(self.central, self.clock)
        self.settings = settings or EngineSettings()
        self.restart()
        if enrolled:
            self.settle()
            self.central.calls.clear()
        self.line.plan = plan or scripted(*faults)

    def restart(self) -> None:
        """A new process over the same disk."""
        self.engine = Engine(self.desk, Random(2), self.settings)

    def send(self) -> tuple[Send, Changed]:
        """Let the next call happen; waits are waited for."""
        while True:
            move = self.engine.next(self.clock.now())
            if isinstance(move, Send):
                return move, self.engine.on(self.line.execute(move), self.clock.now())
            self.clock.advance(max(move.until - self.clock.now(), timedelta(milliseconds=1)))

    def wait(self) -> Wait:
        """What the engine waits for now; it must wait."""
        move = self.engine.next(self.clock.now())
        assert isinstance(move, Wait), move
        return move

    def settle(self, *, calls: int = 100) -> list[str]:
        """Go on until the engine waits; returns the names of the calls."""
        names: list[str] = []
        while isinstance(move := self.engine.next(self.clock.now()), Send):
            names.append(move.operation.name)
            assert len(names) <= calls, names
            self.engine.on(self.line.execute(move), self.clock.now())
        return names

    def names(self) -> list[str]:
        """The calls that reached the central."""
        return [send.operation.name for send in self.central.calls]
