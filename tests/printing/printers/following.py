"""Waiting for what a printer says of a paper."""

from __future__ import annotations

from printing.printers.printer import JobState, JobStatus, Printer
from tests.printing.printers.private_cups import wait_for


def follow_until(printer: Printer, job: str, state: JobState) -> JobStatus:
    """Ask until the job stands so; the last answer."""
    seen: list[JobStatus] = []

    def there() -> bool:
        seen.append(printer.follow(job))
        return seen[-1].state is state

    wait_for(there, lambda: f"{job}: {seen[-1]}")
    return seen[-1]
