"""The queue as people see it: by dossier, with names; and the desk's numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import from_iso
from app.dossier.events import PagesAttached
from app.numbering.series import DOSSIER_KIND, Series
from app.reception.find_dossiers import note_list
from app.store.records import EventState, Lease, OutboxCounts, OutboxEntry, StoredProblem
from app.store.settings import CENTRAL_TIME
from app.store.uploads import PageUpload, UploadCounts, UploadState
from ui.wording.folded_words import folded_words
from ui.wording.shown_text import one_line

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.store import Store

MOST = 5_000
"""Events that are read; more are only counted."""


class WaitingRow(Struct, frozen=True):
    """A dossier that has something to be sent: ``kinds`` of events, once each, in their order."""

    dossier: str
    code: str
    name: str
    kinds: tuple[str, ...]
    since: datetime
    attempts: int


class SetAsideRow(Struct, frozen=True):
    """An event that a person must settle; ``id`` is the event's. ``is_page``: a scanned page that
    could not be sent, and ``id`` its SHA-256; of another counter's it is not known ``since`` when.
    """

    id: str
    dossier: str
    code: str
    name: str
    kind: str
    since: datetime | None
    attempts: int
    problem: StoredProblem
    is_page: bool = False


Row = TypeVar("Row", WaitingRow, SetAsideRow)


class LeaseRow(Struct, frozen=True):
    """A series of numbers that this desk holds: ``free`` of them are left.

    ``kind`` as in ``Series``; ``day`` is the last on which they are given out.
    """

    agency: str
    day: date
    free: int
    next_code: str
    kind: str = DOSSIER_KIND

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.kind} {self.agency} {self.day.isoformat()}"


def matching(rows: Sequence[Row], typed: str, deeds: Callable[[str], str]) -> list[Row]:
    """The rows that have every typed word: in code, name, reason, or what happened.

    ``deeds`` gives an event's type in the officer's words. Case, marks and signs do not count.
    """
    words = folded_words(typed)
    return [row for row in rows if all(word in _shown_words(row, deeds) for word in words)]


def _shown_words(row: WaitingRow | SetAsideRow, deeds: Callable[[str], str]) -> str:
    kinds = row.kinds if isinstance(row, WaitingRow) else (row.kind,)
    why = "" if isinstance(row, WaitingRow) else row.problem.detail
    return " ".join(folded_words(" ".join((row.code, row.name, why, *map(deeds, kinds)))))


class QueueView(Struct, frozen=True):
    """All that the page shows. ``last_contact`` is the central's time of the last answer.

    ``pages`` are the scanned ones that wait besides.
    """

    waiting: list[WaitingRow]
    set_aside: list[SetAsideRow]
    counts: OutboxCounts
    leases: list[LeaseRow]
    last_contact: datetime | None
    pages: UploadCounts


def read_queue(desk: Desk, today: date, *, is_look: bool) -> QueueView:
    """Read it. For the store's thread.

    ``is_look``: an officer opens the list, which is logged; otherwise it is only brought up to
    date. Raises Refusal (``not_permitted``).
    """
    desk.must(Act.VIEW)
    store = desk.store
    names = _Names(store)
    contact = store.setting(CENTRAL_TIME)
    view = QueueView(
        waiting=_waiting(store.outbox.list(EventState.PENDING, limit=MOST), names),
        set_aside=[
            *_set_aside(store.outbox.list(EventState.SET_ASIDE, limit=MOST), names),
            *_pages_set_aside(store.uploads.in_state(UploadState.SET_ASIDE), names),
        ],
        counts=store.outbox.counts(),
        leases=lease_rows(store.leases.all(), today),
        last_contact=None if contact is None else from_iso(contact),
        pages=store.uploads.counts(),
    )
    if is_look:
        note_list(desk, "outbox", len(view.waiting) + len(view.set_aside))
    return view


class _Names:
    """How dossiers are called and when their events were recorded, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[str, str]] = {}
        self._times: dict[str, dict[str, str]] = {}

    def of(self, entry: OutboxEntry | PageUpload) -> tuple[str, str]:
        """Code (or reference) and the owner's name."""
        known = self._known.get(entry.dossier)
        if known is None:
            known = self._known[entry.dossier] = self._read(entry)
        return known

    def recorded_at(self, page: PageUpload) -> datetime | None:
        """When the page was attached; None where another counter did."""
        times = self._times.get(page.dossier)
        if times is None:
            headers = [stored.event.header for stored in self._store.events(page.dossier)]
            times = self._times[page.dossier] = {one.id: one.recorded_at for one in headers}
        known = times.get(page.event)
        return None if known is None else from_iso(known)

    def _read(self, entry: OutboxEntry | PageUpload) -> tuple[str, str]:
        state = self._store.dossier(entry.dossier)
        if state is None:
            return entry.code or "", ""
        application = state.application
        person = None if application is None else application.owner or application.submitter
        name = "" if person is None else one_line(person.name)
        return state.code or state.reference, name


