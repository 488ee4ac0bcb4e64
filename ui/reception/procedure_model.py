"""Procedures to choose from: what the typed letters find, or those used lately."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.errors import InvalidInput
from ui.components.tip_text import tip_text
from ui.reception.procedure_words import ProcedureWords

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure

LISTED = 30
_Index = QModelIndex | QPersistentModelIndex


class ProcedureModel(QAbstractListModel):
    """The procedures in force on a day, best first."""

    DETAIL_ROLE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    def __init__(self, catalogue: Catalogue, parent: Any = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._found: list[Procedure] = []
        self._on = date.min
        self._words = ProcedureWords(self)

    def take_catalogue(self, catalogue: Catalogue) -> None:
        """Find in this one from now on; what is listed stays until the next search."""
        self._catalogue = catalogue

    def search(
        self,
        query: str,
        on: date,
        recent: tuple[str, ...],
        taken: Mapping[str, int] | None = None,
    ) -> None:
        """Show what ``query`` finds, what is ``taken`` often first; an empty one shows ``recent``.

        Both name procedures by their codes.
        """
        found: list[Procedure] = []
        if query.strip():
            try:
                found = self._catalogue.find(query, on, LISTED, taken)
            except InvalidInput:  # longer than any name: it finds nothing
                found = []
        else:
            found = [one for code in recent if (one := self._in_force(code, on)) is not None]
        self.beginResetModel()
        self._found, self._on = found, on
        self.endResetModel()

    def procedure(self, row: int) -> Procedure | None:
        """The procedure of a row; None where there is none."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """One row a procedure."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; under DETAIL_ROLE what ``ProcedureWords.detail`` says."""
        procedure = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return procedure.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(f"{procedure.name}. {procedure.unsure}")
        if role == self.DETAIL_ROLE:
            return self._words.detail(procedure, self._on)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{procedure.name}, {self._words.detail(procedure, self._on)}"
        return None

    def _in_force(self, code: str, on: date) -> Procedure | None:
        try:
            return self._catalogue.procedure(code, on)
        except InvalidInput:
            return None
