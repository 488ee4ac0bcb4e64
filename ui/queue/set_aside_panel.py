"""Cần xử lý: what the central did not accept, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.dossier.events import Corrected
from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.listing.row_table import LONG_NAME, Column, RowTable
from ui.queue.hand_over_form import HandOverForm
from ui.queue.queue_rows import SetAsideRow
from ui.queue.set_aside_model import SetAsideModel
from ui.theme.tokens import M, S, TextRole
from ui.wording.shown_text import block

_ROWS_SHOWN = 4


class SetAsidePanel(QWidget):
    """The list, and under it the chosen one with its reason and what can be done."""

    retry_asked = Signal(str, str)
    """Send it once more; payload: the event's id, the dossier's."""
    page_retry_asked = Signal(str)
    """Send a scanned page once more; payload: its SHA-256."""
    correction_chosen = Signal(str, str)
    """Correct it and send that instead; payload: the dossier's id, the event's."""
    hand_over_asked = Signal(str, str, str)
    """Hand it to the supervisor; payload: the event's id, the dossier's, the note."""
    dossier_chosen = Signal(str)
    """Open the dossier; payload: its id."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SetAsideModel(today, self)
        self._may_correct = False
        self._row: SetAsideRow | None = None
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[SetAsideRow], *, may_correct: bool) -> None:
        """These from now on; one is always chosen, so that its reason can be read."""
        self._may_correct = may_correct
        self.model.show_rows(rows)
        self.setVisible(bool(rows))
        if rows and not self.table.chosen_key():
            self.table.choose(rows[0].id)
        self._on_key_chosen(self.table.chosen_key())
        self.table.fit_height(_ROWS_SHOWN)

    def reason(self) -> str:
        """The reason that is shown."""
        return self._reason.text()

    def _build(self) -> None:
        self._title = TextLabel(self.tr("To be settled"), TextRole.SECTION)
        self.table = RowTable(
            self.model,
            (
                Column(self.tr("Collecting fees"), mark=True),
                Column("G01.826.107-261123-0000"),
                Column(LONG_NAME, share=1),
                Column(share=1),
                Column(self.tr("16:30 Wed 25/11")),
            ),
        )
        self.table.setAccessibleName(self.tr("To be settled"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addWidget(self._build_detail())

    def _build_detail(self) -> QWidget:
        self._reason = TextLabel("", TextRole.STRONG)
        self._advice = TextLabel("", TextRole.BODY)
        self.retry = Button(self.tr("Send once more"), icon="rotate-ccw")
        self.edit = Button(self.tr("Correct"), icon="pencil")
        self.hand_over = Button(
            self.tr("Hand to the supervisor"), ButtonKind.SECONDARY, icon="user"
        )
        self.open = Button(self.tr("Open the dossier"), ButtonKind.SECONDARY, icon="file-text")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._reason)
        words.addWidget(self._advice)
        self.form = HandOverForm()
        self.form.hide()
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(S)
        for button in (self.edit, self.retry, self.hand_over, self.open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words.addSpacing(S)
        words.addWidget(self._buttons)
        words.addWidget(self.form)
        detail = QFrame()
        detail.setProperty("notice", "danger")
        row = QHBoxLayout(detail)
        row.setContentsMargins(M, M, M, M)
        row.setSpacing(M)
        icon = IconLabel(
            "circle-alert", ink="danger", ground="danger_soft", line_of=TextRole.STRONG
        )
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return detail

    def _connect(self) -> None:
        self.table.key_chosen.connect(self._on_key_chosen)
        self.table.key_activated.connect(lambda _: self._open_chosen())
        self.open.clicked.connect(self._open_chosen)
        self.retry.clicked.connect(self._on_retry_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.hand_over.clicked.connect(lambda: self._show_form(shown=True))
        self.form.left.connect(lambda: self._show_form(shown=False))
        self.form.asked.connect(self._on_hand_over_asked)

    def _on_key_chosen(self, key: str) -> None:
        before, row = self._row, self.model.row_at(self.model.number_of(key))
        self._row = row
        if row is None:
            return
        if before is None or before.id != row.id:
            self._show_form(shown=False)
        self._reason.setText(block(self.model.why(row)))
        advice = block(row.problem.advice or "")
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.retry.setVisible(self._may_correct)
        self.edit.setVisible(self._may_correct and row.kind == Corrected.TYPE)
        self.hand_over.setVisible(self._may_correct and not row.is_page)

    def _show_form(self, *, shown: bool) -> None:
        """The form takes the buttons' place; the keys go where the hand is."""
        had_keys = self.form.isVisible() and self.form.isAncestorOf(self.focusWidget())
        self._buttons.setVisible(not shown)
        self.form.setVisible(shown)
        if shown:
            self.form.begin()
        elif had_keys:
            self.hand_over.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_hand_over_asked(self, note: str) -> None:
        if self._row is not None:
            self.hand_over_asked.emit(self._row.id, self._row.dossier, note)

    def _open_chosen(self) -> None:
        if self._row is not None:
            self.dossier_chosen.emit(self._row.dossier)

    def _on_retry_clicked(self) -> None:
        if self._row is None:
            return
        if self._row.is_page:
            self.page_retry_asked.emit(self._row.id)
        else:
            self.retry_asked.emit(self._row.id, self._row.dossier)

    def _on_edit_clicked(self) -> None:
        if self._row is not None:
            self.correction_chosen.emit(self._row.dossier, self._row.id)
