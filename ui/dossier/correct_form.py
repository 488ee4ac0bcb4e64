"""Correct what was typed: the fields as they stand, and why they change."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.dossier.application import Application
from app.dossier.correction import OWN_FIELDS, PERSON_FIELDS, current_value
from app.dossier.person_fields import SEXES
from app.drafts.reading import shown_date
from app.errors import QmcError
from app.identity.card_dates import read_card_date
from ui.components.button import Button, ButtonKind
from ui.components.choice_field import ChoiceField
from ui.components.field import Field
from ui.components.panel import Panel
from ui.components.text_field import TextField
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, S, TextRole
from ui.wording.event_words import EventWords

_PEOPLE = ("submitter", "owner", "authoriser")
_COLUMNS = 12
_SPANS = {
    "name": 4,
    "id_number": 3,
    "birth": 3,
    "sex": 2,
    "address": 6,
    "phone": 3,
    "email": 3,
    "summary": 5,
    "return_at": 5,
    "sets": 2,
}
"""Columns of a field: the form of one person fits a small screen without scrolling."""


class CorrectForm(Panel):
    """Only what was changed is sent; number, times and fees are not here: they never change."""

    correction_asked = Signal(object, str)
    """Payload: dict of a field's path and its new value; the reason."""
    left = Signal()
    """Esc, or the button: nothing is changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Correct the dossier"))
        self._events = EventWords(self)
        self._before: dict[str, str] = {}
        self._reason_before = ""
        self._fields: dict[str, TextField | ChoiceField] = {}
        self._content: QWidget | None = None
        self._build()
        self.send.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)
        self.reason.editor.returnPressed.connect(self._submit)

    def open_with(
        self, application: Application, wanted: Mapping[str, str], reason: str = ""
    ) -> None:
        """Show the fields as they stand; ``wanted`` are new values that were asked for before."""
        self._fields, self._before = {}, {}
        self._build_fields(application)
        for path, value in wanted.items():
            if path in self._fields:
                _put(self._fields[path], path, value)
        self.reason.set_text(reason)
        self._reason_before = reason
        self.reason.clear_message()
        self.send.setEnabled(True)
        first = next(iter(self._fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, path: str) -> TextField | ChoiceField | None:
        """The field of a path; None where this dossier has none."""
        return self._fields.get(path)

    def values(self) -> dict[str, str]:
        """What was changed: path and new value, as it stands in the form."""
        now = {path: _shown(field) for path, field in self._fields.items()}
        return {path: value for path, value in now.items() if value != self._before[path]}

    def is_edited(self) -> bool:
        """Whether something would be lost by leaving."""
        return bool(self.values()) or self.reason.text() != self._reason_before

    def show_error(self, error: QmcError) -> None:
        """It was not corrected; the error stands at its field, and the keys go there."""
        self.send.setEnabled(True)
        field: Field = self._fields.get(error.field or "") or self.reason
        field.set_error(" ".join(part for part in (error.message, error.advice) if part))
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.reason = TextField(self.tr("Why it is corrected"), required=True)
        self.send = Button(self.tr("Record the correction"), ButtonKind.PRIMARY, icon="check")
        self.leave = Button(self.tr("Leave"), ButtonKind.QUIET, key="Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.send)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        self.body.addWidget(self.reason)
        self.body.addLayout(buttons)

    def _build_fields(self, application: Application) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(0)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        for who in _PEOPLE:
            paths = [f"{who}.{name}" for name in PERSON_FIELDS]
            if current_value(application, paths[0]) is not None:
                person = self._events.person(who)
                self._add_group(grid, person[:1].upper() + person[1:], paths, application)
        self._add_group(grid, self.tr("Dossier"), list(OWN_FIELDS), application)
        self.body.insertWidget(0, self._content)
        self._order_tabs()

    def _add_group(
        self, grid: QGridLayout, title: str, paths: list[str], application: Application
    ) -> None:
        row = grid.rowCount()
        heading: QLabel = TextLabel(title, TextRole.STRONG)
        grid.addWidget(heading, row, 0, 1, _COLUMNS)
        row, column = row + 1, 0
        for path in paths:
            field = self._make(path, current_value(application, path) or "")
            span = _SPANS[path.rpartition(".")[2]]
            if column + span > _COLUMNS:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        grid.setRowMinimumHeight(grid.rowCount(), S)

    def _make(self, path: str, value: str) -> TextField | ChoiceField:
        _, dot, name = path.partition(".")
        label = self._events.person_field(name) if dot else self._events.field(path)
        field: TextField | ChoiceField
        if name == "sex":
            field = ChoiceField(label, [("", "—"), *((sex, sex) for sex in SEXES)])
        else:
            field = TextField(label)
        _put(field, path, value)
        field.editor.setAccessibleName(self._events.field(path))
        self._fields[path] = field
        self._before[path] = _shown(field)
        return field

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [field.editor for field in self._fields.values()]
        stops += [self.reason.editor, self.send, self.leave]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _submit(self) -> None:
        for field in (*self._fields.values(), self.reason):
            field.clear_message()
        values = self.values()
        for path in values:
            if path.endswith(".birth"):
                values[path], problem = read_card_date(values[path])
                if problem:
                    error = self.tr("Date of birth: {problem}").format(problem=problem)
                    self._fields[path].set_error(error)
                    self._fields[path].setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.send.setEnabled(False)
        self.correction_asked.emit(values, self.reason.text())


def _shown(field: TextField | ChoiceField) -> str:
    return field.value() if isinstance(field, ChoiceField) else field.text()


def _put(field: TextField | ChoiceField, path: str, value: str) -> None:
    if isinstance(field, ChoiceField):
        field.set_value(value if value in SEXES else "")
    else:
        field.set_text(shown_date(value) if path.endswith(".birth") else value)
