"""Light or dark: as the counter has chosen, else as the system says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from ui.theme.theme import apply_theme, system_scheme
from ui.theme.tokens import Scheme

if TYPE_CHECKING:
    from ui.operations.changes import Changes
    from ui.workplace.workplace import Workplace


class ChosenLook(QObject):
    """Keeps the application in the scheme; styling every widget anew takes a while."""

    def __init__(
        self, app: QApplication, workplace: Workplace, choice: str, parent: QObject | None = None
    ) -> None:
        """``choice`` is the counter's: ``light``, ``dark``, or empty for the system's."""
        super().__init__(parent)
        self._app = app
        self._workplace = workplace
        self._choice = choice
        self._shown = system_scheme(app)
        workplace.operations.changed.connect(self._on_desk_changed)
        app.styleHints().colorSchemeChanged.connect(self._show)
        self._show()

    @Slot(object)
    def _on_desk_changed(self, changes: Changes) -> None:
        if changes.settings:
            from app.reception.counter_settings import (  # noqa: PLC0415 - after the first paint
                counter_settings,
            )

            store = self._workplace.store
            self._workplace.operations.store(
                lambda: counter_settings(store).scheme, owner=self, on_success=self._choose
            )

    def _choose(self, choice: str) -> None:
        self._choice = choice
        self._show()

    def _show(self) -> None:
        wanted = Scheme(self._choice) if self._choice else system_scheme(self._app)
        if wanted is not self._shown:
            self._shown = wanted
            apply_theme(self._app, wanted)
