"""Ask printers how their papers stand, and keep what they say (docs/adr/0021).

Only for the process that writes the store. Nothing here sends a paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from app.errors import EnvironmentFault, InvalidInput
from app.print_jobs.job import Known, PrintJob
from printing.printers.printer import JobState, JobStatus

if TYPE_CHECKING:
    from app.store.store import Store
    from printing.printers.printer import Printer

MAX_ASKED = 20
"""Of one printer in one round, the oldest first: printers print in the order they are handed. What
somebody has to see to comes last, so that it hides nothing."""
ASKED_FOR = timedelta(days=7)
"""A printer that has not answered for so long will not tell any more."""

OpenPrinter = Callable[[str], "Printer"]

_MEANS = {
    JobState.HANDED: Known.HANDED,
    JobState.PRINTING: Known.HANDED,
    JobState.STOPPED: Known.HANDED,
    JobState.PRINTED: Known.PRINTED,
    JobState.FAILED: Known.FAILED,
    JobState.UNKNOWN: Known.UNSURE,
}


def follow_jobs(store: Store, open_printer: OpenPrinter, now: datetime) -> list[PrintJob]:
    """One round: ask each printer about the papers that it has, and return what changed.

    A printer that doesn't answer is asked once in a round, and again in the next. Raises
    EnvironmentFault only where the disk does not take what was learned; the next round asks again.
    """
    changed = store.print_jobs.give_up_abandoned()
    jobs = sorted(store.print_jobs.to_ask(), key=lambda job: job.printer)  # stable: oldest first
    for printer, of_one in groupby(jobs, key=lambda job: job.printer):
        changed += _follow(store, open_printer, printer, list(of_one), now)
    return changed


def _follow(
    store: Store, open_printer: OpenPrinter, printer: str, jobs: list[PrintJob], now: datetime
) -> Iterator[PrintJob]:
    """What became of one printer's jobs."""
    for job, status in _answers(open_printer, printer, jobs, now):
        known, stopped = _MEANS[status.state], status.state is JobState.STOPPED
        after = store.print_jobs.learn(job.id, known, said=_said(status), stopped=stopped)
        if after is not None:
            yield after


def _answers(
    open_printer: OpenPrinter, printer: str, jobs: list[PrintJob], now: datetime
) -> Iterator[tuple[PrintJob, JobStatus]]:
    try:
        opened = open_printer(printer)
        for job in sorted(jobs, key=lambda job: job.stopped)[:MAX_ASKED]:
            yield job, opened.follow(job.spooler_job)
    except InvalidInput as gone:
        silent = JobStatus(JobState.UNKNOWN, gone.message)
        yield from ((job, silent) for job in jobs)
    except EnvironmentFault as fault:
        silent = JobStatus(JobState.UNKNOWN, fault.message, "Xem giấy đã ra hay chưa.")
        yield from ((job, silent) for job in jobs if now - from_iso(job.made_at) > ASKED_FOR)


def _said(status: JobStatus) -> str:
    return f"{status.message} {status.advice}".strip()
