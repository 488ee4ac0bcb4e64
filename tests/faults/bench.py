"""A desk, an engine, a line and a central on one bench, for tests that go step by step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import msgspec

from app.clock.time import VIETNAM, FixedClock
from sync.engine.answers import Reply
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.send import Send, Wait
from sync.engine.settings import EngineSettings
from tests.faults.central import FakeCentral
from tests.faults.desk import FakeDesk
from tests.faults.line import Fault, FaultyLine, scripted

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)


class Bench:
    """Everything at hand. ``enrolled`` starts with a desk that is enrolled and has numbers.

    With a ``pipeline`` over 1 ``settle`` has several calls under way: they arrive, and are
    answered, in any order (by ``order``).
    """

    pipeline = 1

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
        pipeline = {"pipeline": self.pipeline} if self.pipeline > 1 else {}
        self.settings = msgspec.structs.replace(settings or EngineSettings(), **pipeline)
        self.order = Random(4)
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
                return move, self.answer(move, self.line.execute(move))
            self.clock.advance(max(move.until - self.clock.now(), timedelta(milliseconds=1)))

    def ask(self) -> Send:
        """The next call, which is under way from here; there must be one."""
        move = self.engine.next(self.clock.now())
        assert isinstance(move, Send), move
        return move

    def answer(self, send: Send, reply: Reply) -> Changed:
        """What came back of a call that was asked for."""
        return self.engine.on(send, reply, self.clock.now())

    def wait(self) -> Wait:
        """What the engine waits for now; it must wait."""
        move = self.engine.next(self.clock.now())
        assert isinstance(move, Wait), move
        return move

    def settle(self, *, calls: int = 100) -> list[str]:
        """Go on until the engine waits for a time; returns the names of the calls."""
        names: list[str] = []
        under_way: list[Send] = []
        while True:
            move = None if self._is_full(under_way) else self.engine.next(self.clock.now())
            if isinstance(move, Send):
                names.append(move.operation.name)
                assert len(names) <= calls, names
                under_way.append(move)
            elif under_way:
                send = under_way.pop(self.order.randrange(len(under_way)))
                self.answer(send, self.line.execute(send))
            else:
                return names

    def _is_full(self, under_way: list[Send]) -> bool:
        return self.settings.pipeline == 1 and bool(under_way)

    def names(self) -> list[str]:
        """The calls that reached the central."""
        return [send.operation.name for send in self.central.calls]
