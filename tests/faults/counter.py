"""One counter of the simulation: a desk, the engine of this run, a line, and the calls on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sync.contract.messages import BatchAnswer
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.changed import Changed
from sync.engine.engine import Engine
from sync.engine.send import Send, Wait
from tests.faults.desk import FakeDesk
from tests.faults.line import FaultyLine

SOON = timedelta(milliseconds=10)
LONGEST_PAUSE = timedelta(seconds=20)
SLOWEST_WAY_S = 1.5


@dataclass(slots=True)
class Flight:
    """A call under way: it arrives, and its answer comes back, when it comes."""

    send: Send
    arrives: datetime
    answered: datetime
    history: int
    reply: Reply | None = None


@dataclass(slots=True)
class AtCounter:
    """``in_turn``: one call at a time, as a driver with one thread makes them."""

    desk: FakeDesk
    engine: Engine
    line: FaultyLine
    random: Random
    wake: datetime
    in_turn: bool
    ahead: timedelta = timedelta(0)
    history: int = 0
    flights: list[Flight] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)

    def time(self, central: datetime) -> datetime:
        """What the counter's own clock says when the central's says ``central``."""
        return central + self.ahead

    def next_time(self) -> datetime:
        """When something happens here next."""
        waits = [] if self.in_turn and self.flights else [self.wake]
        return min(waits + [each.answered if each.reply else each.arrives for each in self.flights])

    def turn(self, now: datetime) -> None:
        """Requests arrive, answers come back, the engine is asked."""
        self.line.deliver_late()
        self._arrive(now)
        if self._take_answers(now):
            self.wake = now
        if self.wake <= now and not (self.in_turn and self.flights):
            self._ask(now)

    def restart(self, engine: Engine, now: datetime) -> None:
        """The process was killed: what is on the wire still arrives, nobody hears the answer."""
        self._leave_on_the_wire()
        self.flights.clear()
        self.engine, self.wake = engine, now

    def wake_up(self, now: datetime) -> None:
        """The machine slept: every connection is cut, and no delay counts."""
        self._leave_on_the_wire()
        for flight in self.flights:
            flight.answered = now
            flight.reply = Failure(FailureKind.CONNECTION, "rig: cut after a sleep")
        self.engine.retry_now()

    def retry_now(self, now: datetime) -> None:
        """An officer asks to send now."""
        self.engine.retry_now()
        self.wake = now

    def _leave_on_the_wire(self) -> None:
        self.line.late += [(each.arrives, each.send) for each in self.flights if not each.reply]

    def _arrive(self, now: datetime) -> None:
        arrived = [each for each in self.flights if not each.reply and each.arrives <= now]
        for flight in sorted(arrived, key=lambda each: each.arrives):
            earlier = [each for each in self.flights if each.send.ticket < flight.send.ticket]
            self.fired["overtaken on the way"] += any(not each.reply for each in earlier)
            flight.reply = self.line.execute(flight.send)
            self.fired[self.line.seen[-1][1].name] += 1
            self.fired["refused because overtaken"] += _is_overtaken(flight.reply)

    def _take_answers(self, now: datetime) -> bool:
        back = [each for each in self.flights if each.reply and each.answered <= now]
        for flight in sorted(back, key=lambda each: each.answered):
            assert flight.reply is not None
            self.flights.remove(flight)
            earlier = [each for each in self.flights if each.send.ticket < flight.send.ticket]
            self.fired["answered out of order"] += bool(earlier)
            changed = self.engine.on(flight.send, flight.reply, self.time(now))
            self._note(flight, changed)
            if changed.leases:
                self.desk.number_waiting(self.time(now))
        return bool(back)

    def _note(self, flight: Flight, changed: Changed) -> None:
        fine = isinstance(flight.reply, Answer) and flight.reply.body is not None
        self.fired["answer of another history"] += fine and flight.history != self.history
        self.fired["a new generation"] += changed.generation is not None
        self.history += changed.enrolled or changed.again or changed.generation is not None

    def _ask(self, now: datetime) -> None:
        move = self.engine.next(self.time(now))
        if isinstance(move, Wait):
            self.wake = now + max(min(move.until - self.time(now), LONGEST_PAUSE), SOON)
            return
        there, back = (self.random.uniform(0.01, SLOWEST_WAY_S) for _ in range(2))
        arrives = now + timedelta(seconds=there)
        answered = arrives + timedelta(seconds=back + move.wait_s)
        self.flights.append(Flight(move, arrives, answered, self.history))
        self.fired["several under way"] += len(self.flights) > 1
        self.wake = now + SOON


def _is_overtaken(reply: Reply) -> bool:
    body = reply.body if isinstance(reply, Answer) else None
    if not isinstance(body, BatchAnswer):
        return False
    problems = [outcome.problem for outcome in body.outcomes if outcome.problem is not None]
    return any(problem.code == "predecessor_missing" for problem in problems)
