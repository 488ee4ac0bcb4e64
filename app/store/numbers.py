"""The desk's numbers: leases in the database, the ceiling outside it (docs/adr/0004)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import msgspec

from app.clock.time import Clock, from_iso, to_iso
from app.dossier.events import decode_header
from app.errors import EnvironmentFault, Refusal
from app.ids import new_id
from app.keys.provider import KeyProvider
from app.keys.record import InstallationRecord, lease_tail
from app.numbering.ceiling import DatabaseFacts, LeaseUse, Verdict, head_of, is_used, judge, raised
from app.numbering.clock_check import check_clock
from app.numbering.series import DOSSIER_KIND, Series
from app.store.chain import chain_end, hash_at
from app.store.database import Database
from app.store.installation import current_installation, pending_enrolment
from app.store.paper_numbers import is_slip_known
from app.store.records import NumberOutcome
from app.store.settings import (
    CENTRAL_TIME,
    CLOCK_CONFIRMED,
    MUST_SUCCEED,
    REFERENCE_FLOOR,
    read_number,
    read_setting,
    write_setting,
)

BURN_REASONS = {
    "crash": "Máy dừng đột ngột; số có thể đã dùng.",
    "record_missing": "Không còn bản ghi của quầy bên ngoài cơ sở dữ liệu.",
    "other_machine": "Kho dữ liệu được mở trên máy khác.",
    "other_installation": "Kho dữ liệu thuộc lần ghi danh khác.",
    "older_copy": "Kho dữ liệu là bản cũ.",
    "other_history": "Kho dữ liệu là bản sao đã ghi khác.",
    "restored": "Kho dữ liệu được khôi phục từ bản sao lưu.",
    "successor": "Quầy ghi danh lại.",
    "replaced": "Quản trị cho quầy ghi danh lại bằng mã mới.",
    "forked": "Hai bản của quầy cùng chạy; số có thể đã dùng ở bản kia.",
    "known": "Số đã thấy ở một hồ sơ khác.",
}
"""Why numbers were burned, as the list of gaps says it."""


REFERENCE_STEP = 64
"""By how much the ceiling of the slips' references is raised; a crash skips the rest of it."""

MAX_CEILINGS = 24
"""So many ceilings the record keeps at once; half of what it has room for, since those that are
raised inside a transaction come on top."""


