"""The law that the central has published counts in the running window at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.provincial_law.folder import LawFolder
from app.provincial_law.law_in_force import LawInForce, load_law
from ui.operations.changes import Changes

if TYPE_CHECKING:
    from ui.line.line import Line
    from ui.workplace.workplace import Workplace


class PublishedLaw(QObject):
    """Reads the law anew where the line has brought some; what was begun before ends as it was."""

    def __init__(self, workplace: Workplace, line: Line, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        line.changed.connect(self._on_line_changed)

    @Slot(object)
    def _on_line_changed(self, changes: Changes) -> None:
        operations = self._workplace.operations
        if not changes.law or operations.is_closed:
            return
        operations.store(self._load, owner=self, on_success=self._workplace.take_law)

    def _load(self) -> LawInForce:
        """On the store's thread."""
        law = load_law(LawFolder.in_data(self._workplace.store.directory))
        law.catalogue.prepare(self._workplace.clock.now().date())
        return law
