"""The table of today's printings, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from app.clock.time import from_iso
from app.print_jobs.job import PrintJob
from ui.listing.row_model import MARK_ROLE, RowModel
from ui.printing.job_words import JobWords, printer_name
from ui.wording.day_words import DayWords
from ui.wording.paper_words import PaperWords


class JobColumn(IntEnum):
    """The columns, from the left."""

    AT = 0
    CODE = 1
    PAPER = 2
    PRINTER = 3
    STATE = 4


class JobsModel(RowModel[PrintJob]):
    """A row a printing, the newest first. Codes, no names: it is no look at a dossier."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(lambda job: job.id, parent)
        self.today = today
        self._days = DayWords(self)
        self._papers = PaperWords(self)
        self._jobs = JobWords(self)

    def titles(self) -> Sequence[str]:
        """The columns' titles."""
        return (
            self.tr("At"),
            self.tr("Dossier"),
            self.tr("Paper"),
            self.tr("Printer"),
            self.tr("State"),
        )

    def cell(self, row: PrintJob, column: int, role: int) -> object:
        """Text; what the printer said is the tip of its state."""
        is_state = JobColumn(column) is JobColumn.STATE
        if role == MARK_ROLE and is_state:
            return self._jobs.mark(row)
        if role == Qt.ItemDataRole.ToolTipRole and is_state:
            return row.said or None
        return self._text(row, JobColumn(column)) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, job: PrintJob, column: JobColumn) -> str:
        match column:
            case JobColumn.AT:
                return self._days.brief(from_iso(job.made_at), self.today)
            case JobColumn.CODE:
                return job.title
            case JobColumn.PAPER:
                name = self._papers.title(job.form)
                reprint = self.tr("{paper}, reprint {count}")
                return name if job.nth < 2 else reprint.format(paper=name, count=job.nth - 1)
            case JobColumn.PRINTER:
                return printer_name(job.printer)
            case JobColumn.STATE:
                return self._jobs.mark(job).word