class Numbers:
    """Takes numbers and keeps the ceiling. One object while the store is open for writing."""

    def __init__(
        self, database: Database, keys: KeyProvider, *, store: str, clock: Clock, machine: str
    ) -> None:
        self._database = database
        self._keys = keys
        self._store = store
        self._clock = clock
        self._machine = machine
        self._holder = secrets.token_hex(6)
        self._record = InstallationRecord()
        self._carried: dict[str, int] = {}
        self._carried_at = 0

    def take_over(self) -> Verdict:
        """Judge what was found when the store was opened, burn what is in doubt, hold the record.

        The database is written first: cut in between, the next opening judges again.
        """
        found = self._read_record()
        verdict = self._judge(found)
        with self._database.transaction():
            for burn in verdict.burns:
                self._end(burn.lease, burn.through, NumberOutcome.BURNED, BURN_REASONS["crash"])
            if verdict.succeed:
                write_setting(self._database, MUST_SUCCEED, verdict.succeed)
            if self.must_succeed:
                self.burn_all(BURN_REASONS[self.must_succeed])
            if found is not None and found.reference > self._reference_floor():
                write_setting(self._database, REFERENCE_FLOOR, str(found.reference))
        kept = found or InstallationRecord(machine=self._machine)
        self._carry(kept)
        self._write(msgspec.structs.replace(kept, holder=self._holder), check=False)
        return verdict

    def _carry(self, found: InstallationRecord) -> None:
        """Go on covering what was covered when the store was opened, until an event tells more.

        What was burned then stands in no event: the same older copy put back once more could not
        be told from this database by its chain.
        """
        covered = list(found.ceilings.items())[-MAX_CEILINGS:]
        self._carried = dict(covered)
        self._carried_at = chain_end(self._database, found.installation).seq

    def _read_record(self) -> InstallationRecord | None:
        """The record; one that can't be read any more is as good as none."""
        try:
            return self._keys.read_record(self._store)
        except EnvironmentFault as fault:
            if fault.code == "bad_record":
                return None
            raise

    def _judge(self, found: InstallationRecord | None) -> Verdict:
        if self.must_succeed:
            return Verdict()
        return judge(found, self.facts(), machine=self._machine)

    def facts(self) -> DatabaseFacts:
        """What the database says of itself."""
        current = current_installation(self._database)
        pending = pending_enrolment(self._database)
        installation = "" if current is None else current.installation
        return DatabaseFacts(
            installation=installation,
            pending="" if pending is None else pending.installation,
            seq=chain_end(self._database, installation).seq,
            hash_at=lambda seq: hash_at(self._database, installation, seq),
            leases=[
                LeaseUse(*row) for row in self._database.rows("SELECT id, next, last FROM lease")
            ],
        )

    @property
    def must_succeed(self) -> str:
        """Why a successor must be enrolled before this store numbers again; empty if none must."""
        return read_setting(self._database, MUST_SUCCEED) or ""

    def prepare(self, series: Series) -> bool:
        """Raise the ceiling durably for the next number of ``series``; False where none is leased.

        Raises Refusal (``must_succeed``, ``clock_unsure``) or EnvironmentFault.
        """
        with self._database.lock:
            self.check_may_number()
            if not self._database.in_transaction:
                self._burn_known(series)
            lease = self._lease(series)
            if lease is None:
                return False
            self._ensure(lease)
            return True

    def peek(self, series: Series) -> int | None:
        """The number that ``take`` would give now, its ceiling raised; None where there is none.

        Raises as ``prepare``.
        """
        with self._database.lock:
            lease = self._lease(series) if self.prepare(series) else None
            return None if lease is None else lease.next

    def _burn_known(self, series: Series) -> None:
        """Pass over known numbers before the ceiling is raised above them: were they burned only
        with the next dossier, a crash before its commit would look like an older copy."""
        lease = self._lease(series)
        if lease is not None and self._is_known(series, lease.next):
            with self._database.transaction():
                self._free_lease(series)

    def _free_lease(self, series: Series) -> LeaseUse | None:
        """The lease whose next number no dossier has, inside a transaction."""
        lease = self._lease(series)
        while lease is not None and self._is_known(series, lease.next):
            self._end(lease.id, lease.next, NumberOutcome.BURNED, BURN_REASONS["known"])
            lease = self._lease(series)
        return lease

    def take(self, series: Series) -> LeaseUse | None:
        """Take the lowest free number inside the running transaction; None where none is leased.

        It is ``next`` of the lease that is returned.
        """
        self.check_may_number()
        lease = self._free_lease(series)
        if lease is None:
            return None
        self._ensure(lease)
        self._database.write("UPDATE lease SET next = next + 1 WHERE id = ?", (lease.id,))
        return lease

    def take_reference(self, next_seq: int) -> int:
        """The number of a slip's reference, inside a transaction: ``next_seq``, or above what an
        older copy of this store may have printed."""
        number = max(next_seq, self._reference_floor() + 1)
        self._cover_references(number)
        if number > next_seq:
            write_setting(self._database, REFERENCE_FLOOR, str(number))
        return number

    def reserve_references(self, next_seq: int, count: int) -> range:
        """``count`` references of a pad, inside a transaction: no dossier gets one of them."""
        first = max(next_seq, self._reference_floor() + 1)
        last = first + count - 1
        self._cover_references(last)
        write_setting(self._database, REFERENCE_FLOOR, str(last))
        return range(first, last + 1)

    def _cover_references(self, number: int) -> None:
        """Raise the record's ceiling of references to ``number`` or above, durably."""
        if number > self._record.reference:
            raised_to = number + REFERENCE_STEP - 1
            self._write(msgspec.structs.replace(self._record, reference=raised_to))

    def _reference_floor(self) -> int:
        return read_number(self._database, REFERENCE_FLOOR) or 0

    def _is_known(self, series: Series, sequence: int) -> bool:
        """Whether a dossier or a paper has this number already, whoever gave it."""
        code = series.number_text(sequence)
        if series.kind != DOSSIER_KIND:
            return is_slip_known(self._database, code)
        return self._database.row("SELECT 1 FROM dossier WHERE code = ?", (code,)) is not None

    def check_may_number(self) -> None:
        """Refuse where a successor is needed or the clock can't be trusted."""
        self.check_not_superseded()
        self._check_clock()

    def doubts_clock(self) -> bool:
        """Whether the clock is refused until an officer confirms it."""
        try:
            self._check_clock()
        except Refusal:
            return True
        return False

    def _check_clock(self) -> None:
        last = self._database.row(
            "SELECT header FROM event WHERE own = 1 ORDER BY number DESC LIMIT 1"
        )
        check_clock(
            self._clock.now(),
            last_event=None if last is None else from_iso(decode_header(last[0]).recorded_at),
            central=self._time(CENTRAL_TIME),
            confirmed=self._time(CLOCK_CONFIRMED),
        )

    def check_not_superseded(self) -> None:
        """Raises Refusal (``must_succeed``) where this store can't go on as what it was."""
        reason = self.must_succeed
        if reason:
            raise Refusal(
                "must_succeed",
                f"{BURN_REASONS[reason]} Quầy phải ghi danh lại trước khi tiếp nhận.",
                advice="Nối mạng rồi chạy đồng bộ; quầy tự ghi danh lại với hệ thống trung tâm.",
            )

    def _time(self, setting: str) -> datetime | None:
        text = read_setting(self._database, setting)
        return None if text is None else from_iso(text)

    def _lease(self, series: Series) -> LeaseUse | None:
        row = self._database.row(
            "SELECT id, next, last FROM lease WHERE kind = ? AND agency = ? AND period = ?"
            " AND next <= last AND installation = (SELECT id FROM installation"
            " WHERE state = 'current') ORDER BY first LIMIT 1",
            (series.kind, series.agency, series.period),
        )
        return None if row is None else LeaseUse(*row)

    def _ensure(self, lease: LeaseUse) -> None:
        tail = lease_tail(lease.id)
        ceiling = self._record.ceilings.get(tail, 0)
        if lease.next <= ceiling:
            return
        ceilings = {**self._record.ceilings, tail: raised(ceiling, lease)}
        if self._database.in_transaction:
            # What this transaction has appended may still be lost: the record keeps its seq.
            self._write(msgspec.structs.replace(self._record, ceilings=ceilings))
        else:
            self._write(self._at_chain_end(self._newest(ceilings, tail)))

    def _newest(self, ceilings: dict[str, int], tail: str) -> dict[str, int]:
        """The ceilings that the record has room for; ``tail``'s is the newest.

        Outside a transaction every other one may go: what was used below it is in the chain up to
        the ``seq`` that is written with it, and the next use raises it again.
        """
        others = [other for other in ceilings if other != tail]
        return {kept: ceilings[kept] for kept in [*others, tail][-MAX_CEILINGS:]}

    def _at_chain_end(self, ceilings: dict[str, int]) -> InstallationRecord:
        """The record with the last committed event and without leases that are used up.

        A used-up lease may go: a database that does not know that it is used up is behind
        ``seq`` or has another event there. Only what was burned since the last event may not.
        """
        end = chain_end(self._database, self._record.installation)
        free = {
            lease_tail(row[0])
            for row in self._database.rows("SELECT id FROM lease WHERE next <= last")
        }
        kept = {tail: value for tail, value in ceilings.items() if tail in free}
        if end.seq == self._carried_at:
            kept = {**self._carried, **kept}
        return msgspec.structs.replace(
            self._record,
            seq=end.seq,
            head=head_of(end.hash) if end.seq else "",
            ceilings=kept,
        )

    def _write(self, record: InstallationRecord, *, check: bool = True) -> None:
        if check:
            found = self._keys.read_record(self._store)
            if found is None or found.holder != self._holder:
                raise EnvironmentFault(
                    "overtaken",
                    "Một bản khác của kho dữ liệu này đã được mở sau.",
                    advice="Đóng chương trình này; chỉ dùng một bản.",
                )
        self._keys.write_record(self._store, record)
        self._record = record

    def fall_behind(self) -> None:
        """The central has events of this installation that this store has not: it is an older
        copy, or another one runs. Burn what is left and succeed, inside a transaction."""
        if not self.must_succeed:
            write_setting(self._database, MUST_SUCCEED, "older_copy")
        self.burn_all(BURN_REASONS[self.must_succeed])

    def burn_all(self, reason: str) -> None:
        """Burn every number that is left, inside a transaction."""
        for lease, last in self._database.rows("SELECT id, last FROM lease WHERE next <= last"):
            self._end(lease, last, NumberOutcome.BURNED, reason)

    def release(self, lease: str, reason: str) -> None:
        """Give back what is left of a lease, inside a transaction."""
        row = self._database.row("SELECT last FROM lease WHERE id = ? AND next <= last", (lease,))
        if row is not None:
            self._end(lease, row[0], NumberOutcome.RELEASED, reason)

    def _end(self, lease: str, through: int, outcome: NumberOutcome, reason: str) -> None:
        row = self._database.row("SELECT next FROM lease WHERE id = ?", (lease,))
        assert row is not None
        values: tuple[Any, ...] = (
            new_id(self._clock.now()),
            lease,
            row[0],
            through,
            outcome.value,
            reason,
            to_iso(self._clock.now()),
        )
        self._database.write(
            "INSERT INTO number_end (id, lease, first, last, outcome, reason, state, at)"
            " VALUES (?, ?, ?, ?, ?, ?, 'pending', ?)",
            values,
        )
        self._database.write("UPDATE lease SET next = ? WHERE id = ?", (through + 1, lease))

    def adopt(self, installation: str) -> bool:
        """Make the record speak of a new installation, before the database does: cut in between,
        that has it as pending, which ``judge`` accepts. False, and the record as it is, where it
        knows that the installation was at work already: this is a copy from before."""
        with self._database.lock:
            record = self._record
            if record.installation == installation and is_used(record):
                return False
            if record.installation != installation:
                self._carried = {}
                record = InstallationRecord(installation=installation, holder=self._holder)
            if record.machine != self._machine:  # new, or moved after an enrolment that was cut
                self._write(msgspec.structs.replace(record, machine=self._machine))
            return True

    def note_end(self) -> None:
        """Note the last committed event durably: a copy that lacks it is known as an older one.

        For numbers that have no ceiling, a certification's: they are noted before they are told.
        """
        with self._database.lock:
            self._write(self._at_chain_end(self._record.ceilings))

    def clean_stop(self) -> None:
        """Lower the ceilings to what was used: nothing is lost when the store opens again.

        References above the chain's end (a pad's) stay covered: no event tells of them, so an
        older copy would not be noticed by it.
        """
        with self._database.lock:
            if self.must_succeed or not self._record.installation:
                return
            record, floor = self._at_chain_end({}), self._reference_floor()
            covered = floor if floor > record.seq else 0
            self._write(msgspec.structs.replace(record, reference=covered))
