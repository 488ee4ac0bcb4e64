"""The papers of a dossier as rows: ticked or not, sheets by kind, what a look-up gave."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.catalogue.procedure import CopiesKind
from app.dossier.application import LookUpOutcome, Treatment
from app.dossier.decide import MAX_SHEETS
from app.drafts.draft import ComponentDraft

if TYPE_CHECKING:
    from app.catalogue.procedure import Component, Procedure

_Index = QModelIndex | QPersistentModelIndex


class PaperColumn(IntEnum):
    """The columns in their order."""

    NAME = 0
    ORIGINALS = 1
    CERTIFIED = 2
    PHOTOS = 3


COUNT_COLUMNS = (PaperColumn.ORIGINALS, PaperColumn.CERTIFIED, PaperColumn.PHOTOS)
_COUNT_FIELDS = {
    PaperColumn.ORIGINALS: "originals",
    PaperColumn.CERTIFIED: "certified",
    PaperColumn.PHOTOS: "photos",
}
_USUAL_COLUMN = {
    CopiesKind.ORIGINAL: PaperColumn.ORIGINALS,
    CopiesKind.CERTIFIED: PaperColumn.CERTIFIED,
    CopiesKind.PHOTO: PaperColumn.PHOTOS,
}
_OUTCOMES = tuple(LookUpOutcome)


class PapersModel(QAbstractTableModel):
    """One row a component of the procedure. Changing a row signals all lines."""

    lines_changed = Signal(object)
    """tuple[ComponentDraft, ...]: after a change by the officer."""

    CONDITION_ROLE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._components: list[Component] = []
        self._lines: list[ComponentDraft] = []

    def show_papers(self, procedure: Procedure | None, lines: tuple[ComponentDraft, ...]) -> None:
        """Show the lines of a draft under its procedure; what the draft lacks is not ticked."""
        components = [] if procedure is None else procedure.components
        known = {line.component: line for line in lines}
        shown = [known.get(one.id, ComponentDraft(component=one.id)) for one in components]
        if components == self._components:
            self._update(shown)
            return
        self.beginResetModel()
        self._components, self._lines = list(components), shown
        self.endResetModel()

    def component(self, row: int) -> Component:
        """The component of a row."""
        return self._components[row]

    def line(self, row: int) -> ComponentDraft:
        """What a row says."""
        return self._lines[row]

    def usual_column(self, row: int) -> PaperColumn:
        """The kind of paper that the component usually is."""
        return _USUAL_COLUMN[self._components[row].copies_kind]

    def counts(self, row: int) -> bool:
        """Whether sheets are counted: only of what is handed in."""
        return self._components[row].treatment is Treatment.SUBMIT

    def looks_up(self, row: int) -> bool:
        """Whether the row is looked up in a database."""
        return self._components[row].treatment is Treatment.LOOK_UP

    def count(self, row: int, column: int) -> int:
        """The sheets of one kind."""
        return int(getattr(self._lines[row], _COUNT_FIELDS[PaperColumn(column)]))

    def toggle(self, row: int) -> None:
        """Tick, with one sheet of the usual kind, or take the tick away."""
        line = self._lines[row]
        if line.given:
            self._set(row, given=False, originals=0, certified=0, photos=0)
        elif self.counts(row):
            self._set(row, given=True, **{_COUNT_FIELDS[self.usual_column(row)]: 1})
        else:
            self._set(row, given=True)

    def set_count(self, row: int, column: int, sheets: int) -> None:
        """Set the sheets of one kind; a row with sheets is ticked, one without is not."""
        field = _COUNT_FIELDS[PaperColumn(column)]
        sheets = max(0, min(sheets, MAX_SHEETS))
        after = msgspec.structs.replace(self._lines[row], **{field: sheets})
        self._set(row, **{field: sheets, "given": bool(_sheets(after))})

    def next_outcome(self, row: int) -> None:
        """The next of the three ends of a look-up; it was looked up, so it is ticked."""
        at = _OUTCOMES.index(self._lines[row].look_up)
        self._set(row, given=True, look_up=_OUTCOMES[(at + 1) % len(_OUTCOMES)])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """One row a component."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """As ``PaperColumn``."""
        return 0 if parent.isValid() else len(PaperColumn)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every cell can be current; the tick is the first one's."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else base

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (
            self.tr("Paper"),
            self.tr("Originals"),
            self.tr("Certified"),
            self.tr("Copies"),
        )
        return names[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name and condition, tick, treatment, sheets or the end of the look-up."""
        row, column = index.row(), PaperColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column is PaperColumn.NAME:
            given = self._lines[row].given
            return Qt.CheckState.Checked if given else Qt.CheckState.Unchecked
        if role == self.CONDITION_ROLE:
            return self._condition(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in COUNT_COLUMNS:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _text(self, row: int, column: PaperColumn) -> str:
        component, line = self._components[row], self._lines[row]
        if column is PaperColumn.NAME:
            return component.name
        if self.counts(row):
            return str(self.count(row, column) or "")
        if column is not PaperColumn.ORIGINALS:
            return ""
        if self.looks_up(row) and line.given:
            return self._outcomes()[line.look_up]
        return self._treatments()[component.treatment]

    def _condition(self, row: int) -> str:
        component = self._components[row]
        if component.replaced_by and component.treatment is Treatment.LOOK_UP:
            return component.replaced_by
        return component.condition or component.replaced_by

    def _spoken(self, row: int, column: PaperColumn) -> str:
        """What a screen reader says of a cell."""
        text = self._text(row, column)
        if column is PaperColumn.NAME:
            given = self.tr("given") if self._lines[row].given else self.tr("not given")
            how = self._treatments()[self._components[row].treatment]
            return f"{text}, {how}, {given}"
        header = self.headerData(column, Qt.Orientation.Horizontal)
        none = self.tr("none")
        return f"{header}: {text or none}"

    def _treatments(self) -> dict[Treatment, str]:
        return {
            Treatment.SUBMIT: self.tr("hand in"),
            Treatment.SHOW: self.tr("show"),
            Treatment.LOOK_UP: self.tr("look up in the database"),
        }

    def _outcomes(self) -> dict[LookUpOutcome, str]:
        return {
            LookUpOutcome.OBTAINED: self.tr("looked up: found"),
            LookUpOutcome.MISSING_OR_DIFFERENT: self.tr("looked up: missing or different"),
            LookUpOutcome.NOT_REACHABLE: self.tr("look-up still to come"),
        }

    def _set(self, row: int, **fields: Any) -> None:
        after = msgspec.structs.replace(self._lines[row], **fields)
        if after == self._lines[row]:
            return
        self._lines[row] = after
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(PaperColumn) - 1))
        self.lines_changed.emit(tuple(self._lines))

    def _update(self, lines: list[ComponentDraft]) -> None:
        for row, line in enumerate(lines):
            if line != self._lines[row]:
                self._lines[row] = line
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(PaperColumn) - 1))


def _sheets(line: ComponentDraft) -> int:
    return line.originals + line.certified + line.photos
