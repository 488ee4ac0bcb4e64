"""What is known of a paper that left for a printer, and what can still be learned of it.

Pure: ``learned`` decides, the store keeps (docs/adr/0021). Nothing is ever sent again by itself.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec import Struct

MAX_SAID = 500


class Known(StrEnum):
    """How much is known of a paper; each only as far as somebody said it."""

    RECORDED = "recorded"
    """Nothing was handed over yet, or the desk stopped while it was."""
    HANDED = "handed"
    """The spooler or printer has all of it. The last word where the printer can't tell more."""
    PRINTED = "printed"
    FAILED = "failed"
    """Nothing more comes of it."""
    UNSURE = "unsure"
    """Nobody can know: a person has to look."""
    CAME_OUT = "came_out"
    DID_NOT = "did_not"


_AFTER: dict[Known, frozenset[Known]] = {
    Known.RECORDED: frozenset({Known.HANDED, Known.FAILED, Known.UNSURE}),
    Known.HANDED: frozenset({Known.HANDED, Known.PRINTED, Known.FAILED, Known.UNSURE}),
    Known.UNSURE: frozenset({Known.CAME_OUT, Known.DID_NOT}),
}
"""What can be learned after what; the rest are ends, which never change."""


class PrintJob(Struct, frozen=True):
    """A printing of a paper on a printer.

    ``id`` is made before anything is sent; ``dossier`` and ``event`` (its ``printed``) are ids,
    "" for papers of no single dossier. ``title`` is a code, never a name. ``printer`` is the
    printer's id, ``spooler_job`` what ``Printer.follow`` takes, ``follows`` whether it can tell
    more. ``stopped``: it waits in a printer that somebody has to see to. ``said`` is Vietnamese:
    what the printer said last, or why. Times are ISO 8601.
    """

    id: str
    dossier: str
    form: str
    nth: int
    title: str
    printer: str
    tray: str
    size: str
    copies: int
    follows: bool
    officer: str
    made_at: str
    changed_at: str
    state: Known = Known.RECORDED
    stopped: bool = False
    spooler_job: str = ""
    said: str = ""
    event: str = ""

    def of_event(self, event: str) -> PrintJob:
        """The same job, of the ``printed`` with this id."""
        return msgspec.structs.replace(self, event=event)

    @property
    def is_asked(self) -> bool:
        """Whether the printer is still to be asked about it."""
        return self.state is Known.HANDED and self.follows


def learned(
    job: PrintJob,
    known: Known,
    *,
    at: str,
    said: str = "",
    spooler_job: str = "",
    stopped: bool = False,
) -> PrintJob:
    """The job after ``known`` was learned of it at ``at``.

    It is returned as it was where that says nothing new, or comes after an end.
    """
    if known not in _AFTER.get(job.state, frozenset()):
        return job
    said = said[:MAX_SAID]
    if (known, said, stopped) == (job.state, job.said, job.stopped):
        return job
    return msgspec.structs.replace(
        job,
        state=known,
        stopped=stopped,
        said=said,
        spooler_job=spooler_job or job.spooler_job,
        changed_at=at,
    )
