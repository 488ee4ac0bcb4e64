"""Choosing the printer: one of this machine, by its address, or a folder; with a test page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.choice_field import ChoiceField
from ui.components.progress import ProgressLine
from ui.components.text_field import TextField
from ui.settings.check_line import CheckLine, CheckState
from ui.settings.printer_address import PrinterAddress
from ui.settings.printer_by_address import PrinterModel, is_by_address
from ui.settings.printer_trial import FOLDER, NOT_FOUND
from ui.settings.trial_question import TrialQuestion
from ui.theme.tokens import M, S

if TYPE_CHECKING:
    from app.errors import QmcError
    from printing.printers.printer import Handed, PrinterInfo, PrinterState
    from ui.operations.operations import Operations
    from ui.settings.printer_trial import PrinterTrial

FOLDER_NAME = "QuayMotCua"
ADDRESS, SHARED = "address", "shared"
"""Choices that are no printer's id: one that is typed; the one that the receipts have."""


class PrinterChooser(QWidget):
    """``trial`` does the work on the thread for papers."""

    chosen = Signal(str)
    """The officer chose a printer that is there; payload: its id, "" for that of the receipts."""
    confirmed = Signal()
    """The test page is as it has to be."""

    def __init__(
        self, trial: PrinterTrial, operations: Operations, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._trial = trial
        self._operations = operations
        self._agency = self._counter = ""
        self._wanted = self._size = ""
        self._is_shared = False
        self._asked = 0
        self._by_officer = self._proposes = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.printer = ChoiceField(self.tr("Printer"), [], placeholder=self.tr("Choose a printer"))
        self.folder = TextField(
            self.tr("Folder"), hint=self.tr("Each paper is put there as a PDF file")
        )
        self.address = PrinterAddress()
        self.state = CheckLine()
        self.page = Button(self.tr("Print the test page"), icon="printer")
        self.again = Button(self.tr("Look for printers again"), ButtonKind.QUIET, icon="refresh-cw")
        self.progress = ProgressLine(self.tr("Printing the test page…"))
        self.question = TrialQuestion()
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.page)
        row.addWidget(self.again)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        for part in (self.printer, self.folder, self.address, self.state):
            column.addWidget(part)
        column.addSpacing(M)
        column.addLayout(row)
        column.addSpacing(S)
        column.addWidget(self.progress)
        column.addWidget(self.question)
        for hidden in (self.folder, self.address, self.progress, self.question):
            hidden.hide()
        self.setFocusProxy(self.printer.editor)

    def _connect(self) -> None:
        self.printer.chosen.connect(self._on_printer_chosen)
        self.folder.committed.connect(self._on_typed)
        self.address.committed.connect(self._on_typed)
        self.page.clicked.connect(self.print_page)
        self.again.clicked.connect(self._on_again_clicked)
        self.question.confirmed.connect(self._on_confirmed)
        self.question.refused.connect(self.page.setFocus)

    def set_desk(self, agency: str, counter: str) -> None:
        """What the test page says of the desk."""
        self._agency, self._counter = agency, counter

    def set_size(self, size: str) -> None:
        """The paper of the test page: A4, or what the printer has."""
        self._size = size

    def look(self, current: str, *, propose: bool = False, shared: bool = False) -> None:
        """Look for printers; ``current`` is the id of the chosen one, "" where none is.

        ``propose``: without one the machine's default is shown and tried; it is not chosen yet.
        ``shared``: without one the receipts' printer prints, and that can be chosen again.
        """
        self._wanted = current
        self._proposes = propose
        self._is_shared = shared
        self._by_officer = False
        self.state.show_state(CheckState.BUSY, self.tr("Looking for printers…"))
        self._operations.paper(self._trial.find, owner=self, on_success=self._on_printers_found)

    def value(self) -> str:
        """The id of what stands there; "" where nothing does."""
        value = self.printer.value()
        if value == FOLDER:
            folder = self.folder.text().strip()
            return f"{FOLDER}{folder}" if folder else ""
        if value == ADDRESS:
            return self.address.value()
        return "" if value == SHARED else value

    def label(self) -> str:
        """What stands there, for people."""
        if self.printer.value() == FOLDER:
            return self.folder.text().strip()
        if self.printer.value() == ADDRESS:
            return f"{self.address.model.editor.currentText()} · {self.address.place.text()}"
        return self.printer.editor.currentText()

    def print_page(self) -> None:
        """Print the test page on what stands there."""
        printer = self.value()
        if not printer:
            self._show_nothing_chosen()
            return
        self.question.hide()
        self.progress.show()
        self.page.setEnabled(False)
        agency, counter, size = self._agency, self._counter, self._size or "A4"
        self._operations.paper(
            lambda: self._trial.print_page(printer, agency=agency, counter=counter, size=size),
            owner=self,
            on_success=self._on_page_handed,
            on_failure=self._on_page_failed,
        )

    def _on_printers_found(self, found: list[PrinterInfo]) -> None:
        wanted = self._wanted
        self.printer.set_choices(self._choices(found))
        if wanted.startswith(FOLDER):
            self.folder.set_text(wanted.removeprefix(FOLDER))
            self.printer.set_value(FOLDER)
        elif is_by_address(wanted):
            self.printer.set_value(ADDRESS)
            self._show_address(wanted)
        elif wanted or (found and self._proposes):
            self.printer.set_value(wanted or found[0].id)
        else:
            self.printer.set_value(SHARED if self._is_shared else "")
        self._show_parts()
        if self.value():
            self._check()
        elif self._is_shared:
            self._show_shared()
        elif found:
            self.state.show_state(CheckState.ODD, self.tr("No printer is chosen yet"))
        else:
            self.state.show_state(
                CheckState.ODD,
                self.tr("No printer was found on this machine"),
                self.tr("Connect one, let the system install it, then look again."),
            )

    def _choices(self, found: list[PrinterInfo]) -> list[tuple[str, str]]:
        choices = [(info.id, info.label) for info in found]
        wanted, known = self._wanted, {info.id for info in found}
        typed = wanted.startswith(FOLDER) or is_by_address(wanted)
        if wanted and wanted not in known and not typed:
            choices.append((wanted, wanted.partition(":")[2]))
        if self._is_shared:
            choices.insert(0, (SHARED, self.tr("The same as the receipts")))
        choices.append((ADDRESS, self.tr("Another printer, by its address…")))
        choices.append((FOLDER, self.tr("No printer: put papers into a folder")))
        return choices

    def _show_parts(self) -> None:
        value = self.printer.value()
        self.folder.setVisible(value == FOLDER)
        self.address.setVisible(value == ADDRESS)
        self.page.setEnabled(value != SHARED)

    def _show_shared(self) -> None:
        self.state.show_state(
            CheckState.IDLE, self.tr("These papers come out of the receipts' printer")
        )

    def _show_address(self, printer: str) -> None:
        """Its kinds are read the first time that somebody asks for them."""
        if self.address.knows_models:
            self.address.show_printer(printer)
            return

        def show(models: list[PrinterModel]) -> None:
            self.address.set_models(models)
            if printer:
                self.address.show_printer(printer)
                self._check()

        self._operations.paper(self._trial.models, owner=self, on_success=show)

    def _on_printer_chosen(self, value: str) -> None:
        self.question.hide()
        self._show_parts()
        self._by_officer = True
        if value == FOLDER and not self.folder.text():
            self.folder.set_text(str(Path.home() / FOLDER_NAME))
        if value == ADDRESS and not self.address.knows_models:
            self._show_address("")
        if value == SHARED:
            self._asked += 1  # what was asked of another one is not shown any more
            self._show_shared()
            self.chosen.emit("")
        elif self.value():
            self._check()
        else:
            self._asked += 1
            self.state.show_state(CheckState.IDLE, self.tr("Type where the printer is"))

    def _on_typed(self) -> None:
        self.question.hide()
        self._by_officer = True
        if self.value():
            self._check()
        elif self.printer.value() == FOLDER:
            self._show_nothing_chosen()

    def _on_again_clicked(self) -> None:
        self.look(self.value(), propose=self._proposes, shared=self._is_shared)

    def _check(self) -> None:
        printer = self.value()
        self._asked += 1
        mine = self._asked
        self.folder.clear_message()
        self.address.place.clear_message()
        self.state.show_state(CheckState.BUSY, self.tr("Asking how it stands…"))

        def show(state: PrinterState) -> None:
            if mine == self._asked:
                self._on_printer_asked(printer, state)

        def fail(error: QmcError) -> None:
            if mine == self._asked:
                self.state.show_error(error)

        self._operations.paper(
            lambda: self._trial.check(printer), owner=self, on_success=show, on_failure=fail
        )

    def _on_printer_asked(self, printer: str, state: PrinterState) -> None:
        if not state.ready:
            self.state.show_state(CheckState.BAD, state.message, state.advice)
        elif state.advice:
            self.state.show_state(CheckState.ODD, state.message, state.advice)
        else:
            self.state.show_state(CheckState.GOOD, state.message)
        # One that is switched off is still the desk's printer; one that is not there is none.
        if self._by_officer and state.standing != NOT_FOUND:
            self.chosen.emit(printer)

    def _on_page_handed(self, handed: Handed) -> None:
        self._end_printing()
        folder = handed.job if handed.printer.startswith(FOLDER) else ""
        self.question.show()
        self.question.ask(folder=folder, narrow=self._size.endswith("mm"))

    def _on_page_failed(self, error: QmcError) -> None:
        self._end_printing()
        self.state.show_error(error)

    def _end_printing(self) -> None:
        self.progress.hide()
        self.page.setEnabled(True)

    def _on_confirmed(self) -> None:
        self.question.hide()
        self.state.show_state(CheckState.GOOD, self.tr("The test page is right"))
        self.confirmed.emit()

    def _show_nothing_chosen(self) -> None:
        if self.printer.value() == FOLDER:
            self.folder.set_error(self.tr("Type a folder"))
            self.folder.setFocus()
        elif self.printer.value() == ADDRESS:
            self.address.ask_for_rest()
        else:
            self.printer.setFocus()
