"""Import: choose a file, look at the difference, apply it or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InvalidInput, QmcError
from ui.components.button import Button, ButtonKind
from ui.components.panel import Panel
from ui.components.progress import ProgressLine
from ui.components.text_label import TextLabel
from ui.law.difference_view import DifferenceView
from ui.law.import_form import ImportForm
from ui.law.law_work import SeenDifference, see_difference
from ui.listing.notice_slot import NoticeSlot
from ui.operations.latest import Latest
from ui.theme.tokens import XL, L, M, S, TextRole

if TYPE_CHECKING:
    from ui.workplace.workplace import Workplace


class ImportView(QWidget):
    """Enter shows the difference, F8 applies it, Esc leaves. Errors stand where they belong."""

    apply_asked = Signal(object)
    """SeenDifference: exactly this one is to be in force."""
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self._seen: SeenDifference | None = None
        self._is_applying = False
        self._build()
        self._connect()
        self._show_seen(None)

    def begin(self) -> None:
        """For another file."""
        self._latest.cancel()
        self.notices.clear()
        self._set_busy("")
        self._is_applying = False
        self._show_seen(None)
        self.form.begin(self._workplace.clock.now().date())

    def take_focus(self) -> None:
        """The keys go to what comes next."""
        (self.form.file if self._seen is None else self.difference.table).setFocus()

    def show_error(self, error: QmcError) -> None:
        """It was not read, or not applied; what is wrong stands at its field or above all."""
        self._is_applying = False
        self._set_busy("")
        if error.code == "changed":  # what is shown is not what would be written
            self._show_seen(None)
        self.apply.setEnabled(True)
        if not self.form.show_error(error):
            self.notices.show_error(error)
            self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in the form shows the difference, F8 applies it, Esc leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_look_wanted()
        elif event.key() == Qt.Key.Key_F8:
            self._on_apply_wanted()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_leave_wanted()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.notices = NoticeSlot()
        self.form = ImportForm()
        self.look = Button(self.tr("Show the difference"), icon="search", key="Enter")
        self.progress = ProgressLine()
        self.difference = DifferenceView()
        self._filler = QWidget()
        self.apply = Button(self.tr("Apply"), ButtonKind.PRIMARY, icon="check", key="F8")
        self.leave = Button(self.tr("Leave"), ButtonKind.QUIET, key="Esc")
        self._advice = TextLabel(
            self.tr("Receipts that were handed out keep their dates and amounts."), TextRole.MUTED
        )
        panel = Panel()
        self.form.add_act(self.look)
        panel.body.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.leave)
        buttons.addSpacing(M)
        buttons.addWidget(self._advice, 1)
        buttons.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(TextLabel(self.tr("Import the law's data"), TextRole.TITLE))
        for part in (self.notices, panel, self.progress):
            column.addWidget(part)
        column.addWidget(self.difference, 1)
        column.addWidget(self._filler, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_form_edited)
        self.look.clicked.connect(self._on_look_wanted)
        self.apply.clicked.connect(self._on_apply_wanted)
        self.leave.clicked.connect(self._on_leave_wanted)

    def _on_form_edited(self) -> None:
        self._latest.cancel()
        self._set_busy("")
        self._show_seen(None)

    def _on_look_wanted(self) -> None:
        if self._is_applying:
            return
        desk = self._workplace.desk
        self.notices.clear()
        self.form.clear_messages()
        self._show_seen(None)
        try:
            wanted = self.form.wanted()
        except InvalidInput as error:
            self.show_error(error)
            return
        self._set_busy(self.tr("Reading the file, comparing…"))
        self._latest.run(lambda: see_difference(desk, wanted), self._on_seen, self.show_error)

    def _on_seen(self, seen: SeenDifference) -> None:
        self._set_busy("")
        self._show_seen(seen)
        if self.isVisible():
            (self.difference.table if seen.rows else self.leave).setFocus()

    def _on_apply_wanted(self) -> None:
        if self._seen is None or not self._seen.changes_law or self._is_applying:
            return
        self._is_applying = True
        self.apply.setEnabled(False)
        self._set_busy(self.tr("Writing, reading the law anew…"))
        self.apply_asked.emit(self._seen)

    def _on_leave_wanted(self) -> None:
        if not self._is_applying:  # what is being written is told here
            self._latest.cancel()
            self.left.emit()

    def _show_seen(self, seen: SeenDifference | None) -> None:
        self._seen = seen
        self.difference.setVisible(seen is not None)
        self._filler.setVisible(seen is None)
        may_apply = seen is not None and seen.changes_law
        self.apply.setVisible(may_apply)
        self.apply.setEnabled(may_apply)
        self._advice.setVisible(may_apply)
        if seen is not None:
            self.difference.show_difference(seen)

    def _set_busy(self, text: str) -> None:
        self.progress.setVisible(bool(text))
        self.progress.set_text(text)
        self.form.setEnabled(not self._is_applying)
        self.look.setEnabled(not text)
