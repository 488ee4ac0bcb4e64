"""Procedures to choose from: what the typed letters find, or those used lately."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.deadlines.rule import deadline_text
from app.errors import InvalidInput

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

    def search(self, query: str, on: date, recent: tuple[str, ...]) -> None:
        """Show what ``query`` finds; an empty one shows ``recent`` (codes)."""
        found: list[Procedure] = []
        if query.strip():
            try:
                found = self._catalogue.find(query, on, limit=LISTED)
            except InvalidInput:  # longer than any name: it finds nothing
                found = []
        else:
            found = [one for code in recent if (one := self._in_force(code, on)) is not None]
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def procedure(self, row: int) -> Procedure | None:
        """The procedure of a row; None where there is none."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """One row a procedure."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; under DETAIL_ROLE code, field and time limit."""
        procedure = self._found[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return procedure.name
        if role == self.DETAIL_ROLE:
            return procedure_detail(procedure)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{procedure.name}, {procedure_detail(procedure)}"
        return None

    def _in_force(self, code: str, on: date) -> Procedure | None:
        try:
            return self._catalogue.procedure(code, on)
        except InvalidInput:
            return None


def procedure_detail(procedure: Procedure) -> str:
    """Code, field and time limit in one line."""
    limit = deadline_text(procedure.deadline).partition(";")[0]
    return f"{procedure.code} · {procedure.field} · {limit}"
