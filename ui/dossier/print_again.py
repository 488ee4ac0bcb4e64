"""Print a dossier's paper again, and say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.components.notice import NoticeKind
from ui.listing.notice_slot import NoticeSlot
from ui.operations.changes import Changes
from ui.reception.receiving import print_receipt

if TYPE_CHECKING:
    from app.errors import QmcError
    from printing.issuing import PrintedPaper
    from ui.workplace.workplace import Workplace


class PrintAgain(QObject):
    """One paper at a time; the result is told in ``notices``."""

    busy_changed = Signal(bool)
    """Whether a paper is being printed."""

    def __init__(
        self, workplace: Workplace, notices: NoticeSlot, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._notices = notices
        self.is_busy = False

    def print_paper(self, dossier: str) -> None:
        """Print the receipt of the dossier with this id, or its slip while it has no code.

        Asked again while one is being printed, it does nothing: a second press is no second paper.
        """
        if self.is_busy:
            return
        desk, printers = self._workplace.desk, self._workplace.printers
        self._set_busy(busy=True)
        self._workplace.operations.paper(
            lambda: print_receipt(desk, printers, dossier),
            owner=self,
            on_success=self._on_paper_printed,
            on_failure=self._on_paper_not_printed,
            changes=Changes(dossiers=frozenset({dossier}), queue=True, today=True),
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    def _on_paper_printed(self, printed: PrintedPaper | None) -> None:
        self._set_busy(busy=False)
        if printed is None:
            self._notices.show_message(
                NoticeKind.WARNING,
                self.tr("No printer is chosen for this counter"),
                self.tr("Choose one in the settings, then print again."),
            )
            return
        printer = printed.handed.printer
        if printed.nth > 1:
            title = self.tr("Reprint {count} was sent to {printer}").format(
                count=printed.nth - 1, printer=printer
            )
        else:
            title = self.tr("The paper was sent to {printer}").format(printer=printer)
        self._notices.show_message(NoticeKind.SUCCESS, title)

    def _on_paper_not_printed(self, error: QmcError) -> None:
        self._set_busy(busy=False)
        self._notices.show_error(error)
