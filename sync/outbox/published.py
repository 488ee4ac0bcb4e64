"""Where published data goes at a desk: law files, and what the central says of its agency."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

import msgspec

from app.calendar.working_calendar import WorkingCalendar
from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput, Refusal
from app.numbering.code import is_agency
from app.numbering.receipt_mark import is_lookup_host
from app.provincial_law.folder import LawFolder
from app.provincial_law.law_in_force import load_law
from app.provincial_law.published import (
    KINDS,
    check_published,
    etag_in_force,
    known_etag,
    lost_kinds,
    put_published,
)
from app.reception.moved_dates import moved_dates
from app.store.published import PublishedRow
from app.store.store import Store
from sync.contract.messages import AgencyFacts, AgencyList, Bundle, Versioned
from sync.engine.published_port import PublishedDue

ASK_EVERY = timedelta(hours=1)
AGENCIES = "agencies"
_KINDS = (*KINDS, AGENCIES)
MAX_MOVED = 500
"""So many codes of dossiers are kept; a calendar that moves more is looked at whole."""
_MAX_PROBLEM = 2_000


class PublishedDesk:
    """PublishedPort over a Store; a part of StoreDesk."""

    _store: Store
    _lost: frozenset[str] | None = None

    def published_due(self, now: datetime) -> list[PublishedDue]:
        if self._lost is None:
            self._lost = lost_kinds(self._store)
        asked = self._store.published.asked()
        return [
            PublishedDue(kind, known_etag(self._store, kind))
            for kind in _KINDS
            if kind in self._lost
            or kind not in asked
            or not timedelta(0) <= now - asked[kind] < ASK_EVERY
        ]

    def published_unchanged(self, kind: str, now: datetime) -> None:
        self._store.published.unchanged(kind, now)

    def keep_published(self, kind: str, body: Versioned, now: datetime) -> bool:
        if isinstance(body, AgencyList):
            return self._keep_agencies(body, now)
        assert isinstance(body, Bundle)
        return self._keep_bundle(kind, body, now)

    def _keep_bundle(self, kind: str, bundle: Bundle, now: datetime) -> bool:
        folder = LawFolder.in_data(self._store.directory)
        files = {file.name: file.text for file in bundle.files}
        row = PublishedRow(kind, bundle.etag, len(files), now, now, "", [])
        if len(files) < len(bundle.files):
            self._refuse(row, "Bộ dữ liệu công bố sai: có hai tệp cùng tên.")
            return False
        if etag_in_force(folder, kind) == bundle.etag:  # the database is an older copy
            self._note(row)
            return False
        try:
            checked = check_published(folder, kind, bundle.etag, files, self._moved)
            # What it moves is noted first: once the file is there nobody could tell any more.
            self._note(msgspec.structs.replace(row, moved=checked.moved))
            put_published(checked)
        except (InvalidInput, Refusal, EnvironmentFault) as error:
            self._refuse(row, error.message)
            return False
        except OSError as fault:  # the folder can't be looked at
            self._refuse(row, disk_fault(fault, folder.path).message)
            return False
        return bool(checked.files)

    def _moved(self, old: WorkingCalendar, new: WorkingCalendar) -> list[str]:
        catalogue = load_law(LawFolder.in_data(self._store.directory)).catalogue
        found = moved_dates(self._store, catalogue, old, new)
        return [each.code for each in islice(found, MAX_MOVED)]

    def _keep_agencies(self, body: AgencyList, now: datetime) -> bool:
        installation = self._store.installation
        assert installation is not None, "it has signed the call"
        row = PublishedRow(AGENCIES, body.etag, 0, now, now, "", [])
        own = [each for each in body.agencies if each.agency == installation.agency]
        if not own or not _is_usable(own[0]):
            self._refuse(row, "Hệ thống trung tâm trả lời sai về cơ quan của quầy.")
            return False
        before = (installation.agency_name, installation.resolvers, installation.lookup_host)
        after = (own[0].name, own[0].resolvers, own[0].lookup_host)
        if after == before:
            self._note(row)
            return False
        self._store.enrolment.agency_changed(*after)
        self._note(row, before=before, after=after)
        return True

    def _note(self, row: PublishedRow, **detail: object) -> None:
        """Keep what came; log it where it is another than before."""
        known = self._store.published.row(row.kind)
        with self._store.transaction(officer="", unlock="") as transaction:
            if known is None or (known.etag, known.problem) != (row.etag, row.problem):
                told = {"etag": row.etag, "files": row.files, "problem": row.problem}
                moved = {"moved": row.moved} if row.moved else {}
                transaction.audit("published", row.kind, {**told, **moved, **detail})
            transaction.keep_published(row)

        self._lost = (self._lost or frozenset()) - {row.kind}

    def _refuse(self, row: PublishedRow, why: str) -> None:
        self._note(msgspec.structs.replace(row, problem=why[:_MAX_PROBLEM]))


def _is_usable(facts: AgencyFacts) -> bool:
    """Whether receipts and number series can be made of it."""
    host = facts.lookup_host
    return (
        bool(facts.name.strip())
        and facts.name.isprintable()
        and all(is_agency(each) for each in facts.resolvers.values())
        and (not host or is_lookup_host(host))
    )
