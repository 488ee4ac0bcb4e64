"""The demonstration: a sample day with an embedded central, half of it without the network.

Everything it does is done for good: killed at any moment and started again with the same
directory it goes on where it stopped, because each step is asked whether it was done already.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.accounts.directory import add_first_account
from app.accounts.roles import ALL_ROLES
from app.clock.time import Clock, FixedClock, from_iso
from app.errors import EnvironmentFault
from app.ids import new_id
from app.keys.machine import machine_fingerprint
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.change import collect_fee, correct
from app.reception.counter_settings import choose_printer
from app.reception.desk import Desk
from app.reception.register import Intake, receive, register_waiting
from app.store.manifest import store_exists
from app.store.store import Store, create_store, open_store
from printing.issuing import issue
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.desk_sync import sync_desk, transport_of
from ui.demonstration.citizens import citizen
from ui.demonstration.followed_clock import FollowedClock
from ui.demonstration.gate import Gate
from ui.demonstration.holdings import Holdings, read_holdings
from ui.demonstration.officer import OFFICER, PASSWORD, SIGN_IN_NAME
from ui.demonstration.page_images import filled_form
from ui.demonstration.sample_intake import (
    COMMUNE,
    COMMUNE_NAME,
    NEIGHBOUR,
    POLICE,
    Visit,
    is_offline,
    opening_time,
    visit,
)
from ui.loading.running_clock import RunningClock

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.keys.provider import KeyProvider

COUNTER = "Quầy 1"
LOOKUP_HOST = "MOTCUA.EXAMPLE"
_QUEUED_SETTING = "demonstration_queued_offline"
_SYNC_EVERY = 10
_DISTINCT_PAGES = 40
_ALL = 1_000_000
"""Also what an earlier run with more visitors has received."""

Progress = Callable[[str], None]


@dataclass(slots=True)
class Demonstration:
    """One run. ``directory`` holds the desk and the central, ``out`` gets the papers."""

    directory: Path
    out: Path
    total: int
    keys: KeyProvider
    catalogue: Catalogue
    calendar: WorkingCalendar
    today: date
    progress: Progress
    clock: FixedClock = field(init=False)
    _central_clock: FollowedClock = field(init=False)
    _pages: dict[int, bytes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = FixedClock(opening_time(self.today, self.calendar))
        self._central_clock = FollowedClock(self.clock)

    def run(self, then: Callable[[Clock], object] | None = None) -> dict[str, Any]:
        """Play the day and return the summary, counted at the central.

        ``then`` is called after it, with the store closed and the central still there, and is
        given a clock that runs on from the played day's end.
        """
        if not store_exists(self.directory):
            create_store(
                self.directory,
                self.keys,
                clock=self.clock,
                machine=machine_fingerprint(),
                demonstration=True,
            ).close()
        with ExitStack() as stack:
            central = stack.enter_context(self._central())
            with open_store(
                self.directory, self.keys, clock=self.clock, machine=machine_fingerprint()
            ) as store:
                self._require_demonstration(store)
                self._catch_up_with(store)
                gate = stack.enter_context(_gate(central, store))
                self._enrol(store, central, gate)
                desk = self._desk(store)
                self._play(desk, gate)
                summary = self._summary(desk, gate)
                choose_printer(desk, f"folder:{self.out.resolve()}")
            if then is not None:
                running = RunningClock(self.clock.now())
                self._central_clock.follow(running)
                then(running)
            return summary

    def _central(self) -> EmbeddedCentral:
        place = self.directory / "central"
        place.mkdir(exist_ok=True)
        url = f"sqlite:///{(place / 'central.sqlite').as_posix()}"
        return EmbeddedCentral(url, self._central_clock, rules=self.catalogue)

    def _require_demonstration(self, store: Store) -> None:
        if not store.demonstration:
            raise EnvironmentFault(
                "real_store",
                f"{self.directory} là kho dữ liệu thật, không chạy minh họa ở đây.",
                advice="Chọn thư mục khác cho --data.",
            )

    def _catch_up_with(self, store: Store) -> None:
        """A resumed demonstration goes on after its last act: its clock never runs back."""
        for line in store.audit_lines(limit=1):
            self._move_clock(from_iso(line.at) + timedelta(seconds=1))

    def _desk(self, store: Store) -> Desk:
        return Desk(
            store=store,
            catalogue=self.catalogue,
            calendar=self.calendar,
            clock=self.clock,
            officer=OFFICER,
            unlock=new_id(self.clock.now()),
            roles=ALL_ROLES,
        )

    def _enrol(self, store: Store, central: EmbeddedCentral, gate: Gate) -> None:
        add_agency(
            central.database,
            COMMUNE,
            COMMUNE_NAME,
            resolvers={"commune": COMMUNE, "commune_police": POLICE},
            lookup_host=LOOKUP_HOST,
        )
        for agency, name in ((POLICE, "Công an Phường Hoa Sữa"), (NEIGHBOUR, "Xã Bình Yên")):
            add_agency(central.database, agency, name, resolvers={}, lookup_host=LOOKUP_HOST)
        add_first_account(
            store, OFFICER, self.clock.now(), sign_in_name=SIGN_IN_NAME, password=PASSWORD
        )
        if store.installation is None:
            store.set_setting("lease_block", str(max(20, self.total)))
            if store.enrolment.pending() is None:
                code = add_installation_code(central.database, COMMUNE, now=self.clock.now())
                store.enrolment.prepare(central_url=gate.url, code=code, counter=COUNTER)
            self._sync(self._desk(store), gate)

    def _play(self, desk: Desk, gate: Gate) -> None:
        day = self.clock.now().date()
        for index in range(self.total):
            guest = visit(index, self.total, day=day, calendar=self.calendar)
            offline = is_offline(index, self.total)
            if offline and not gate.is_cut and desk.store.setting(_QUEUED_SETTING) is None:
                self.progress(f"{index} hồ sơ; mất mạng, vẫn tiếp nhận bình thường")
                gate.cut()
            self._move_clock(guest.received_at + timedelta(seconds=75))
            self._serve(desk, guest)
            if index % _SYNC_EVERY == _SYNC_EVERY - 1:
                self._sync(desk, gate)
        self._reconnect(desk, gate)

    def _move_clock(self, at: datetime) -> None:
        if at > self.clock.now():
            self.clock.advance(at - self.clock.now())

    def _serve(self, desk: Desk, guest: Visit) -> None:
        """Receive one visitor; print the receipt or the slip; take the fee; mend one phone."""
        batch = Batch("demonstration", {1: guest.row})
        intake = intake_of(guest.row, 1, batch, desk)
        scanned = intake.application.components[0].component
        intake = Intake(
            application=intake.application,
            received_at=intake.received_at,
            origin=intake.origin,
            pages={scanned: [self._page(guest)]},
        )
        received = receive(desk, intake)
        self._finish(desk, received.dossier)
        state = desk.dossier(received.dossier)
        if guest.index % 13 == 4 and state.corrections == 0:
            correct(desk, state.id, {"submitter.phone": "0900999999"}, "Công dân báo số mới")

    def _finish(self, desk: Desk, dossier: str) -> None:
        """Print what is not printed yet, collect what is not collected yet."""
        state = desk.dossier(dossier)
        form = "receipt" if state.code else "unnumbered"
        path = self._paper(state.code or state.reference)
        if form not in state.prints or not path.exists():
            issue(desk, dossier, form, path)
        if state.code and state.fee_total > state.collected:
            collect_fee(desk, dossier, state.fee_total - state.collected, "cash")

    def _page(self, guest: Visit) -> bytes:
        seed = guest.index % _DISTINCT_PAGES
        if seed not in self._pages:
            person = citizen(guest.index)
            self._pages[seed] = filled_form(
                guest.form, name=person.name, birth=person.birth, address=person.address, seed=seed
            )
        return self._pages[seed]

    def _paper(self, name: str) -> Path:
        return self.out / f"{name}.pdf"

    def _sync(self, desk: Desk, gate: Gate) -> str | None:
        """Bring desk and central into step, as far as the network allows."""
        summary = sync_desk(
            desk.store,
            self.calendar,
            self.clock,
            once=gate.is_cut,
            base_url=gate.url,
            after_leases=lambda: _number_waiting(desk),
        )
        return summary.standing.message if summary.waiting else None

    def _reconnect(self, desk: Desk, gate: Gate) -> None:
        """The network is back: drain the queue, number what waited, print its receipts."""
        if desk.store.setting(_QUEUED_SETTING) is None:
            queued = len({entry.dossier for entry in desk.store.outbox.list(limit=100_000)})
            desk.store.set_setting(_QUEUED_SETTING, str(queued))
            self.progress(f"có mạng lại; {queued} hồ sơ chờ gửi")
        gate.restore()
        self._sync(desk, gate)
        rows, _ = desk.store.search("", _ALL)
        for row in rows:
            self._finish(desk, row.id)
        problem = self._sync(desk, gate)
        if problem is not None:
            self.progress(problem)

    def _summary(self, desk: Desk, gate: Gate) -> dict[str, Any]:
        installation = desk.enrolled()
        with transport_of(desk.store, self.calendar, self.clock, base_url=gate.url) as transport:
            held = read_holdings(transport, installation.installation)
        rows, _ = desk.store.search("", _ALL)
        at_desk = {row.id: row.code for row in rows}
        codes_at_central = set(held.codes)
        receipts = sorted(
            str(self._paper(code))
            for code in at_desk.values()
            if code and self._paper(code).exists()
        )
        printed_codes = {Path(path).stem for path in receipts}
        return {
            "registered": sum(code is not None for code in at_desk.values()),
            "printed": sum("receipt" in one.prints for one in held.registered.values()),
            "queued_offline": int(desk.store.setting(_QUEUED_SETTING) or 0),
            "synced": len(held.registered),
            "lost": self._lost(at_desk, held) + len(printed_codes - codes_at_central),
            "duplicates": held.duplicates,
            "waiting": desk.store.outbox.counts().waiting,
            "set_aside": desk.store.outbox.counts().set_aside,
            "unnumbered_slips": sum("unnumbered" in one.prints for one in held.dossiers.values()),
            "events": dict(sorted(held.types.items())),
            "by_resolver": _by_resolver(held),
            "receipts": receipts,
        }

    def _lost(self, at_desk: dict[str, str | None], held: Holdings) -> int:
        """Visits or desk dossiers that the central does not have under the same code."""
        missing = sum(
            code is not None
            and (dossier not in held.dossiers or held.dossiers[dossier].code != code)
            for dossier, code in at_desk.items()
        )
        origins = {one.origin for one in held.registered.values()}
        visits = sum(f"batch:demo-{index:06d}" not in origins for index in range(self.total))
        return max(missing, visits)


def _number_waiting(desk: Desk) -> None:
    register_waiting(desk)


def _gate(central: EmbeddedCentral, store: Store) -> Gate:
    """At the address that the desk enrolled with, where that is still free: a window goes there."""
    known = store.installation
    if known is not None:
        with contextlib.suppress(OSError):
            return Gate(_port_of(central.url), _port_of(known.central_url))
    return Gate(_port_of(central.url))


def _port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port


def _by_resolver(held: Holdings) -> dict[str, int]:
    counts: dict[str, int] = {}
    for dossier in held.registered.values():
        if dossier.application is not None:
            resolver = dossier.application.resolver
            counts[resolver] = counts.get(resolver, 0) + 1
    return dict(sorted(counts.items()))
