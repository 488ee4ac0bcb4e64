"""The palette's procedures: what the typed words name, what this desk takes often first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import InvalidInput
from ui.operations.latest import Latest
from ui.reception.recent_use import COUNTED
from ui.shell.command import Command

if TYPE_CHECKING:
    from ui.workplace.workplace import Workplace

LEAST_LETTERS = 2
MOST_PROCEDURES = 12


class ProcedureCommands(QObject):
    """Each begins a dossier of its procedure: ``begin(code)``."""

    def __init__(
        self,
        workplace: Workplace,
        begin: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._begin = begin
        self._taken: Mapping[str, int] = {}
        self._counting = Latest(workplace.operations, self)

    def count(self) -> None:
        """Ask how often each procedure was taken of late."""
        store = self._workplace.store
        self._counting.run(lambda: store.procedures_taken(COUNTED), self._on_counted)

    def found(self, query: str) -> Sequence[Command]:
        """Those that ``query`` names on this day, best first."""
        if len(query.strip()) < LEAST_LETTERS:
            return ()
        today = self._workplace.clock.now().date()
        try:
            found = self._workplace.catalogue.find(query, today, MOST_PROCEDURES, self._taken)
        except InvalidInput:
            return ()  # longer than any procedure's name
        return [
            Command(
                title=procedure.name,
                run=lambda code=procedure.code: self._begin(code),  # type: ignore[misc] # a default binds it
                icon="file-plus",
                detail=procedure.code,
            )
            for procedure in found
        ]

    def _on_counted(self, taken: Mapping[str, int]) -> None:
        self._taken = taken
