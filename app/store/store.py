"""The desk's store: opening, creating, and what it offers (docs/adr/0001 to 0004)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from app.clock.time import Clock, to_iso
from app.dossier.desk_events import HandedOver
from app.dossier.events import OfficialReceipt
from app.dossier.state import Dossier
from app.errors import ProgramFault, Refusal
from app.keys.provider import KeyProvider
from app.numbering.ceiling import DatabaseFacts
from app.numbering.pad import PadSlip
from app.numbering.receipt_mark import KnownKey
from app.numbering.series import Series
from app.pages.page_store import PageStore
from app.store import audit, known_keys, pad_slips, projection
from app.store.accounts import Accounts
from app.store.book_entries import BookEntry, book_entries
from app.store.carried import CarriedWork
from app.store.claims import Claims
from app.store.counters import counter_names
from app.store.drafts import Drafts
from app.store.enrolment import Enrolment
from app.store.feed import Feed
from app.store.handed_over import handed_over_with
from app.store.installation import Installation
from app.store.leases import Leases
from app.store.manifest import store_exists
from app.store.numbers import Numbers
from app.store.official_receipts import receipt_holders
from app.store.open_dossiers import open_dossiers
from app.store.opening import PAGES_NAME, OpenParts, open_parts, prepare_creation
from app.store.outbox import Outbox
from app.store.pages_named import pages_named
from app.store.print_jobs import PrintJobs
from app.store.published import Published
from app.store.records import AuditLine, DossierRow, StoredEvent, WaitingDossier
from app.store.search import EXACT, find_dossier, received_on, search
from app.store.settings import (
    CATCH_UP,
    CENTRAL_TIME,
    CLOCK_CONFIRMED,
    CLOCK_OFFSET_MS,
    PAGES_SWEPT,
    read_setting,
    write_setting,
)
from app.store.stored_events import stored_events
from app.store.taken import procedures_taken
from app.store.transaction import Transaction
from app.store.upload_queue import pages_waiting
from app.store.uploads import Uploads
from app.store.waiting import waiting_dossiers
from app.store.with_result import with_result

__all__ = ["Store", "create_store", "open_store", "store_exists"]


class Store:
    """An open store. One writer a machine; use it as a context manager, ``close`` is a clean stop.

    Its methods may be called from any thread; writing ones wait for each other.
    """

    def __init__(self, parts: OpenParts) -> None:
        """Made by ``open_store``."""
        self._parts = parts
        self._database = parts.database
        self._clock = parts.clock
        self._closed = False
        self._numbers = Numbers(
            parts.database,
            parts.provider,
            store=parts.manifest.store,
            clock=parts.clock,
            machine=parts.machine,
        )
        self.pages = PageStore(
            parts.directory / PAGES_NAME, parts.keys.pages, parts.keys.page_names
        )
        self.accounts = Accounts(parts.database)
        self.drafts = Drafts(parts.database)
        self.outbox = Outbox(parts.database)
        self.uploads = Uploads(parts.database)
        self.carried = CarriedWork(parts.database)
        self.print_jobs = PrintJobs(parts.database, parts.clock)
        self.claims = Claims(parts.database)
        self.published = Published(parts.database)
        self.feed = Feed(parts.database, self._numbers)
        self.leases = Leases(parts.database, self._numbers)
        self.enrolment = Enrolment(parts.database, self._numbers, self.feed, parts.clock)
        if not parts.read_only:
            self._numbers.take_over()
            self.print_jobs.give_up_abandoned()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop cleanly: lower the ceilings, close the database, let others write.

        Raises EnvironmentFault where the disk or the keyring fails; the locks are released anyway.
        """
        if self._closed:
            return
        self._closed = True
        with contextlib.ExitStack() as stack:
            for hold in self._parts.holds:
                stack.callback(hold.release)
            stack.callback(self._database.close)
            if not self._parts.read_only:
                self._numbers.clean_stop()

    @property
    def directory(self) -> Path:
        """The data directory."""
        return self._parts.directory

    @property
    def demonstration(self) -> bool:
        """Whether this is a store of the demonstration, which an ordinary start refuses."""
        return self._parts.manifest.demonstration

    @property
    def parts(self) -> OpenParts:
        """What the store stands on, for backup and verification."""
        return self._parts

    @property
    def installation(self) -> Installation | None:
        """What this desk is to the central; None before it is enrolled."""
        return self.enrolment.current

    @property
    def must_succeed(self) -> str:
        """Why a successor must be enrolled before this desk receives; empty where it need not."""
        return self._numbers.must_succeed

    def number_facts(self) -> DatabaseFacts:
        """What the database says of its numbers, to be held against the record outside it."""
        return self._numbers.facts()

    def setting(self, name: str) -> str | None:
        """The value of a setting; None where it was never set."""
        return read_setting(self._database, name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Set a setting, or remove it with None."""
        with self._database.transaction():
            write_setting(self._database, name, value)

    def note_central_time(self, central: datetime, offset_ms: int) -> None:
        """Note the central's time and the clock's offset (desk minus central) at a contact."""
        with self._database.transaction():
            write_setting(self._database, CENTRAL_TIME, to_iso(central))
            write_setting(self._database, CLOCK_OFFSET_MS, str(offset_ms))

    def doubts_clock(self) -> bool:
        """Whether numbering waits for an officer to confirm the clock."""
        return self._numbers.doubts_clock()

    def confirm_clock(self, officer: str, unlock: str = "") -> None:
        """An officer has looked at the clock: today's date is right. It counts for today."""
        now = to_iso(self._clock.now())
        with self.transaction(officer=officer, unlock=unlock) as transaction:
            write_setting(self._database, CLOCK_CONFIRMED, now)
            transaction.audit("confirm_clock", "", {"now": now})

    def prepare_number(self, series: Series) -> bool:
        """Raise the ceiling durably before a transaction takes the next number of ``series``.

        False where no number is leased. Raises Refusal (``must_succeed``, ``clock_unsure``) or
        EnvironmentFault.
        """
        self._check_writable()
        return self._numbers.prepare(series)

    def peek_slip(self, series: Series) -> int | None:
        """The number that the next paper of a slip's series gets, its ceiling raised durably.

        None where the paper goes without one: none is leased, the clock is in doubt, a successor
        must be enrolled first. The paper is set with it, then ``Transaction.take_slip`` takes it.
        Raises EnvironmentFault.
        """
        self._check_writable()
        try:
            return self._numbers.peek(series)
        except Refusal:
            return None

    def pad_slip(self, reference: str) -> PadSlip:
        """The slip of an emergency pad that waits for its dossier; raises Refusal
        (``unknown_pad_slip``, ``pad_slip_used``)."""
        return pad_slips.find(self._database, reference)

    @contextmanager
    def transaction(self, *, officer: str, unlock: str = "") -> Iterator[Transaction]:
        """One synced commit at the end of the block; nothing is written where the block raises."""
        self._check_writable()
        with self._database.transaction():
            transaction = Transaction(
                self._database,
                self._numbers,
                clock=self._clock,
                installation=self.installation,
                officer=officer,
                unlock=unlock,
            )
            yield transaction
            transaction.finish()
        if transaction.has_certified:
            self._numbers.note_end()  # a fault of the keyring comes after the commit

    def _check_writable(self) -> None:
        if self._parts.read_only:
            raise ProgramFault("read_only", "Lỗi chương trình: kho dữ liệu mở chỉ để đọc.")

    def dossier(self, dossier: str) -> Dossier | None:
        """The state of a dossier; None where this desk does not know it."""
        return projection.load_state(self._database, dossier)

    def events(self, dossier: str) -> list[StoredEvent]:
        """A dossier's events: accepted ones in the central's order, then this desk's own."""
        return stored_events(self._database, dossier)

    def find_dossier(self, name: str) -> str | None:
        """The id of the dossier with this code, reference or id; None where there is none."""
        return find_dossier(self._database, name)

    def by_origin(self, origin: str) -> str | None:
        """The id of the dossier that was received from ``origin``; None where none was."""
        row = self._database.row("SELECT dossier FROM origin WHERE origin = ?", (origin,))
        return None if row is None else str(row[0])

    def search(
        self, query: str, limit: int, *, count_to: int = EXACT
    ) -> tuple[list[DossierRow], int]:
        """The newest dossiers that have every word of ``query``, and how many there are.

        ``count_to`` bounds the counting, for a list that only says "more than 1,000".
        """
        return search(self._database, query, limit, count_to=count_to)

    def received_on(self, day: date) -> list[DossierRow]:
        """The dossiers that were received on ``day``, the newest first."""
        return received_on(self._database, day)

    def procedures_taken(self, newest: int) -> dict[str, int]:
        """How many of the ``newest`` dossiers are of each procedure (code)."""
        return procedures_taken(self._database, newest)

    def open_dossiers(self, *, due_from: date, received_until: date) -> Iterator[Dossier]:
        """The dossiers without a result that are due on ``due_from`` or
        later and were received on ``received_until`` or before; read a page at a time."""
        return open_dossiers(self._database, due_from=due_from, received_until=received_until)

    def book_entries(self, book: str) -> Iterator[BookEntry]:
        """The places of one of this desk's books by volume and number, read a page at a time."""
        return book_entries(self._database, book)

    def handed_over_with(self, body: HandedOver) -> list[str]:
        """The ids of the dossiers that went to a resolving unit together, with ``body``."""
        return handed_over_with(self._database, body)

    def with_result(self, resolver: str) -> list[Dossier]:
        """The dossiers of a resolving agency whose result waits to be given back."""
        return with_result(self._database, resolver)

    def receipt_holders(self, receipt: OfficialReceipt) -> list[str]:
        """The ids of the dossiers with which this desk recorded an official receipt lately."""
        return receipt_holders(self._database, receipt)

    @property
    def catching_up(self) -> bool:
        """Whether this desk was restored and has not read the feed to its end since."""
        return read_setting(self._database, CATCH_UP) is not None

    def waiting_for_number(self) -> list[WaitingDossier]:
        """This desk's dossiers without a number, in the order in which they came."""
        return waiting_dossiers(self._database)

    def audit_lines(self, subject: str | None = None, *, limit: int = 200) -> list[AuditLine]:
        """The newest lines of the audit log, of one dossier's id or of all."""
        return audit.lines(self._database, subject, limit=limit)

    def known_keys(self) -> Mapping[int, KnownKey]:
        """The published installation keys that this desk has seen, by key id."""
        return known_keys.read(self._database)

    def counter_names(self) -> Mapping[str, str]:
        """What the counters are called whose events this desk may know, by installation."""
        return counter_names(self._database)

    def keep_keys(self, keys: Mapping[int, KnownKey]) -> None:
        """Keep published keys. A key id that is known with another key is left as it was."""
        known_keys.keep(self._database, keys)

    def rebuild(self) -> int:
        """Make every projection anew from the events; returns how many dossiers there are."""
        with self._database.transaction():
            return projection.rebuild_all(self._database)

    def sweep_pages(self) -> int:
        """Remove page files older than thirty days that no event names; returns how many.

        Once a day at most, and never while this database may know less than it once did (an older
        copy, a restored backup, a feed that is not read to its end): its newest scans would go.
        """
        self._check_writable()
        today = self._clock.now().date().isoformat()
        behind = self.must_succeed or self.setting(CATCH_UP) or self.installation is None
        if behind or self.setting(PAGES_SWEPT) == today:
            return 0
        removed = self.pages.sweep(self.known_pages(), self._clock.now())
        self.set_setting(PAGES_SWEPT, today)
        return removed

    def known_pages(self) -> set[str]:
        """The SHA-256 of every page that an event names, and of those carried for others."""
        return pages_named(self._database) | pages_waiting(self._database)

    def rest(self) -> None:
        """Housekeeping for an idle moment: move the WAL into the database."""
        self._database.checkpoint()


def create_store(
    directory: Path,
    keys: KeyProvider,
    *,
    clock: Clock,
    machine: str,
    demonstration: bool = False,
    wait_s: float = 5.0,
    vfs: str | None = None,
) -> Store:
    """Make a new store in ``directory`` (made if missing), and open it for writing.

    The key is durable before anything is encrypted with it. Cut anywhere, creating it again goes
    on. Raises EnvironmentFault (``store_exists``, ``key_exists``, …).
    """
    prepare_creation(directory, keys, demonstration=demonstration, wait_s=wait_s)
    return _open(directory, keys, clock, machine, wait_s=wait_s, create=True, vfs=vfs)


def open_store(
    directory: Path,
    keys: KeyProvider,
    *,
    clock: Clock,
    machine: str,
    wait_s: float = 5.0,
    read_only: bool = False,
    vfs: str | None = None,
) -> Store:
    """Open the store in ``directory``; for writing only one process at a time can.

    Raises Busy after ``wait_s`` seconds, and EnvironmentFault: ``no_store``, ``no_key``,
    ``wrong_key``, ``no_database``, ``newer_database``, ``corrupt_database``, … Nothing is ever
    replaced or made anew.
    """
    return _open(directory, keys, clock, machine, wait_s=wait_s, read_only=read_only, vfs=vfs)


def _open(
    directory: Path,
    keys: KeyProvider,
    clock: Clock,
    machine: str,
    *,
    wait_s: float,
    read_only: bool = False,
    create: bool = False,
    vfs: str | None = None,
) -> Store:
    parts = open_parts(
        directory,
        keys,
        clock=clock,
        machine=machine,
        wait_s=wait_s,
        read_only=read_only,
        create=create,
        vfs=vfs,
    )
    try:
        return Store(parts)
    except BaseException:
        with contextlib.ExitStack() as stack:
            for hold in parts.holds:
                stack.callback(hold.release)
            parts.database.close()
        raise
