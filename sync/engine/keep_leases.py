"""Leases: tell the central which numbers ended, ask for blocks that run short (docs/adr/0004)."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.numbering.series import DOSSIER_KIND
from sync.contract.messages import LeaseGrant, LeaseRequest, LeaseReturned, Problem
from sync.contract.operations import RETURN_LEASE, TAKE_LEASE
from sync.engine.answers import NotOfContract, Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.port import DeskPort, NumberEnd, SeriesNeed
from sync.engine.send import Lane, Send, Wait, Why
from sync.engine.settings import EngineSettings

_MAX_BLOCKS_IN_A_ROW = 16
"""Blocks of one series between two looks at the clock: a policy that never has enough must not
drain the series."""

Series = tuple[str, str, str]


class KeepLeases:
    """Ends go first, then requests. A request has its stored id on every retry."""

    lane = Lane.URGENT
    optional = False

    def __init__(self, desk: DeskPort, gate: Backoff, settings: EngineSettings) -> None:
        self._desk = desk
        self._settings = settings
        self._check_at: datetime | None = None
        self._needs: list[SeriesNeed] = []
        self._refused_until: dict[Series, datetime] = {}
        self._in_a_row: dict[Series, int] = {}
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait | None:
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        signer = self._desk.installation()
        ends = self._desk.number_ends()
        if ends:
            return _tell(ends[0], signer)
        ask = self._next_ask(now)
        return None if ask is None else Send(TAKE_LEASE, body=ask, signer=signer, about=ask)

    def look_again(self) -> None:
        """Something changed at the desk: look at what it is short of without waiting."""
        self._check_at = None
        self._needs.clear()

    def _next_ask(self, now: datetime) -> LeaseRequest | None:
        """An unanswered request, or a new one.

        The desk's needs are looked at once in a while and when all that was needed has come: it
        is a question to the whole database.
        """
        pending = self._desk.pending_asks()
        if pending:
            return pending[0]
        if not self._needs:
            self._look(now)
        while self._needs:
            need = self._needs.pop(0)
            if self._in_a_row.get(need.series, 0) < _MAX_BLOCKS_IN_A_ROW:
                return self._desk.ask_lease(need, now)
        return None

    def _look(self, now: datetime) -> None:
        interval = timedelta(seconds=self._settings.lease_check_s)
        if self._check_at is not None and now < self._check_at <= now + interval:
            return
        if self._check_at is not None:
            self._in_a_row.clear()
        wanted = self._desk.wanted_leases(now)
        self._needs = [need for need in wanted if not self._is_refused(need.series, now)]
        self._check_at = now + interval

    def _is_refused(self, series: Series, now: datetime) -> bool:
        """Not for longer than the pause: a clock that was set back must not make days of it."""
        until = self._refused_until.get(series)
        pause = timedelta(seconds=self._settings.lease_refused_s)
        return until is not None and now < until <= now + pause

    def fine(self, send: Send, body: LeaseGrant | LeaseReturned, now: datetime) -> Changed:
        if isinstance(body, LeaseReturned):
            end: NumberEnd = send.about
            if (body.first, body.last) != (end.first, end.last):
                raise NotOfContract("the answer ends other numbers")
            self._desk.ended(end, None, now)
            return Changed(ends=1)
        ask: LeaseRequest = send.about
        asked, got = _series(ask), (body.kind, body.agency, body.period)
        if body.id != ask.id or asked != got or not 0 <= body.last - body.first < ask.count:
            raise NotOfContract("the answer grants something else")
        self._desk.granted(body, now)
        self._in_a_row[asked] = self._in_a_row.get(asked, 0) + 1
        self._check_at = None
        return Changed(leases=1)

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:
        if isinstance(send.about, NumberEnd):
            self._desk.ended(send.about, problem, now)
            return Changed(ends=1)
        ask: LeaseRequest = send.about
        self._desk.lease_refused(ask.id, problem, now)
        pause = timedelta(seconds=self._settings.lease_refused_s)
        self._refused_until[_series(ask)] = now + pause
        if ask.kind != DOSSIER_KIND:
            # An older central leases no slips at all: the others wait for the next look.
            self._needs = [need for need in self._needs if need.kind == DOSSIER_KIND]
            self._check_at = now + timedelta(seconds=self._settings.lease_check_s)
        return Changed(failed=True)

    def failed(self, send: Send, reply: Reply) -> None:
        """Nothing to make smaller."""


def _tell(end: NumberEnd, signer: str | None) -> Send:
    query = {
        "first": str(end.first),
        "last": str(end.last),
        "outcome": end.outcome.value,
        "reason": end.reason,
    }
    return Send(RETURN_LEASE, path={"lease": end.lease}, query=query, signer=signer, about=end)


def _series(ask: LeaseRequest) -> Series:
    return (ask.kind, ask.agency, ask.period)
