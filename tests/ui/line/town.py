"""A desk, a real central, and a gate in the line between them; the clock runs."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from app.accounts.account import Account
from app.accounts.directory import add_first_account
from app.accounts.roles import ALL_ROLES
from app.keys.key_file import KeyFile
from app.reception.desk import Desk
from app.reception.register import Received, receive
from app.store.store import create_store
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.central.schema import event as event_table
from sync.engine.settings import EngineSettings
from sync.transport.http import TransportSettings
from tests.app.reception.test_batch import intake
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS, calendar, catalogue
from ui.demonstration.gate import Gate
from ui.line.line import Line
from ui.line.line_worker import LineSettings
from ui.operations.operations import Operations
from ui.workplace.printers import InstalledPrinters
from ui.workplace.workplace import Workplace


def settings(long_poll_s: int) -> LineSettings:
    """Quick to try again."""
    return LineSettings(
        engine=EngineSettings(long_poll_s=long_poll_s, backoff_base_s=0.05, backoff_cap_s=0.2),
        transport=TransportSettings(connect_s=2.0, read_s=5.0, total_s=60.0),
    )


class RunningClock:
    """A morning in November that goes on."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return MORNING + self._ahead + timedelta(seconds=time.monotonic() - self._began)

    def advance(self, by: timedelta) -> None:
        """Jump ahead."""
        self._ahead += by


class Town:
    """Nothing is enrolled yet, and nobody signed in."""

    def __init__(self, directory: Path) -> None:
        self.clock = RunningClock()
        database = (directory / "central.sqlite").as_posix()
        self.central = EmbeddedCentral(f"sqlite:///{database}", self.clock)
        add_agency(self.central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, "motcua.example")
        self.gate = Gate(int(self.central.url.rpartition(":")[2]))
        self.store = create_store(
            directory / "desk", KeyFile(directory / "key"), clock=self.clock, machine="may-thu"
        )
        self.account: Account = add_first_account(self.store, OFFICER, MORNING)
        self.operations = Operations()
        self.workplace = Workplace(
            store=self.store,
            catalogue=catalogue(),
            calendar=calendar(),
            clock=self.clock,
            operations=self.operations,
            printers=InstalledPrinters(),
        )
        self.desk_asked: Callable[[], Desk | None] = self.workplace.desk_if_signed_in
        self.line = self.make_line(long_poll_s=1)

    def make_line(self, *, long_poll_s: int) -> Line:
        """A line over this desk."""
        return Line(
            self.store,
            calendar(),
            self.clock,
            desk=self._desk,
            operations=self.operations,
            settings=settings(long_poll_s),
        )

    def _desk(self) -> Desk | None:
        return self.desk_asked()

    def prepare_enrolment(self) -> None:
        """An administrator typed address and code; nothing is sent."""
        code = add_installation_code(self.central.database, COMMUNE, now=self.clock.now())
        self.store.enrolment.prepare(self.gate.url, code, "Quầy 1")

    def sign_in(self) -> None:
        self.workplace.sign_in(self.account, "unlock 1")

    def receive(self) -> Received:
        """A dossier, in the officer's name whoever is signed in."""
        desk = Desk(
            store=self.store,
            catalogue=catalogue(),
            calendar=calendar(),
            clock=self.clock,
            officer=OFFICER,
            unlock="u",
            roles=ALL_ROLES,
        )
        brought = dataclasses.replace(intake(desk), origin="", received_at=self.clock.now())
        return receive(desk, brought)

    def events_at_central(self) -> int:
        """How many events the central holds."""
        with self.central.database.read() as connection:
            query = select(func.count()).select_from(event_table)
            return int(connection.execute(query).scalar_one())

    def close(self) -> None:
        self.line.stop()
        self.operations.close()
        self.store.close()
        self.gate.close()
        self.central.stop()
