"""The steps at the left: which are done, which one is shown, which come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.icon_label import IconLabel
from ui.components.restyle import set_style_property
from ui.components.text_label import TextLabel
from ui.first_start.steps import Step, Steps
from ui.theme.tokens import L, M, TextRole


class StepRail(QWidget):
    """Only shows; Back and Go on are the way."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {step: _Row(self._name(step)) for step in Step}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        for row in self._rows.values():
            column.addWidget(row)
        column.addStretch(1)

    def show_steps(self, steps: Steps) -> None:
        """Mark each."""
        for step, row in self._rows.items():
            row.mark(is_past=steps.is_past(step) or steps.is_last, is_current=step is steps.current)

    def _name(self, step: Step) -> str:
        match step:
            case Step.PLACE:
                return self.tr("Data and key")
            case Step.CENTRAL:
                return self.tr("Central system")
            case Step.ENROL:
                return self.tr("Enrolment")
            case Step.ACCOUNT:
                return self.tr("Your account")
            case Step.PRINTER:
                return self.tr("Printer")
            case Step.DONE:
                return self.tr("Ready")


class _Row(QWidget):
    """Icon and name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._icon = IconLabel(side=18)
        self._name = TextLabel(name, TextRole.BODY, wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._name, 1)

    def mark(self, *, is_past: bool, is_current: bool) -> None:
        """Done, shown or to come."""
        if is_past:
            self._icon.show_icon("circle-check", "success")
        elif is_current:
            self._icon.show_icon("arrow-right", "accent")
        else:
            self._icon.show_icon("minus", "muted")
        role = TextRole.STRONG if is_current else TextRole.BODY if is_past else TextRole.MUTED
        set_style_property(self._name, "role", role.value)
