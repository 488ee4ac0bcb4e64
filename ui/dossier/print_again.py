"""Print a dossier's papers, and say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.print_jobs.job import Known
from ui.components.notice import NoticeKind
from ui.listing.notice_slot import NoticeSlot
from ui.operations.changes import Changes
from ui.printing.handing import print_at, print_receipt
from ui.printing.job_words import JobWords, printer_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from printing.issuing import PrintedPaper
    from printing.printers.printer import Printer
    from ui.printing.placing import Place
    from ui.workplace.workplace import Workplace


class PrintAgain(QObject):
    """One paper at a time; the result is told in ``notices``, and what the printer says later."""

    busy_changed = Signal(bool)
    """Whether a paper is being printed."""

    def __init__(
        self, workplace: Workplace, notices: NoticeSlot, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._notices = notices
        self._jobs = JobWords(self)
        self._told = self._fault = ""
        self.is_busy = False
        workplace.print_jobs.learned.connect(self._on_job_learned)

    def print_paper(self, dossier: str) -> None:
        """Print the receipt of the dossier with this id, or its slip while it has no code.

        Asked again while one is being printed, it does nothing: a second press is no second paper.
        """
        desk, printers = self._workplace.desk, self._workplace.printers
        self._print(dossier, lambda: print_receipt(desk, printers, dossier))

    def print_form(
        self, dossier: str, form: str, place: Place, printer: Printer | None = None
    ) -> None:
        """Print ``form`` at ``place``, or on ``printer``, which was chosen for this paper alone."""
        desk, printers = self._workplace.desk, self._workplace.printers

        def work() -> PrintedPaper | None:
            if printer is None and not place.printer:
                return None
            opened = printer or printers.open(place.printer)
            return print_at(desk, opened, dossier, form, place)

        self._print(dossier, work)

    def forget(self) -> None:
        """Another dossier is shown: the paper of the last one is not told of any more."""
        self._told = ""

    def _print(self, dossier: str, work: Callable[[], PrintedPaper | None]) -> None:
        if self.is_busy:
            return
        self._set_busy(busy=True)
        self._workplace.operations.paper(
            work,
            owner=self,
            on_success=self._on_paper_printed,
            on_failure=self._on_paper_not_printed,
            changes=Changes(dossiers=frozenset({dossier}), queue=True, today=True, prints=True),
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    def _on_paper_printed(self, printed: PrintedPaper | None) -> None:
        self._set_busy(busy=False)
        if printed is None:
            self._notices.show_message(
                NoticeKind.WARNING,
                self.tr("No printer is chosen for this paper"),
                self.tr("Choose one in the settings, then print again."),
            )
            return
        self._told = "" if printed.job is None else printed.job.id
        printer = printer_name(printed.handed.printer)
        if printed.nth > 1:
            title = self.tr("Reprint {count} was handed to {printer}").format(
                count=printed.nth - 1, printer=printer
            )
        else:
            title = self.tr("The paper was handed to {printer}").format(printer=printer)
        kind = NoticeKind.WARNING if printed.warnings else NoticeKind.SUCCESS
        self._notices.show_message(kind, title, " ".join(printed.warnings))

    def _on_paper_not_printed(self, error: QmcError) -> None:
        self._set_busy(busy=False)
        self._notices.show_error(error)
        self._workplace.print_jobs.look()  # it may be one of which nobody knows

    @Slot(object)
    def _on_job_learned(self, job: PrintJob) -> None:
        """The paper that was told of here; one that nobody knows of is asked about elsewhere."""
        if job.id != self._told:
            return
        said = self._jobs.said(job)
        if said:
            self._fault = said
            self._notices.show_message(NoticeKind.DANGER, said)
        elif job.state is Known.PRINTED:
            printer = printer_name(job.printer)
            title = self.tr("The paper was printed by {printer}").format(printer=printer)
            self._notices.show_message(NoticeKind.SUCCESS, title)
        elif self._fault and self._notices.text() == self._fault:
            self._notices.clear()  # it is over
