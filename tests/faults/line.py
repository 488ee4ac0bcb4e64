"""The line between a desk and the central, with fault knobs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto
from random import Random

import msgspec

from app.clock.time import Clock
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.send import Send
from tests.faults.central import FakeCentral, problem


class Fault(Enum):
    """What happens to one call."""

    NONE = auto()
    REQUEST_LOST = auto()  # never arrives
    ANSWER_LOST = auto()  # was applied, nobody hears of it
    DOUBLED = auto()  # arrives twice; the second answer comes back
    LATE = auto()  # times out; arrives after later calls
    ERROR_500 = auto()  # breaks before anything was applied
    ERROR_503_AFTER = auto()  # was applied, a proxy says 503 all the same
    TOO_MANY = auto()  # 429 with Retry-After
    HTML = auto()  # a captive portal answers; nothing arrives
    HALF_BODY = auto()  # was applied, the answer breaks off
    WRONG_ADDRESS = auto()  # something else that speaks of problems says 404
    CLOCK_SKEW = auto()  # the central does not believe the desk's clock


RETRY_AFTER_S = 7.0


class FaultyLine:
    """A Transport over a FakeCentral. ``plan`` says what happens to each call."""

    def __init__(
        self, central: FakeCentral, clock: Clock, plan: Callable[[Send], Fault] | None = None
    ) -> None:
        self.central = central
        self.clock = clock
        self.plan = plan or (lambda _: Fault.NONE)
        self.late: list[tuple[datetime, Send]] = []
        self.seen: list[tuple[Send, Fault]] = []
        self.uploaded_bytes = 0

    def execute(self, send: Send) -> Reply:
        now = self.clock.now()
        fault = self.plan(send)
        self.seen.append((send, fault))
        self.uploaded_bytes += len(msgspec.json.encode(send.body)) if send.body is not None else 0
        if fault in _BEFORE:
            if fault is Fault.LATE:
                self.late.append((now + timedelta(seconds=20), send))
            return _BEFORE[fault]
        answer = self.central.handle(send, now)
        if fault is Fault.DOUBLED:
            answer = self.central.handle(send, now)
        return _AFTER.get(fault, answer)

    def deliver_late(self, *, everything: bool = False) -> None:
        """Let the calls arrive that were on their way for long; nobody waits for their answer."""
        now = self.clock.now()
        for at, send in list(self.late):
            if everything or at <= now:
                self.late.remove((at, send))
                self.central.handle(send, now)


_BEFORE: dict[Fault, Reply] = {
    Fault.REQUEST_LOST: Failure(FailureKind.CONNECTION, "rig: request lost"),
    Fault.LATE: Failure(FailureKind.TIMEOUT, "rig: late"),
    Fault.ERROR_500: Answer(500),
    Fault.TOO_MANY: Answer(429, retry_after_s=RETRY_AFTER_S),
    Fault.HTML: Failure(FailureKind.NOT_CONTRACT, "rig: text/html"),
    Fault.WRONG_ADDRESS: Answer(404, problem=problem(404, "not_found")),
    Fault.CLOCK_SKEW: Answer(
        401, problem=problem(401, "clock_skew", server_time_ms=1), clock_offset_ms=420_000
    ),
}
_AFTER: dict[Fault, Reply] = {
    Fault.ANSWER_LOST: Failure(FailureKind.TIMEOUT, "rig: answer lost"),
    Fault.ERROR_503_AFTER: Answer(503, retry_after_s=2.0),
    Fault.HALF_BODY: Failure(FailureKind.NOT_CONTRACT, "rig: half a body"),
}


def random_plan(random: Random, rate: float) -> Callable[[Send], Fault]:
    """Each call meets a fault with probability ``rate``."""
    faults = [fault for fault in Fault if fault is not Fault.NONE]

    def plan(_: Send) -> Fault:
        return random.choice(faults) if random.random() < rate else Fault.NONE

    return plan


def scripted(*faults: Fault) -> Callable[[Send], Fault]:
    """These faults in turn, then none."""
    left = list(faults)

    def plan(_: Send) -> Fault:
        return left.pop(0) if left else Fault.NONE

    return plan
