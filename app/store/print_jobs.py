"""The table of print jobs (docs/adr/0021): one row a printing, never deleted, ends never changed.

Only the process that writes the store prints, and it holds the store's lock while it does: what is
``recorded`` when a store is opened for writing was left by a process that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from app.clock.time import Clock, to_iso
from app.print_jobs.job import Known, PrintJob, learned
from app.store.database import Database, Row

_COLUMNS = PrintJob.__struct_fields__
_NAMES = ", ".join(_COLUMNS)
_MARKS = ", ".join("?" for _ in _COLUMNS)
_CUT = "Việc giao giấy cho máy in bị ngắt giữa chừng; không rõ giấy có ra hay không."


class PrintJobs:
    """The desk's print jobs. May be called from any thread; each change is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._under_way: set[str] = set()

    @contextmanager
    def under_way(self, job_id: str) -> Iterator[None]:
        """The job is recorded and handed over inside the block, by a thread that is alive."""
        self._under_way.add(job_id)
        try:
            yield
        finally:
            self._under_way.discard(job_id)

    def find(self, job_id: str) -> PrintJob | None:
        """The job with this id."""
        found = self._select("id = ?", (job_id,))
        return found[0] if found else None

    def of_dossier(self, dossier: str) -> list[PrintJob]:
        """The jobs of a dossier (its id), the oldest first."""
        return self._select("dossier = ? ORDER BY made_at, id", (dossier,))

    def newest(self, limit: int) -> list[PrintJob]:
        """The newest jobs, the newest first."""
        return self._select("true ORDER BY made_at DESC, id DESC LIMIT ?", (limit,))

    def unsure(self) -> list[PrintJob]:
        """The jobs about which a person is to be asked, the oldest first."""
        return self._select("state = 'unsure' ORDER BY made_at, id")

    def to_ask(self) -> list[PrintJob]:
        """The jobs about which their printers are still to be asked, the oldest first."""
        return self._select("state = 'handed' AND follows = 1 ORDER BY made_at, id")

    def learn(
        self,
        job_id: str,
        known: Known,
        *,
        said: str = "",
        spooler_job: str = "",
        stopped: bool = False,
    ) -> PrintJob | None:
        """Keep what was learned of a job; None where that changes nothing of it.

        Raises EnvironmentFault where the disk does not take it.
        """
        with self._database.transaction():
            before = self.find(job_id)
            if before is None:
                return None
            at = to_iso(self._clock.now())
            after = learned(
                before, known, at=at, said=said, spooler_job=spooler_job, stopped=stopped
            )
            if after is before:
                return None
            put_print_job(self._database, after)
        return after

    def give_up_abandoned(self) -> list[PrintJob]:
        """What is ``recorded`` and nobody hands over any more becomes ``unsure``; returns it.

        Called when the store is opened for writing, and while it is open.
        """
        with self._database.lock:
            left = [
                job
                for job in self._select("state = 'recorded' ORDER BY made_at, id")
                if job.id not in self._under_way
            ]
            changed = [self.learn(job.id, Known.UNSURE, said=_CUT) for job in left]
        return [job for job in changed if job is not None]

    def _select(self, where: str, values: tuple[str | int, ...] = ()) -> list[PrintJob]:
        rows = self._database.rows(
            f"SELECT {_NAMES} FROM print_job WHERE {where}",  # noqa: S608 - constants of this file
            values,
        )
        return [_job(row) for row in rows]


def put_print_job(database: Database, job: PrintJob) -> None:
    """Write a job as it is now, inside a transaction."""
    database.write(
        f"INSERT OR REPLACE INTO print_job ({_NAMES}) VALUES ({_MARKS})",  # noqa: S608 - constants of this file
        [msgspec.to_builtins(getattr(job, name)) for name in _COLUMNS],
    )


def _job(row: Row) -> PrintJob:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), PrintJob, strict=False)
