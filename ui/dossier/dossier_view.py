"""A dossier as it is shown: head, what it holds, fees, what is not sent, history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.accounts.roles import Act, permits
from app.dossier.state import FINAL_STAGES
from ui.dossier.application_panel import ApplicationPanel
from ui.dossier.clock_panel import ClockPanel
from ui.dossier.correct_form import CorrectForm
from ui.dossier.dossier_head import DossierHead
from ui.dossier.fees_panel import FeesPanel
from ui.dossier.history_panel import HistoryPanel
from ui.dossier.queue_panel import QueuePanel
from ui.theme.tokens import XL, L, M
from ui.workplace.working_days import WorkingDays

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from ui.dossier.reading import DossierReading
    from ui.workplace.workplace import Workplace

_SIDE_LEAST, _SIDE_MOST = 372, 520
_READ, _CORRECT = 0, 1


class DossierView(QWidget):
    """The head stays, the rest scrolls; the correction takes the place of what it corrects."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = DossierHead(WorkingDays(workplace))
        self.application = ApplicationPanel()
        self.form = CorrectForm()
        self.clock = ClockPanel()
        self.fees = FeesPanel()
        self.queue = QueuePanel()
        self.history = HistoryPanel()
        self.notice_place = QVBoxLayout()
        self._build()
        self.fees.form.grown.connect(self._show_money)

    def show_reading(self, reading: DossierReading, desk: Desk, now: datetime) -> None:
        """Show it, with what the desk's officer may do."""
        state = reading.view.state
        is_open = state.application is not None and state.stage not in FINAL_STAGES
        self.head.show_dossier(state, reading.queue, reading.procedure, now)
        self.head.show_acts(desk.roles, is_open=is_open)
        self.application.show_dossier(state)
        self.clock.show_clock(reading.clock)
        self.fees.show_dossier(state, may_collect=permits(desk.roles, Act.COLLECT))
        self.queue.show_entries(reading.view.queue, now.date())
        self.history.show_entries(reading.entries, state.application, now.date())

    def begin_anew(self) -> None:
        """Another dossier: from the top, nothing open."""
        self.close_form()
        self.fees.form.hide()
        self.clock.begin_anew()
        self.history.begin_anew()
        self.area.verticalScrollBar().setValue(0)

    def open_form(self) -> None:
        """The correction is typed."""
        self._left.setCurrentIndex(_CORRECT)
        self._fit_left()
        self.area.verticalScrollBar().setValue(0)

    def close_form(self) -> None:
        """The correction is recorded or left."""
        self._left.setCurrentIndex(_READ)
        self._fit_left()

    def _show_money(self) -> None:
        """Once it has its place: what is typed and its button, above all else."""
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.fees.form, 0, L))

    def scroll_by_key(self, key: Qt.Key) -> bool:
        """Arrows, Page Up and Down, Home, End; False for any other key."""
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key not in steps:
            return False
        bar.setValue(bar.value() + steps[key])
        return True

    def is_correcting(self) -> bool:
        """Whether the form is open."""
        return self._left.currentIndex() == _CORRECT

    def _fit_left(self) -> None:
        """A stack is as high as its highest page; the other one must not make it scroll."""
        for page in self._pages:
            policy = page.sizePolicy()
            shown = page is self._left.currentWidget()
            policy.setVerticalPolicy(
                QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            )
            page.setSizePolicy(policy)
        self._left.adjustSize()

    def _build(self) -> None:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Dossier"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page scrolls it by the keys
        self.area.setWidget(self._build_content())
        top = QVBoxLayout()
        top.setContentsMargins(XL, L, XL, 0)
        top.addWidget(self.head)
        self.notice_place.setContentsMargins(XL, 0, XL, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addLayout(top)
        column.addLayout(self.notice_place)
        column.addWidget(self.area, 1)
        self._fit_left()

    def _build_content(self) -> QWidget:
        self._left = QStackedWidget()
        form = QWidget()
        around = QVBoxLayout(form)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.form)
        around.addStretch(1)
        self._pages = (self.application, form)
        for page in self._pages:
            self._left.addWidget(page)
        side = QWidget()
        side.setMinimumWidth(_SIDE_LEAST)
        side.setMaximumWidth(_SIDE_MOST)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(M)
        for panel in (self.queue, self.clock, self.fees, self.history):
            right.addWidget(panel)
        right.addStretch(1)
        content = QWidget()
        content.setProperty("plain", "true")
        row = QHBoxLayout(content)
        row.setContentsMargins(XL, 0, XL, L)
        row.setSpacing(M)
        row.addWidget(self._left, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        return content
