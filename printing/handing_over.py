"""Hand a recorded paper to its printer, and keep what is known of it then (docs/adr/0021)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import EnvironmentFault, InvalidInput
from app.print_jobs.job import Known, PrintJob

if TYPE_CHECKING:
    from app.store.print_jobs import PrintJobs
    from printing.printers.printer import Handed, Printer

UNANSWERED = "print_unanswered"
"""The one fault of ``Printer.send`` after which a paper may come out all the same."""
_BROKEN = "Chương trình gặp lỗi trong lúc giao giấy; không rõ giấy có ra hay không."
_NOT_KEPT = (
    "Giấy đã giao cho máy in, nhưng ổ đĩa không ghi được điều đó: {reason} Lần in sẽ được hỏi lại."
)


@dataclass(frozen=True, slots=True)
class Given:
    """A paper that a printer has taken. ``warning`` says where that could not be kept."""

    handed: Handed
    job: PrintJob
    warning: str = ""


def hand_over(jobs: PrintJobs, printer: Printer, pdf: Path, job: PrintJob) -> Given:
    """Send ``pdf``, whose printing is recorded with ``job``, once.

    Raises what ``Printer.send`` raises, saying that the printing is recorded. What is not surely
    known is kept as ``unsure``: also where a bug of ours ends the sending.
    """
    known, said = Known.UNSURE, _BROKEN
    try:
        handed = printer.send(pdf, title=job.title, copies=job.copies, size=job.size, tray=job.tray)
        known = Known.HANDED
    except (EnvironmentFault, InvalidInput) as fault:
        known = Known.UNSURE if fault.code == UNANSWERED else Known.FAILED
        said = fault.message
        raise _recorded_all_the_same(fault, job.nth) from fault
    finally:
        if known is not Known.HANDED:
            _keep(jobs, job, known, said=said)
    after, warning = _keep(jobs, job, known, spooler_job=handed.job)
    return Given(handed, after, warning)


def _keep(
    jobs: PrintJobs, job: PrintJob, known: Known, *, said: str = "", spooler_job: str = ""
) -> tuple[PrintJob, str]:
    """The job as it is kept, and why it could not be.

    The paper is on its way whatever the disk says: a job that stays ``recorded`` is asked about
    later, a fault here would make somebody print it twice.
    """
    try:
        after = jobs.learn(job.id, known, said=said, spooler_job=spooler_job)
    except EnvironmentFault as fault:
        return job, _NOT_KEPT.format(reason=fault.message)
    return after or job, ""


def _recorded_all_the_same(
    fault: EnvironmentFault | InvalidInput, nth: int
) -> EnvironmentFault | InvalidInput:
    """The fault of a printer that was handed a paper whose printing is on record."""
    advice = f"{fault.advice} " if fault.advice else ""
    return type(fault)(
        fault.code,
        f"{fault.message} Lần in này đã được ghi vào hồ sơ.",
        field=fault.field,
        advice=f"{advice}Giấy in tiếp theo mang dòng “In lại lần {nth}”.",
    )
