"""Choose a procedure by a few letters: a field, and the matches under it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from ui.components.text_field import TextField
from ui.reception.person_form import MAX_TYPED
from ui.reception.procedure_model import ProcedureModel
from ui.reception.procedure_row import ProcedureRow
from ui.reception.procedure_words import ProcedureWords

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure

SHOWN_ROWS = 6
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class ProcedurePicker(QWidget):
    """The matches lie over ``stage``, so that nothing moves; the focus stays in the field."""

    procedure_chosen = Signal(str)
    """The officer chose; payload: the code."""

    def __init__(
        self, catalogue: Catalogue, stage: QWidget, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._on = date.min
        self._recent: tuple[str, ...] = ()
        self._taken: Mapping[str, int] = {}
        self._chosen: Procedure | None = None
        self._model = ProcedureModel(catalogue, self)
        self._words = ProcedureWords(self)
        self._build()
        self._connect()

    def take_catalogue(self, catalogue: Catalogue) -> None:
        """Procedures are found in this one from now on."""
        self.list.hide()
        self._model.take_catalogue(catalogue)

    def set_recent(self, codes: tuple[str, ...], taken: Mapping[str, int]) -> None:
        """The procedures to offer while nothing is typed, and how often each is taken."""
        self._recent = codes
        self._taken = taken

    def set_day(self, on: date) -> None:
        """Procedures are found as they are in force on ``on``."""
        self._on = on

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Show what is chosen."""
        if procedure == self._chosen and procedure is not None:
            return
        self._chosen = procedure
        if procedure is not None or not self.list.isVisible():
            self._show_chosen()

    def _build(self) -> None:
        self.field = TextField(
            self.tr("Procedure"),
            placeholder=self.tr("A few letters of the name, without tone marks, or the code"),
        )
        self.field.editor.setMaxLength(MAX_TYPED)
        self.list = QListView(self._stage)
        self.list.setModel(self._model)
        self.list.setItemDelegate(ProcedureRow(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("popup", "true")
        self.list.setAccessibleName(self.tr("Matching procedures"))
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)

    def _connect(self) -> None:
        self.field.edited.connect(self._on_text_edited)
        self.field.editor.installEventFilter(self)
        self.list.clicked.connect(self._on_row_clicked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows, Enter and Esc act on the list while the letters go into the field."""
        if watched is not self.field.editor:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if event.type() == QEvent.Type.FocusIn:
            self._on_field_entered()
        elif event.type() == QEvent.Type.FocusOut:
            self._on_field_left()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key])
            return True
        if not self.list.isVisible():
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier
        ):
            return self._choose(self.list.currentIndex())
        if key == Qt.Key.Key_Escape:
            self._show_chosen()
            return True
        return False

    def _move(self, by: int) -> None:
        if not self.list.isVisible():
            self._list(self.field.text() if self._is_typed() else "")
            by = 0
        rows = self._model.rowCount()
        if rows:
            at = self.list.currentIndex().row()
            self.list.setCurrentIndex(self._model.index(max(0, min(at + by, rows - 1)), 0))

    def _choose(self, index: QModelIndex) -> bool:
        """Choose a row; False where none is current, and Enter then goes on."""
        procedure = self._model.procedure(index.row()) if index.isValid() else None
        if procedure is None:
            return False
        changed = procedure != self._chosen
        self._chosen = procedure
        self._show_chosen()
        if changed:
            self.procedure_chosen.emit(procedure.code)
        return changed

    def _on_text_edited(self, text: str) -> None:
        self._list(text)
        if text.strip():
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _on_row_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _on_field_entered(self) -> None:
        if self._chosen is None and not self.field.text():
            self._list("")

    def _on_field_left(self) -> None:
        """Letters that chose nothing go away: what stands there is what is chosen."""
        self._show_chosen()

    def _is_typed(self) -> bool:
        return self._chosen is None or self.field.text() != self._chosen.name

    def _list(self, query: str) -> None:
        self._model.search(query, self._on, self._recent, self._taken)
        rows = min(self._model.rowCount(), SHOWN_ROWS)
        if not rows:
            self.list.hide()
            self.field.set_hint(self.tr("No procedure has these letters") if query.strip() else "")
            return
        self.field.set_hint("" if query.strip() else self.tr("Used lately: ↓ and Enter"))
        editor = self.field.editor
        place = editor.mapTo(self._stage, QPoint(0, editor.height() + 2))
        height = self.list.sizeHintForRow(0) * rows + 2 * self.list.frameWidth() + 4
        self.list.setGeometry(place.x(), place.y(), editor.width(), height)
        self.list.raise_()
        self.list.show()

    def _show_chosen(self) -> None:
        self.list.hide()
        chosen = self._chosen
        self.field.set_text("" if chosen is None else chosen.name)
        self.field.editor.setCursorPosition(0)
        if chosen is None:
            self.field.set_hint("")
        else:
            self.field.set_hint(self._words.detail(chosen, self._on), chosen.unsure)
