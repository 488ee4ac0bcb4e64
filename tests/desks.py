"""A real desk for tests: encrypted store in a temporary directory, enrolled, with numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

from app.accounts.directory import add_first_account
from app.accounts.roles import ALL_ROLES, Role
from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.catalogue.catalogue import Catalogue, load_catalogue
from app.clock.time import VIETNAM, FixedClock
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.numbering.series import dossier_series
from app.reception.desk import Desk
from app.store.store import Store, create_store, open_store

COMMUNE = "H26.107"
POLICE = "G01.826.107"
RESOLVERS = {"commune": COMMUNE, "commune_police": POLICE}
OFFICER = "Nguyễn Thị Minh Họa"
MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=VIETNAM)
DAY = MORNING.date()


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def calendar() -> WorkingCalendar:
    return load_calendar()


def lease(store: Store, count: int, *, agency: str = COMMUNE, on: date = DAY) -> None:
    """Give the desk ``count`` numbers of a day's series, as a central would."""
    series = dossier_series(agency, on)
    held = [one.last for one in store.leases.all() if one.series == series]
    first = max(held, default=0) + 1
    ask = store.leases.ask(series, count, MORNING)
    assert store.leases.grant(ask.id, first, first + count - 1)


@contextmanager
def open_desk(
    directory: Path,
    *,
    clock: FixedClock | None = None,
    numbers: int = 50,
    resolvers: dict[str, str] | None = None,
    roles: frozenset[Role] = ALL_ROLES,
    demonstration: bool = False,
) -> Iterator[Desk]:
    """Make the desk in ``directory`` where there is none, open it, close it cleanly."""
    clock = clock or FixedClock(MORNING)
    keys = KeyFile(directory.parent / f"{directory.name}.key")
    if not (directory / "store.json").exists():
        with create_store(
            directory,
            keys,
            clock=clock,
            machine=machine_fingerprint(),
            demonstration=demonstration,
        ) as store:
            add_first_account(store, OFFICER, MORNING)
            store.enrolment.prepare("http://127.0.0.1:9", "CODE", "Quầy 1")
            store.enrolment.enrolled(
                key_id=7,
                agency=COMMUNE,
                agency_name="Phường Hoa Sữa",
                generation=1,
                resolvers=RESOLVERS if resolvers is None else resolvers,
                lookup_host="MOTCUA.EXAMPLE",
            )
            if numbers:
                lease(store, numbers)
    with open_store(directory, keys, clock=clock, machine=machine_fingerprint()) as store:
        yield Desk(
            store=store,
            catalogue=catalogue(),
            calendar=calendar(),
            clock=clock,
            officer=OFFICER,
            unlock="test",
            roles=roles,
        )
