"""A field for a whole number within limits."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from ui.components.field import Field


class NumberBox(QSpinBox):
    """A spin box that the wheel changes only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn only the box that the officer is in."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(Field):
    """Label, spin box, message."""

    changed = Signal(int)
    """The officer changed the number; payload: the number."""

    editor: NumberBox

    def __init__(
        self,
        label: str,
        *,
        low: int,
        high: int,
        suffix: str = "",
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        editor = NumberBox()
        editor.setRange(low, high)
        editor.setSuffix(suffix)
        editor.setGroupSeparatorShown(True)
        super().__init__(label, editor, hint=hint, required=required, parent=parent)
        editor.valueChanged.connect(self.changed)

    def value(self) -> int:
        """The number."""
        return self.editor.value()

    def set_value(self, value: int) -> None:
        """Put a number in, brought within the limits; nothing is signalled."""
        with QSignalBlocker(self.editor):
            self.editor.setValue(value)
