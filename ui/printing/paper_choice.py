"""Opens In giấy tờ… over a page, and the system's dialog after it where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from ui.printing.dialog_printer import DialogPrinter
from ui.printing.paper_dialog import MOST_COPIES, PaperDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from app.errors import QmcError
    from app.reception.desk import Desk
    from ui.printing.offered import OfferedPapers
    from ui.printing.placing import Place
    from ui.workplace.workplace import Workplace


class PaperChoice(QObject):
    """One dialog at a time, over ``page``; nothing is shown once the counter is locked."""

    chosen = Signal(str, str, object, object)
    """Print: the dossier's id, the form, its Place, and the Printer of the system's dialog or
    None."""
    failed = Signal(object)
    """QmcError: the papers of the dossier can't be told."""

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._page = page
        self._is_asked = False

    def ask(self, desk: Desk, dossier: str) -> None:
        """Which papers fit is asked on the thread of papers; then the dialog opens."""
        if self._is_asked:
            return
        self._is_asked = True

        def work() -> OfferedPapers:
            from ui.printing.offered import offered_papers  # noqa: PLC0415 - on its thread

            return offered_papers(desk, dossier)

        self._workplace.operations.paper(
            work,
            owner=self,
            on_success=lambda offered: self._on_papers_offered(desk, offered),
            on_failure=self._on_not_offered,
        )

    def _on_papers_offered(self, desk: Desk, offered: OfferedPapers) -> None:
        self._is_asked = False
        if self._workplace.desk_if_signed_in() is not desk or not self._page.isVisible():
            return
        dialog = PaperDialog(offered, desk, self._workplace.operations, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.print_asked.connect(
            lambda form, place: self.chosen.emit(offered.dossier, form, place, None)
        )
        dialog.dialog_asked.connect(
            lambda form, place: self._ask_system(offered.dossier, form, place)
        )
        dialog.open()

    def _on_not_offered(self, error: QmcError) -> None:
        self._is_asked = False
        self.failed.emit(error)

    def _ask_system(self, dossier: str, form: str, place: Place) -> None:
        """The system's own dialog: for a printer that the counter does not use every day."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - few ask for it

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(place.copies)
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self._on_system_chosen(dossier, form, place, printer))
        dialog.show()  # its open() wants a slot by name

    def _on_system_chosen(self, dossier: str, form: str, place: Place, printer: QPrinter) -> None:
        copies = max(1, min(printer.copyCount(), MOST_COPIES))
        there = msgspec.structs.replace(place, copies=copies, tray="")
        self.chosen.emit(dossier, form, there, DialogPrinter(printer))
