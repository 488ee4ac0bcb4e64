"""The lines between the machines and the central: they lose, double, delay, cut and invent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

import requests

from sync.engine.send import Send
from tests.faults.city.central import BodyCut, CentralCrashed, HttpAnswer
from tests.faults.city.faults import OF_A_CALL, Fault
from tests.faults.city.transport import Outcome

if TYPE_CHECKING:
    from tests.faults.city.city import City
    from tests.faults.city.machine import Machine

PATIENCE_S = 20.0
"""So long a desk waits for an answer."""

_PORTAL = HttpAnswer(
    200,
    [("Content-Type", "text/html; charset=utf-8")],
    b"<html><body>Dang nhap Wi-Fi</body></html>",
)
_REDIRECT = HttpAnswer(
    302, [("Location", "http://portal.example/login"), ("Content-Type", "text/html")], b""
)
_ERROR = HttpAnswer(500, [("Content-Type", "text/html")], b"<h1>Internal Server Error</h1>")
_TOO_MANY = HttpAnswer(429, [("Retry-After", "7"), ("Content-Type", "text/plain")], b"slow down")
_GATEWAY = HttpAnswer(503, [("Retry-After", "2"), ("Content-Type", "text/plain")], b"no backend")

_INSTEAD = {
    Fault.ERROR_500: _ERROR,
    Fault.TOO_MANY: _TOO_MANY,
    Fault.PORTAL: _PORTAL,
    Fault.REDIRECT: _REDIRECT,
}
"""Answers of somebody on the way: nothing arrives at the central."""


@dataclass(slots=True)
class Flight:
    """One call on its way. ``run`` is the run of the program that waits for its answer."""

    machine: Machine
    run: int
    number: int
    send: Send
    request: requests.PreparedRequest
    begun: datetime
    fault: Fault | None = None


class Line:
    """``kinds`` are the faults that happen here, to a share ``rate`` of the calls."""

    def __init__(self, city: City, chance: Random) -> None:
        self.city = city
        self.chance = chance
        self.kinds: list[Fault] = []
        self.rate = 0.0
        self.cut_off: set[str] = set()
        """Agencies without a line."""
        self.calls = 0
        self._answered: dict[str, int] = {}

    def carry(self, machine: Machine, send: Send) -> None:
        """A call goes out; its answer, or that there is none, comes later."""
        assert machine.transport is not None
        self.calls += 1
        flight = Flight(
            machine,
            machine.runs,
            self.calls,
            send,
            machine.transport.prepare(send),
            machine.clock.now(),
        )
        if self.kinds and self.chance.random() < self.rate:
            flight.fault = self.chance.choice(self.kinds)
        if machine.agency in self.cut_off:
            self.city.count(Fault.PARTITION)
            self._bring(flight, requests.ConnectionError("no line"), self.chance.uniform(0.0, 3.0))
        elif flight.fault in _INSTEAD:
            self._struck(flight)
            self._bring(flight, _INSTEAD[flight.fault], self.chance.uniform(0.01, 1.0))
        elif flight.fault is Fault.REQUEST_DROPPED:
            self._struck(flight)
            self._give_up(flight)
        elif flight.fault is Fault.LATE:
            self._struck(flight)
            self._give_up(flight)
            self.city.agenda.after(self.chance.uniform(5.0, 90.0), lambda: self._late(flight))
        else:
            held_s = self.chance.uniform(0.2, 1.0) * send.wait_s
            up_s = self.chance.uniform(0.005, 0.5) + held_s
            self.city.agenda.after(up_s, lambda: self._arrive(flight))

    def _struck(self, flight: Flight) -> None:
        assert flight.fault is not None
        self.city.count(flight.fault)
        name = flight.send.operation.name
        self.city.say(f"{flight.machine.name} {name}: {flight.fault.value}")

    def _arrive(self, flight: Flight) -> None:
        """The request is at the central."""
        fault = flight.fault
        if flight.machine.agency in self.cut_off:
            self.city.count(Fault.PARTITION)
            self._give_up(flight)
            return
        if fault is Fault.REQUEST_CUT and flight.request.body:
            self._struck(flight)
            self._handle(flight, cut=self.chance.randrange(len(flight.request.body)))
            self._give_up(flight)
            return
        if fault is Fault.CENTRAL_CRASH:
            self.city.central.crash_in(self.chance.randint(1, 25))
        if fault is Fault.COMMIT_UNHEARD:
            self.city.central.crash_after_commit = True
        outcome = self._handle(flight)
        if fault is Fault.DOUBLED and isinstance(outcome, HttpAnswer):
            self._struck(flight)
            if self.chance.random() < 0.5:
                outcome = self._handle(flight)
            else:
                self.city.agenda.after(self.chance.uniform(1.0, 60.0), lambda: self._late(flight))
        self._send_back(flight, outcome)

    def _send_back(self, flight: Flight, outcome: Outcome) -> None:
        down_s = self.chance.uniform(0.005, 0.5)
        match flight.fault:
            case Fault.ANSWER_DROPPED:
                self._struck(flight)
                self._give_up(flight)
                return
            case Fault.ANSWER_CUT if isinstance(outcome, HttpAnswer) and outcome.body:
                self._struck(flight)
                whole = ("Content-Length", str(len(outcome.body)))
                headers = [each for each in outcome.headers if each[0].lower() != "content-length"]
                body = outcome.body[: self.chance.randrange(len(outcome.body))]
                outcome = HttpAnswer(outcome.status, [*headers, whole], body)
            case Fault.ERROR_503:
                self._struck(flight)
                outcome = _GATEWAY
            case Fault.DELAYED:
                self._struck(flight)
                down_s = self.chance.uniform(2.0, PATIENCE_S - 1.0)
        self._bring(flight, outcome, down_s)

    def _late(self, flight: Flight) -> None:
        """The request arrives after all, or once more; nobody waits for its answer."""
        if flight.machine.agency not in self.cut_off:
            self._handle(flight)

    def _handle(self, flight: Flight, *, cut: int | None = None) -> Outcome:
        central = self.city.central
        try:
            answer = central.handle(flight.request, body_bytes=cut)
        except CentralCrashed:
            unheard = flight.fault is Fault.COMMIT_UNHEARD
            self.city.count(Fault.COMMIT_UNHEARD if unheard else Fault.CENTRAL_CRASH)
            self.city.say(f"central crashes at {flight.send.operation.name}")
            central.restart()
            return requests.ConnectionError("the central crashed")
        except BodyCut:
            return requests.ConnectionError("the line broke")
        finally:
            central.crash_at, central.crash_after_commit = 0, False
        name = flight.send.operation.name
        self.city.say(
            f"central: {name} of {flight.machine.name} {answer.status} {_in_short(answer)}"
        )
        return answer

    def _give_up(self, flight: Flight) -> None:
        """No answer will come: the line breaks soon, or the desk's patience ends."""
        if self.chance.random() < 0.3:
            self._bring(flight, requests.ConnectionError("broken"), self.chance.uniform(0.1, 2.0))
        else:
            self._bring(flight, requests.ReadTimeout("no answer"), PATIENCE_S)

    def _bring(self, flight: Flight, outcome: Outcome, seconds: float) -> None:
        self.city.agenda.after(seconds, lambda: self._take(flight, outcome))

    def _take(self, flight: Flight, outcome: Outcome) -> None:
        machine = flight.machine
        if flight.run != machine.runs:
            return  # the program that waited for it is gone
        if flight.number < self._answered.get(machine.name, 0):
            self.city.count(Fault.REORDERED)
        self._answered[machine.name] = max(flight.number, self._answered.get(machine.name, 0))
        machine.take(flight, outcome)


def drawn_kinds(chance: Random) -> list[Fault]:
    """The faults of calls that a seed has."""
    return [kind for kind in OF_A_CALL if chance.random() < 0.5]


def _in_short(answer: HttpAnswer) -> str:
    """The problem's code, where it is one."""
    return "" if answer.status < 400 else answer.body.decode()[:300].partition('"code":"')[2][:30]
