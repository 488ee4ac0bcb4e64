"""First step: where data and key will lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.first_start.step_page import StepPage
from ui.settings.check_line import CheckLine, CheckState
from ui.theme.tokens import L, M, TextRole

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.first_start.groundwork import Groundwork, PlaceFound
    from ui.operations.operations import Operations


class PlaceStep(StepPage):
    """Looks at the data directory and at the keyring or key file; makes nothing yet."""

    def __init__(self, groundwork: Groundwork, operations: Operations) -> None:
        super().__init__(
            self.tr("Set this counter up"),
            self.tr(
                "It takes five minutes. You need the central's address and a one-time code from"
                " its administrator. What is done stays done, also when you stop half-way."
            ),
        )
        self._groundwork = groundwork
        self._operations = operations
        self._build()

    def _build(self) -> None:
        self.place = CheckLine()
        self.keys = CheckLine()
        panel = Panel()
        panel.body.setSpacing(L)
        panel.body.addWidget(self.place)
        panel.body.addWidget(self.keys)
        self.body.addWidget(panel)
        self.body.addSpacing(M)
        directory = str(self._groundwork.data)
        restore = self.tr(
            "Bringing a backup back? Close this window and run:"
            " restore FILE --data {directory} --passphrase-file PASSPHRASE"
        )
        self.body.addWidget(TextLabel(restore.format(directory=directory), TextRole.CAPTION))

    def next_label(self) -> str:
        """What the button says."""
        return self.tr("Begin") if self.is_ready else self.tr("Look again")

    def begin(self) -> None:
        """Look."""
        busy = CheckState.BUSY
        self.place.show_state(busy, self.tr("Data of the counter"), self.tr("Looking…"))
        self.keys.show_state(busy, self.tr("Key of the data"), self.tr("Looking…"))
        self._set_busy(busy=True)
        self._operations.store(
            self._groundwork.check_place,
            owner=self,
            on_success=self._on_place_found,
            on_failure=self._on_place_refused,
        )

    def go_on(self) -> None:
        """Go on where all is well, else look again."""
        if self.is_ready:
            self.completed.emit()
        else:
            self.begin()

    def _on_place_found(self, found: PlaceFound) -> None:
        good = CheckState.GOOD
        self.place.show_state(good, self.tr("Data, encrypted, lie at"), found.data)
        self.keys.show_state(good, self.tr("Their key is kept in"), found.keys)
        self._end(ready=True)

    def _on_place_refused(self, error: QmcError) -> None:
        if error.code in {"not_permitted", "disk_full", "disk_fault"}:
            self.place.show_error(error)
            self.keys.show_state(CheckState.IDLE, self.tr("Key of the data"))
        else:
            found = str(self._groundwork.data)
            self.place.show_state(CheckState.GOOD, self.tr("Data, encrypted, lie at"), found)
            self.keys.show_error(error)
        self._end(ready=False)

    def _end(self, *, ready: bool) -> None:
        self._set_busy(busy=False)
        self._set_ready(ready=ready)
