"""The desk's leases (Dải số của quầy): asked for, granted, ended."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from app.clock.time import from_iso, to_iso
from app.errors import InvalidInput
from app.ids import new_id
from app.numbering.leases import (
    DEFAULT_BLOCK,
    HISTORY_DAYS,
    DeskNumbers,
    SeriesNeed,
    WorkingDays,
    is_over,
    wanted_leases,
)
from app.numbering.series import DOSSIER_KIND, LEASED_KINDS, Series
from app.store.database import Database
from app.store.installation import current_installation
from app.store.numbers import BURN_REASONS, Numbers
from app.store.records import Lease, LeaseAsk, NumberEnd, NumberOutcome
from app.store.settings import LEASE_BLOCK, read_number
from app.store.waiting import waiting_dossiers

REFUSED_SLIPS_REST = timedelta(hours=20)
"""An older central is asked for slips' numbers once a working day."""

_LEASE = "SELECT id, kind, agency, period, first, last, next, installation FROM lease"


class Leases:
    """Blocks of numbers. A request's id is stored before it is sent and becomes the lease's id."""

    def __init__(self, database: Database, numbers: Numbers) -> None:
        self._database = database
        self._numbers = numbers

    def all(self) -> list[Lease]:
        """Every lease, by series and first number."""
        rows = self._database.rows(f"{_LEASE} ORDER BY period, kind, agency, first")
        return [_lease(row) for row in rows]

    def wanted(self, now: datetime, calendar: WorkingDays) -> list[SeriesNeed]:
        """What to ask for now; also gives back the numbers of days that are over."""
        installation = current_installation(self._database)
        if installation is None or self._numbers.must_succeed:
            return []
        waiting = Counter(item.series for item in waiting_dossiers(self._database))
        if not self._numbers.doubts_clock():
            self._release_old(now, waiting)
        desk = DeskNumbers(
            agency=installation.agency,
            busiest=self._busiest(now),
            waiting=waiting,
            free=self._free(),
            asked=self._asked(),
            resolvers=frozenset(installation.resolvers.values()),
            refused=self._refused_slips(now),
        )
        block = read_number(self._database, LEASE_BLOCK) or DEFAULT_BLOCK
        return wanted_leases(now.date(), calendar, desk, block=block)

    def _release_old(self, now: datetime, waiting: Counter[Series]) -> None:
        over = [
            lease.id
            for lease in self.all()
            if lease.free and is_over(lease.series, now.date()) and not waiting[lease.series]
        ]
        if over:
            with self._database.transaction():
                for lease in over:
                    self._numbers.release(lease, "Hết kỳ, số không dùng đến.")

    def _busiest(self, now: datetime) -> dict[str, int]:
        since = to_iso(now - timedelta(days=HISTORY_DAYS))
        rows = self._database.rows(
            "SELECT resolver, max(n) FROM (SELECT resolver, count(*) AS n FROM dossier"
            " WHERE received_at >= ? AND resolver <> '' AND EXISTS (SELECT 1 FROM event"
            " WHERE event.dossier = dossier.id AND own = 1)"
            " GROUP BY resolver, substr(received_at, 1, 10)) GROUP BY resolver",
            (since,),
        )
        return dict(rows)

    def _free(self) -> dict[Series, int]:
        rows = self._database.rows(
            "SELECT kind, agency, period, sum(last - next + 1) FROM lease WHERE next <= last"
            " GROUP BY kind, agency, period"
        )
        return {Series(*row[:3]): row[3] for row in rows}

    def _asked(self) -> dict[Series, int]:
        rows = self._database.rows(
            "SELECT kind, agency, period, sum(count) FROM lease_ask WHERE state = 'pending'"
            " GROUP BY kind, agency, period"
        )
        return {Series(*row[:3]): row[3] for row in rows}

    def _refused_slips(self, now: datetime) -> frozenset[Series]:
        """What a central that leases no slips has refused: it is asked again on another day."""
        rows = self._database.rows(
            "SELECT kind, agency, period, asked_at FROM lease_ask"
            " WHERE state = 'refused' AND kind <> ?",
            (DOSSIER_KIND,),
        )
        return frozenset(
            Series(*row[:3])
            for row in rows
            if timedelta(0) <= now - from_iso(row[3]) < REFUSED_SLIPS_REST
        )

    def ask(self, series: Series, count: int, now: datetime) -> LeaseAsk:
        """Store a request; it may be sent once this has returned."""
        if series.kind not in LEASED_KINDS or count < 1:
            raise InvalidInput("bad_series", "Dải số không hợp lệ.", field="series")
        asked = LeaseAsk(new_id(now), series, count)
        with self._database.transaction():
            if series.kind != DOSSIER_KIND:
                self._forget_refused(series)
            self._database.write(
                "INSERT INTO lease_ask (id, kind, agency, period, count, state, asked_at)"
                " VALUES (?, ?, ?, ?, ?, 'pending', ?)",
                (asked.id, series.kind, series.agency, series.period, count, to_iso(now)),
            )
        return asked

    def _forget_refused(self, series: Series) -> None:
        """One refusal of a slip's series is remembered, not one of every day."""
        self._database.write(
            "DELETE FROM lease_ask WHERE state = 'refused' AND kind = ? AND agency = ?"
            " AND period = ?",
            (series.kind, series.agency, series.period),
        )

    def pending_asks(self) -> list[LeaseAsk]:
        """Requests without an answer, oldest first; none while a successor must be enrolled."""
        if self._numbers.must_succeed:
            return []
        rows = self._database.rows(
            "SELECT id, kind, agency, period, count FROM lease_ask WHERE state = 'pending'"
            " ORDER BY asked_at, id"
        )
        return [LeaseAsk(row[0], Series(*row[1:4]), row[4]) for row in rows]

    def grant(self, ask: str, first: int, last: int) -> bool:
        """Note the central's answer; the same again changes nothing.

        False where the numbers can't be used: the request is not ours, or its numbers overlap
        with some that this desk already has. They are never handed out then.
        """
        with self._database.transaction():
            row = self._database.row(
                "SELECT kind, agency, period, state FROM lease_ask WHERE id = ?", (ask,)
            )
            if row is None or row[3] == "refused" or not 1 <= first <= last:
                return False
            if row[3] == "granted":
                known = self._database.row("SELECT first, last FROM lease WHERE id = ?", (ask,))
                return known == (first, last)
            series = Series(*row[:3])
            if self._overlaps(series, first, last):
                self._refuse(ask, "Trùng dải số quầy đang giữ.")
                return False
            if last > series.highest:
                self._refuse(ask, f"Quá số {series.highest} của dãy.")
                return False
            self._database.write(
                "INSERT INTO lease (id, installation, kind, agency, period, first, last, next)"
                " SELECT ?, id, ?, ?, ?, ?, ?, ? FROM installation WHERE state = 'current'",
                (ask, *row[:3], first, last, first),
            )
            self._database.write("UPDATE lease_ask SET state = 'granted' WHERE id = ?", (ask,))
            if self._numbers.must_succeed:
                self._numbers.burn_all(BURN_REASONS[self._numbers.must_succeed])
            return True

    def _overlaps(self, series: Series, first: int, last: int) -> bool:
        found = self._database.row(
            "SELECT 1 FROM lease WHERE kind = ? AND agency = ? AND period = ?"
            " AND first <= ? AND last >= ?",
            (series.kind, series.agency, series.period, last, first),
        )
        return found is not None

    def refuse(self, ask: str, reason: str) -> None:
        """Note that the central refuses a request."""
        with self._database.transaction():
            self._refuse(ask, reason)

    def _refuse(self, ask: str, reason: str) -> None:
        self._database.write(
            "UPDATE lease_ask SET state = 'refused', reason = ? WHERE id = ? AND state = 'pending'",
            (reason, ask),
        )

    def burn_forked(self) -> None:
        """Two images of this desk run: give up what is left, either may have used it.

        Dossiers wait for their number until the desk is replaced or its suspension is lifted.
        """
        with self._database.transaction():
            self._numbers.burn_all(BURN_REASONS["forked"])

    def pending_ends(self) -> list[NumberEnd]:
        """Released and burned numbers that the central does not know of yet.

        None while a successor must be enrolled: another image of this desk may be using them,
        and the enrolment burns them at the central anyway.
        """
        if self._numbers.must_succeed:
            return []
        rows = self._database.rows(
            "SELECT id, lease, first, last, outcome, reason FROM number_end"
            " WHERE state = 'pending' ORDER BY at, id"
        )
        return [_end(row) for row in rows]

    def all_ends(self) -> list[NumberEnd]:
        """Every gap, for the list of gaps."""
        rows = self._database.rows(
            "SELECT id, lease, first, last, outcome, reason FROM number_end ORDER BY at, id"
        )
        return [_end(row) for row in rows]

    def ended(self, end: str) -> None:
        """The central has noted an end."""
        with self._database.transaction():
            self._database.write("UPDATE number_end SET state = 'noted' WHERE id = ?", (end,))


def _lease(row: tuple[Any, ...]) -> Lease:
    return Lease(
        id=row[0],
        series=Series(*row[1:4]),
        first=row[4],
        last=row[5],
        next=row[6],
        installation=row[7],
    )


def _end(row: tuple[Any, ...]) -> NumberEnd:
    return NumberEnd(
        id=row[0],
        lease=row[1],
        first=row[2],
        last=row[3],
        outcome=NumberOutcome(row[4]),
        reason=row[5],
    )
