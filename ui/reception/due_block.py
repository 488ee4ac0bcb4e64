"""The day of the result: large, with its weekday, and why it is that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.reception.case_choice import CaseChoice
from ui.reception.figures import moment_in_figures
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, XS, M, S, TextRole, colour, part_on
from ui.wording.shown_text import in_a_sentence

EDGE = 4
WHY_KEY = "Alt+V"

if TYPE_CHECKING:
    from ui.reception.receipt_view import ReceiptView


class DueBlock(QFrame):
    """Stays where it is while it has nothing to say. ``case`` is the form's to fill."""

    reasons_shown = Signal(object)
    """QWidget: the officer asked why, and this says it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.why.clicked.connect(self.toggle_why)

    def toggle_why(self) -> None:
        """Tell the steps that lead to the day, or no longer."""
        if not self.why.isVisibleTo(self):
            return
        self._show_trace(shown=not self._trace.isVisibleTo(self))
        if self._trace.isVisibleTo(self):
            self.reasons_shown.emit(self._trace)

    def reasons(self) -> list[str]:
        """The steps that are told now."""
        return self._trace.text().splitlines() if self._trace.isVisibleTo(self) else []

    def show_due(self, view: ReceiptView) -> None:
        """Show the due day of a receipt."""
        at, due = view.due_at, view.due
        if at is not None:
            self._day.setText(moment_in_figures(at))
        elif due is not None:
            self._day.setText(self.tr("No day is promised"))
        else:
            self._day.setText("…………")
        self._day.setEnabled(due is not None)
        limit = in_a_sentence(view.time_limit.partition(";")[0])
        self._without.setText(view.time_limit)
        self._without.setVisible(due is not None and at is None)
        words = self.tr("Day of the result")
        if view.is_received and not view.code:
            words = self.tr("Expected day of the result")
        self._label.setText(f"{words} · {limit}" if limit and at is not None else words)
        self._provisional.setVisible(due is not None and due.provisional)
        self.why.setVisible(due is not None)
        self._trace.setText("" if due is None else "\n".join(due.trace))
        self._show_trace(shown=self._trace.isVisibleTo(self) and due is not None)

    def day(self) -> str:
        """The day as it is shown."""
        return self._day.text()

    def spoken(self) -> str:
        """What it says, for screen readers."""
        said = f"{self._label.text()}: {self._day.text()}"
        return f"{said}. {self._without.text()}" if self._without.isVisibleTo(self) else said

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A sunken ground with an edge of the accent: what the citizen will ask for."""
        super().paintEvent(event)
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for ink, width in (
            (colour(colours, "sunken"), self.width()),
            (part_on(colours, "accent", "sunken"), EDGE),
        ):
            painter.setClipRect(0, 0, width, self.height())
            painter.setBrush(QColor(ink))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)

    def _build(self) -> None:
        self._label = TextLabel("", TextRole.MUTED)
        self._day = TextLabel("", TextRole.TITLE)
        self._without = TextLabel("", TextRole.MUTED)
        self._without.hide()
        self._trace = TextLabel("", TextRole.MUTED)
        self._trace.hide()
        self.why = Button(self.tr("Why"), ButtonKind.QUIET, icon="chevron-down", key=WHY_KEY)
        self.case = CaseChoice()
        self._provisional = QWidget()
        warning = QHBoxLayout(self._provisional)
        warning.setContentsMargins(0, 0, 0, 0)
        warning.setSpacing(XS)
        warning.addWidget(
            IconLabel("triangle-alert", side=16, ink="warning", ground="sunken"),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        words = TextLabel(
            self.tr("Provisional: the days off of that year are not decided yet"), TextRole.MUTED
        )
        warning.addWidget(words, 1)
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, XS, XS, S)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._day)
        column.addWidget(self._without)
        case = QHBoxLayout()
        case.setContentsMargins(0, 0, M - XS, 0)  # as far from the edge as what stands above
        case.addWidget(self.case)
        column.addLayout(case)
        column.addWidget(self._provisional)
        column.addWidget(self._trace)

    def _show_trace(self, *, shown: bool) -> None:
        self._trace.setVisible(shown)
        self.why.set_icon("chevron-up" if shown else "chevron-down")
        self.why.set_label(self.tr("Less") if shown else self.tr("Why"))
