"""A real desk for the sync tests: encrypted store, engine, HTTP; all data fictitious."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from app.clock.time import VIETNAM, FixedClock
from app.dossier.decide import decide
from app.dossier.desk_events import Certified
from app.dossier.events import Printed
from app.errors import QmcError
from app.ids import new_id
from app.keys.key_file import KeyFile
from app.numbering.series import SlipKind, dossier_series, slip_series
from app.store.records import EventState
from app.store.store import Store, create_store, open_store
from app.store.transaction import Transaction as DeskTransaction
from sync.driver import Hooks, SyncSummary, Transport, run
from sync.engine.engine import Engine
from sync.outbox.desk import StoreDesk
from sync.transport.http import HttpTransport, TransportSettings
from tests.faults import intake, life
from tests.faults.rules import OnPaper

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=VIETNAM)
QUICK = TransportSettings(connect_s=2.0, read_s=5.0, total_s=10.0)


class EveryDay:
    """A calendar without holidays: the rig's desks are always open."""

    def is_working(self, day: date) -> bool:
        return True


class RealDesk:
    """One desk over a directory. ``close`` and make it again: a new process on the same disk."""

    def __init__(
        self,
        directory: Path,
        clock: FixedClock,
        *,
        machine: str = "may-thu",
        ago: timedelta = timedelta(0),
    ) -> None:
        """``ago``: how long before they are typed the dossiers came in; then they have a limit."""
        self.clock = clock
        self.ago = ago
        self.directory = directory
        keys = KeyFile(directory.with_name(f"{directory.name}.key"))
        made = open_store if directory.exists() else create_store
        self.store: Store = made(directory, keys, clock=clock, machine=machine)
        self.store.set_setting("lease_block", "8")
        self.port = StoreDesk(self.store, EveryDay())

    def close(self) -> None:
        """A clean stop."""
        self.store.close()

    def receive(self, dossiers: int) -> list[str]:
        """Open so many dossiers; those that get a number are registered in the same commit."""
        made = []
        for number in range(dossiers):
            dossier = new_id(self.clock.now())
            with self.store.transaction(officer="can-bo") as transaction:
                came = self.clock.now() - self.ago
                transaction.append(dossier, intake.opened(came, number, salt=""))
            made.append(dossier)
        self.number_waiting()
        return made

    def number_waiting(self) -> None:
        """Register what waits for its number, as far as the leases go."""
        series = dossier_series(intake.AGENCY, self.clock.now().date())
        for waiting in self.store.waiting_for_number():
            if not self.store.prepare_number(series):
                return
            with self.store.transaction(officer="can-bo") as transaction:
                taken = transaction.take_number(series)
                assert taken is not None
                came = self.clock.now() - self.ago if self.ago else None
                body = intake.registered(str(taken.code), taken.lease, received=came, salt="")
                transaction.append(waiting.dossier_id, body)

    def correct(self, dossier: str, phone: str) -> str:
        """Ask for a correction by what this desk knows; returns the event's id."""
        state = self.store.dossier(dossier)
        assert state is not None
        assert state.application is not None
        body = intake.corrected(state.application.submitter.phone, phone, salt="")
        with self.store.transaction(officer="can-bo") as transaction:
            return transaction.append(dossier, body).header.id

    def process(self, dossier: str, random: Random) -> bool:
        """Record something that happens to it; False where the rules forbid it."""
        state = self.store.dossier(dossier)
        assert state is not None
        now = self.clock.now()
        body = life.happens(random, state, now)
        try:
            decide(state, life.command(body, now), OnPaper())
        except QmcError:
            return False
        with self.store.transaction(officer="can-bo") as transaction:
            if isinstance(body, Certified):
                body = numbered(body, transaction)
            transaction.append(dossier, body)
        return True

    def print_slip(self, dossier: str) -> int | None:
        """Issue a paper with a number of its own, where one is leased; returns the number."""
        series = slip_series(SlipKind.SUPPLEMENT, intake.AGENCY, self.clock.now().year)
        number = self.store.peek_slip(series)
        body = Printed(form="supplement", form_version="2025", nth=1, pages=1)
        with self.store.transaction(officer="can-bo") as transaction:
            taken = None if number is None else transaction.take_slip(series, expected=number)
            if taken is not None:
                body = msgspec.structs.replace(
                    body,
                    number=f"{taken.sequence}/PBS-TTPVHCC",
                    series=taken.series,
                    sequence=taken.sequence,
                    lease=taken.lease,
                )
            transaction.append(dossier, body)
        return number

    def sync(
        self,
        url: str,
        *,
        once: bool = False,
        wrap: Callable[[Transport], Transport] = lambda transport: transport,
    ) -> SyncSummary:
        """The verb ``sync`` in short."""
        with HttpTransport(url, self.port.key_of, self.clock, settings=QUICK) as transport:
            return run(
                Engine(self.port, Random(3)),
                wrap(transport),
                self.clock,
                lambda seconds: self.clock.advance(timedelta(seconds=max(seconds, 0.001))),
                waiting=self.port.waiting,
                once=once,
                until_empty=not once,
                hooks=Hooks(after_leases=self.number_waiting),
            )

    def codes(self) -> list[str]:
        """The codes of all dossiers that this desk knows, sorted."""
        rows, _ = self.store.search("", 1_000)
        return sorted(row.code for row in rows if row.code)

    def states(self) -> dict[str, EventState]:
        """Every event this desk knows by its id, and how it stands."""
        rows, _ = self.store.search("", 1_000)
        return {
            stored.event.header.id: stored.state
            for row in rows
            for stored in self.store.events(row.id)
        }


def numbered(body: Certified, transaction: DeskTransaction) -> Certified:
    """With the next numbers of this desk's books."""
    papers = [
        msgspec.structs.replace(
            paper, number=transaction.certification_number(paper.kind, paper.year)
        )
        for paper in body.papers
    ]
    return msgspec.structs.replace(body, papers=papers)
