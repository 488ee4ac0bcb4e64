"""Something that is looked at: what it is, and whether it is well."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import QmcError
from ui.components.icon_label import IconLabel
from ui.components.restyle import set_style_property
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, TextRole


class CheckState(StrEnum):
    """How it stands; the words beside the icon say it too."""

    IDLE = "idle"
    BUSY = "busy"
    GOOD = "good"
    ODD = "odd"
    BAD = "bad"


_ICONS = {
    CheckState.IDLE: ("minus", "muted"),
    CheckState.BUSY: ("refresh-cw", "info"),
    CheckState.GOOD: ("circle-check", "success"),
    CheckState.ODD: ("triangle-alert", "warning"),
    CheckState.BAD: ("circle-alert", "danger"),
}


class CheckLine(QWidget):
    """Icon, a line that says what was found, a quieter one that says more."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = CheckState.IDLE
        self._icon = IconLabel(side=20, line_of=TextRole.BODY)
        self._title = TextLabel("", TextRole.BODY)
        self._detail = TextLabel("", TextRole.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_state(self, state: CheckState, title: str, detail: str = "") -> None:
        """Say how it stands."""
        self.state = state
        self._icon.show_icon(*_ICONS[state])
        self._title.setText(title)
        set_style_property(self._title, "tone", "danger" if state is CheckState.BAD else "")
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)

    def show_error(self, error: QmcError) -> None:
        """Say what is wrong and what helps."""
        self.show_state(CheckState.BAD, error.message, error.advice or "")

    def title(self) -> str:
        """The line that says what was found."""
        return self._title.text()