def _waiting(entries: list[OutboxEntry], names: _Names) -> list[WaitingRow]:
    rows: dict[str, WaitingRow] = {}
    for entry in entries:
        code, name = names.of(entry)
        before = rows.get(entry.dossier)
        since = from_iso(entry.recorded_at)
        kinds = () if before is None else before.kinds
        rows[entry.dossier] = WaitingRow(
            dossier=entry.dossier,
            code=code,
            name=name,
            kinds=kinds if entry.type in kinds else (*kinds, entry.type),
            since=since if before is None else min(before.since, since),
            attempts=max(entry.attempts, 0 if before is None else before.attempts),
        )
    return list(rows.values())


def _set_aside(entries: list[OutboxEntry], names: _Names) -> list[SetAsideRow]:
    rows = []
    for entry in entries:
        code, name = names.of(entry)
        rows.append(
            SetAsideRow(
                id=entry.id,
                dossier=entry.dossier,
                code=code,
                name=name,
                kind=entry.type,
                since=from_iso(entry.recorded_at),
                attempts=entry.attempts,
                problem=entry.problem or StoredProblem("unknown"),
            )
        )
    return rows


def _pages_set_aside(pages: list[PageUpload], names: _Names) -> list[SetAsideRow]:
    rows = []
    for page in pages:
        code, name = names.of(page)
        rows.append(
            SetAsideRow(
                id=page.sha256,
                dossier=page.dossier,
                code=code,
                name=name,
                kind=PagesAttached.TYPE,
                since=names.recorded_at(page),
                attempts=page.attempts,
                problem=page.problem or StoredProblem("unknown"),
                is_page=True,
            )
        )
    return rows


def _order(series: Series, today: date) -> tuple[bool, bool, str, str, str]:
    """Today first, then the coming days, then the days that are past; slips after codes."""
    is_slip = series.kind != DOSSIER_KIND
    return is_slip, series.last_day < today, series.period, series.agency, series.kind


def lease_rows(leases: list[Lease], today: date) -> list[LeaseRow]:
    """The series of today and of later days, and what is left of earlier ones."""
    held: dict[Series, list[Lease]] = {}
    for lease in leases:
        if lease.free or lease.series.last_day >= today:
            held.setdefault(lease.series, []).append(lease)
    rows = []
    for series, blocks in sorted(held.items(), key=lambda one: _order(one[0], today)):
        first = next((block for block in blocks if block.free), None)
        rows.append(
            LeaseRow(
                agency=series.agency,
                day=series.last_day,
                free=sum(block.free for block in blocks),
                next_code="" if first is None else _next_number(series, first.next),
                kind=series.kind,
            )
        )
    return rows


def _next_number(series: Series, sequence: int) -> str:
    """A dossier code; of a slip its bare number, whose writing depends on the day of issue."""
    return str(series.code(sequence)) if series.kind == DOSSIER_KIND else str(sequence)
