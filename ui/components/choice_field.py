"""A field for one of a few choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.errors import ProgramFault
from ui.components.field import Field


class ChoiceBox(QComboBox):
    """A combo box that the wheel changes only while it has the focus.

    Scrolling a form must not change what was chosen under the pointer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn only the box that the officer is in."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Field):
    """Label, combo box, message. Choices are (value, text)."""

    chosen = Signal(str)
    """The officer chose; payload: the value."""

    editor: ChoiceBox

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        hint: str = "",
        required: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        editor = ChoiceBox()
        editor.setPlaceholderText(placeholder)
        super().__init__(label, editor, hint=hint, required=required, parent=parent)
        self.set_choices(choices)
        if placeholder:
            editor.setCurrentIndex(-1)
        editor.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the value stays where it is among them. Nothing is signalled."""
        before = self.value()
        self.editor.clear()
        for value, text in choices:
            self.editor.addItem(text, value)
            self.editor.setItemData(self.editor.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        if before and self.editor.findData(before) >= 0:
            self.set_value(before)

    def value(self) -> str:
        """The chosen value; "" where nothing is chosen."""
        return str(self.editor.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose; "" chooses nothing. Nothing is signalled.

        Raises: `ProgramFault` for a value that is not offered.
        """
        index = self.editor.findData(value)
        if index < 0 and value:
            raise ProgramFault("choice_unknown", f"Không có lựa chọn {value}.")
        self.editor.setCurrentIndex(index)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.editor.itemData(index) or ""))
