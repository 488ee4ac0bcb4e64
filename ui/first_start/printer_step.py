"""Fifth step: the printer, tried with the test page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.components.panel import Panel
from ui.first_start.step_page import StepPage
from ui.settings.printer_chooser import PrinterChooser
from ui.settings.printer_trial import PrinterTrial

if TYPE_CHECKING:
    from app.accounts.sign_in import SignedIn
    from app.errors import QmcError
    from ui.first_start.groundwork import Groundwork
    from ui.first_start.steps import Facts
    from ui.operations.operations import Operations


class PrinterStep(StepPage):
    """A printer is chosen, or left for later."""

    def __init__(self, groundwork: Groundwork, operations: Operations, trial: PrinterTrial) -> None:
        super().__init__(
            self.tr("The printer"),
            self.tr(
                "Receipts are A4 sheets. Print the test page once, so that the codes on receipts"
                " can be scanned later."
            ),
        )
        self._groundwork = groundwork
        self._operations = operations
        self._signed_in: SignedIn | None = None
        self._is_looked_for = False
        panel = Panel()
        self.chooser = PrinterChooser(trial, operations)
        panel.body.addWidget(self.chooser)
        self.body.addWidget(panel)
        self.chooser.confirmed.connect(self.go_on)

    @property
    def label(self) -> str:
        """What was chosen, for people."""
        return self.chooser.label()

    def set_officer(self, signed_in: SignedIn) -> None:
        """In whose name the printer is chosen."""
        self._signed_in = signed_in

    def show_facts(self, facts: Facts) -> None:
        """What the test page says of the desk."""
        self.chooser.set_desk(facts.agency_name, facts.counter)

    def next_label(self) -> str:
        """What the button says."""
        return self.tr("Print here from now on")

    def begin(self) -> None:
        """Look for printers, the first time."""
        if not self._is_looked_for:
            self._is_looked_for = True
            self.chooser.look("", propose=True)

    def focus_first(self) -> None:
        """The printer."""
        self.chooser.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on from the printer, too; its box has no use for it."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and self.chooser.printer.editor.hasFocus():
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """Keep what was chosen."""
        printer, signed_in = self.chooser.value(), self._signed_in
        if self.is_busy:
            return
        if not printer or signed_in is None:
            self.chooser.setFocus()
            return
        self._set_busy(busy=True)
        self._operations.store(
            lambda: self._groundwork.choose_printer(signed_in, printer),
            owner=self,
            on_success=self._on_printer_kept,
            on_failure=self._on_refused,
        )

    def _on_printer_kept(self, _: None) -> None:
        self._set_busy(busy=False)
        self.completed.emit()

    def _on_refused(self, error: QmcError) -> None:
        self._set_busy(busy=False)
        self.chooser.state.show_error(error)
