"""Third step: the desk introduces itself to its central with a one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.components.notice import Notice, NoticeKind
from ui.components.progress import ProgressLine
from ui.components.text_field import TextField
from ui.first_start.step_page import StepPage
from ui.theme.tokens import M

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.first_start.groundwork import Groundwork
    from ui.first_start.steps import Facts
    from ui.operations.operations import Operations


class EnrolStep(StepPage):
    """The code and the counter's name."""

    enrolled = Signal(object)
    """Facts: the central has taken the desk; before ``completed``."""

    def __init__(self, groundwork: Groundwork, operations: Operations) -> None:
        super().__init__(
            self.tr("Enrol this counter"),
            self.tr("The code is good for one counter. It does not matter how dashes are typed."),
        )
        self._groundwork = groundwork
        self._operations = operations
        self._address = ""
        self._build()

    def _build(self) -> None:
        self.code = TextField(
            self.tr("Enrolment code"), placeholder="XXXX-XXXX-XXXX", required=True
        )
        self.counter = TextField(
            self.tr("Name of this counter"),
            hint=self.tr("As people call it; it is printed on receipts"),
            placeholder=self.tr("Counter 1"),
            required=True,
        )
        self.progress = ProgressLine(self.tr("Introducing the counter to the central system…"))
        self.progress.hide()
        self.trouble = Notice(NoticeKind.DANGER, "")
        self.trouble.hide()
        for widget in (self.code, self.counter):
            self.body.addWidget(widget)
        self.body.addSpacing(M)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.trouble)
        for field in (self.code, self.counter):
            field.edited.connect(self._on_edited)
        self.code.editor.returnPressed.connect(self._on_code_entered)
        self.counter.editor.returnPressed.connect(self.go_on)

    def set_address(self, address: str) -> None:
        """Where the central is."""
        self._address = address

    def show_facts(self, facts: Facts) -> None:
        """Put in what an earlier start has asked with."""
        self._address = facts.central_url or self._address
        for field, text in ((self.code, facts.code), (self.counter, facts.counter)):
            if text:
                field.set_text(text)

    def next_label(self) -> str:
        """What the button says."""
        return self.tr("Enrol")

    def focus_first(self) -> None:
        """The first field that is empty."""
        (self.counter if self.code.text() and not self.counter.text() else self.code).setFocus()

    def go_on(self) -> None:
        """Ask the central."""
        if self.is_busy:
            return
        address, code, counter = self._address, self.code.text(), self.counter.text()
        self.trouble.hide()
        self.progress.show()
        self._set_busy(busy=True)
        self._operations.store(
            lambda: self._groundwork.enrol(address, code, counter),
            owner=self,
            on_success=self._on_enrolled,
            on_failure=self._on_refused,
        )

    def _on_enrolled(self, facts: Facts) -> None:
        self.progress.hide()
        self._set_busy(busy=False)
        self.enrolled.emit(facts)
        self.completed.emit()

    def _on_refused(self, error: QmcError) -> None:
        self.progress.hide()
        self._set_busy(busy=False)
        field = {"code": self.code, "counter": self.counter}.get(error.field or "")
        if field is None:
            self.trouble.set_message(error.message, error.advice or "")
            self.trouble.show()
            self.code.setFocus()
            return
        field.set_error(" ".join(filter(None, (error.message, error.advice))))
        field.editor.selectAll()
        field.setFocus()

    def _on_edited(self) -> None:
        self.trouble.hide()
        for field in (self.code, self.counter):
            field.clear_message()

    def _on_code_entered(self) -> None:
        if self.counter.text():
            self.go_on()
        else:
            self.counter.setFocus()
