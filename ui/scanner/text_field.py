"""The text fields that a scanner may type into: what they hold, and how that is put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_MOST_STEPS = 1_000
_SECRET = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData


@dataclass(frozen=True, slots=True)
class FieldState:
    """Text and selection; ``anchor`` is where the selection began, ``position`` the cursor."""

    text: str
    anchor: int
    position: int

    @property
    def before(self) -> str:
        """What stands before the selection."""
        return self.text[: min(self.anchor, self.position)]

    @property
    def after(self) -> str:
        """What stands after the selection."""
        return self.text[max(self.anchor, self.position) :]

    def inserted(self, now: str) -> str | None:
        """What was typed since in place of the selection, if ``now`` differs by that alone."""
        typed = len(now) - len(self.before) - len(self.after)
        if typed < 0 or not (now.startswith(self.before) and now.endswith(self.after)):
            return None
        return now[len(self.before) : len(self.before) + typed]

    def with_typed(self, kept: str) -> FieldState:
        """After ``kept`` was typed in place of the selection; nothing kept: as it is."""
        if not kept:
            return self
        at = len(self.before) + len(kept)
        return FieldState(self.before + kept + self.after, at, at)


class TextField(Protocol):
    """A text field of any kind."""

    @property
    def widget(self) -> QWidget:
        """What holds the text."""
        ...

    def state(self) -> FieldState:
        """What the field holds now."""
        ...

    def undo(self) -> bool:
        """Undo one step; False where there is none."""
        ...

    def replace_all(self, text: str) -> None:
        """Put ``text`` in place of everything, as one step that can be undone."""
        ...

    def select(self, anchor: int, position: int) -> None:
        """Set cursor and selection."""
        ...


def restore(field: TextField, typed_into: FieldState, wanted: FieldState) -> None:
    """Make the field what it was, undoing what was typed into ``typed_into`` where that suffices.

    Undo joins keys that were typed one after another: where a step takes back more than the scan
    did, the text is put in as a step of its own. Undoing it never brings the scan back.
    """
    for _ in range(_MOST_STEPS):
        if field.state().text == wanted.text or not field.undo():
            break
        if typed_into.inserted(field.state().text) is None:
            break
    if field.state().text != wanted.text:
        field.replace_all(wanted.text)
    field.select(wanted.anchor, wanted.position)


class LineField:
    """A QLineEdit, also that of an editable combo box or a spin box.

    A box is asked for its line each time: the wrapper of such a line may die while the line lives.
    """

    def __init__(self, owner: QWidget) -> None:
        self._owner = owner

    @property
    def widget(self) -> QWidget:
        return self._owner

    @property
    def _line(self) -> QLineEdit:
        line = line_of(self._owner)
        assert line is not None
        return line

    @property
    def is_read_only(self) -> bool:
        """Whether the text is there for reading."""
        return self._line.isReadOnly()

    def state(self) -> FieldState:
        position = self._line.cursorPosition()
        if not self._line.hasSelectedText():
            return FieldState(self._line.text(), position, position)
        start, end = self._line.selectionStart(), self._line.selectionEnd()
        return FieldState(self._line.text(), start if position == end else end, position)

    def undo(self) -> bool:
        if not self._line.isUndoAvailable():
            return False
        self._line.undo()
        return True

    def replace_all(self, text: str) -> None:
        self._line.selectAll()
        self._line.insert(text)  # not setText: who listens to the user's edits must hear of it
        if self._line.text() != text:  # a validator that refuses what the field held before
            self._line.setText(text)

    def select(self, anchor: int, position: int) -> None:
        if anchor == position:
            self._line.deselect()
            self._line.setCursorPosition(position)
        else:
            self._line.setSelection(anchor, position - anchor)


class DocumentField:
    """A QPlainTextEdit or QTextEdit."""

    def __init__(self, edit: QPlainTextEdit | QTextEdit) -> None:
        self._edit = edit

    @property
    def widget(self) -> QWidget:
        return self._edit

    def state(self) -> FieldState:
        cursor = self._edit.textCursor()
        return FieldState(self._edit.toPlainText(), cursor.anchor(), cursor.position())

    def undo(self) -> bool:
        if self._edit.isReadOnly() or not self._edit.document().isUndoAvailable():
            return False
        self._edit.undo()
        return True

    def replace_all(self, text: str) -> None:
        cursor = QTextCursor(self._edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def select(self, anchor: int, position: int) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)


@dataclass(slots=True)
class Place:
    """A field, and what it held when a burst began there."""

    field: TextField
    before: FieldState

    def text(self) -> str:
        """What the field holds now, with what stood there before."""
        return self.field.state().text if isValid(self.field.widget) else ""

    def inserted(self) -> str | None:
        """What the burst put into the field so far; None where the field made something else."""
        if not isValid(self.field.widget):
            return None
        return self.before.inserted(self.field.state().text)

    def put_back(self, kept: str) -> None:
        """Take the burst out again, but leave ``kept``, which a person typed before it."""
        if isValid(self.field.widget):
            restore(self.field, self.before, self.before.with_typed(kept))


def receiver_of(widget: QWidget) -> QWidget:
    """What the keys of ``widget`` are for: a completer's list stands for its field."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget


def field_of(widget: QWidget) -> TextField | None:
    """The text field that ``widget`` is or has; None for buttons, lists, … and read-only boxes."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return DocumentField(widget)
    return None if line_of(widget) is None else LineField(widget)


def line_of(widget: QWidget) -> QLineEdit | None:
    """The line that ``widget`` is or has."""
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    if isinstance(widget, QAbstractSpinBox):
        return widget.findChild(QLineEdit)
    return widget if isinstance(widget, QLineEdit) else None


def is_secret(widget: QWidget) -> bool:
    """Whether what is typed here must not be kept for a moment: passwords."""
    if isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal:
        return True
    return bool(widget.inputMethodHints() & _SECRET)
