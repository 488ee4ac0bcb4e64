"""Second step: the central's address, tried while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.errors import InvalidInput
from ui.components.text_field import TextField
from ui.first_start.step_page import StepPage
from ui.operations.latest import Latest
from ui.settings.check_line import CheckLine, CheckState
from ui.theme.tokens import M

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.first_start.central_check import CentralFound
    from ui.first_start.groundwork import Groundwork
    from ui.first_start.steps import Facts
    from ui.operations.operations import Operations

CHECK_AFTER_MS = 600
"""Somebody who types on is not interrupted."""


class CentralStep(StepPage):
    """One field, and what was found at the address in it."""

    def __init__(self, groundwork: Groundwork, operations: Operations) -> None:
        super().__init__(
            self.tr("The central system"),
            self.tr("Its administrator tells you the address. The desk sends its dossiers there."),
        )
        self._groundwork = groundwork
        self._latest = Latest(operations, self)
        self._found: CentralFound | None = None
        self._tried = ""
        self._wants_on = False
        self._build()

    def _build(self) -> None:
        self.address = TextField(self.tr("Address"), placeholder="https://", required=True)
        self.found = CheckLine()
        self.found.hide()
        self.body.addWidget(self.address)
        self.body.addSpacing(M)
        self.body.addWidget(self.found)
        self._timer = QTimer(self, interval=CHECK_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._check)
        self.address.edited.connect(self._on_address_edited)
        self.address.editor.returnPressed.connect(self.go_on)

    @property
    def url(self) -> str:
        """The address that was found good; "" before that."""
        return self._found.url if self._found is not None else ""

    def begin(self) -> None:
        """Try what stands there."""
        if self.address.text() and self._found is None:
            self._check()

    def show_facts(self, facts: Facts) -> None:
        """Put in the address that is known."""
        if facts.central_url:
            self.address.set_text(facts.central_url)

    def focus_first(self) -> None:
        """The address."""
        self.address.setFocus()

    def go_on(self) -> None:
        """Go on where the central was found; else look, and then go on."""
        if self._found is not None:
            self.completed.emit()
            return
        self._wants_on = True
        if self._timer.isActive() or not self._tried:
            self._check()

    def _check(self) -> None:
        self._timer.stop()
        typed = self._tried = self.address.text()
        self.address.clear_message()
        self.found.show()
        self.found.show_state(CheckState.BUSY, self.tr("Looking for the central system…"))
        self._latest.run(
            lambda: self._groundwork.check_central(typed),
            self._on_central_found,
            self._on_central_missed,
        )

    def _on_address_edited(self) -> None:
        self._latest.cancel()
        self._found = None
        self._tried = ""
        self._wants_on = False
        self.found.hide()
        self.address.clear_message()
        self._timer.start()

    def _on_central_found(self, found: CentralFound) -> None:
        self._found = found
        if found.clock_is_wrong:
            offset = found.offset_s or 0.0
            self.found.show_state(
                CheckState.ODD,
                self.tr("The central answers, but the clock of this machine is off"),
                self.tr("By {minutes} minutes. Set date and time right, then go on.").format(
                    minutes=max(1, round(abs(offset) / 60))
                ),
            )
        else:
            self.found.show_state(CheckState.GOOD, self.tr("The central system answers"), found.url)
        if self._wants_on:
            self._wants_on = False
            self.completed.emit()

    def _on_central_missed(self, error: QmcError) -> None:
        wanted, self._wants_on = self._wants_on, False
        self._tried = ""
        if isinstance(error, InvalidInput):
            self.found.hide()
            # Half an address is no mistake while one types.
            if wanted or self.address.text().strip().startswith("http://"):
                self.address.set_error(error.message)
        else:
            self.found.show_error(error)
