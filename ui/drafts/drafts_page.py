"""Hồ sơ lưu tạm: what was begun at this counter and not received yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.reception.discard_draft import discard_draft
from ui.components.empty_state import EmptyState
from ui.components.text_label import TextLabel
from ui.drafts.delete_question import DeleteQuestion
from ui.drafts.draft_model import DraftColumn, DraftModel
from ui.drafts.draft_row import DraftRow, read_drafts
from ui.listing.key_line import KeyLine
from ui.listing.look import Look
from ui.listing.notice_slot import NoticeSlot
from ui.listing.row_table import LONG_NAME, Column, RowTable
from ui.operations.changes import Changes
from ui.operations.latest import Latest
from ui.theme.tokens import XL, XS, L, M, TextRole

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace

_LONGEST_NAME = 60


class DraftsPage(QWidget):
    """Enter goes on with a draft, Delete throws one away after a question in the page."""

    draft_chosen = Signal(str)
    """An officer goes on with a draft; payload: its id."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self._look = Look()
        self._stale = True
        self._asked_about = ""
        self._build()
        self._connect()

    def message(self) -> str:
        """What the page says of the last action; "" for nothing."""
        return self._notices.text()

    def refresh(self, changes: Changes) -> None:
        """Something became different; while the page is not shown it only notes so."""
        if not changes.drafts:
            return
        self._stale = True
        if self.isVisible():
            self._read()

    def activated(self) -> None:
        """The page is shown; the day may be another since it was read."""
        self._model.today = self._workplace.clock.now().date()
        self._look.begin()
        self._read()
        self._focus_list()

    def receive_scan(self, scan: Scan) -> bool:
        """A list takes no scan."""
        del scan
        return False

    def may_leave(self) -> bool:
        """A question that was not answered means: keep it."""
        self._question.hide()
        return True

    def _build(self) -> None:
        self._count = TextLabel("", TextRole.MUTED)
        self._question = DeleteQuestion()
        self._notices = NoticeSlot()
        self._model = DraftModel(self._workplace.clock.now().date(), self)
        columns = (
            Column(LONG_NAME, share=3),
            Column(share=4),
            Column(self.tr("16:30 Wednesday 25/11 · an earlier day"), mark=True),
            Column(LONG_NAME, share=3),
        )
        self._table = RowTable(self._model, columns)
        self._table.setAccessibleName(self.tr("Drafts"))
        self._empty = EmptyState(
            "save",
            self.tr("No dossier is kept as a draft"),
            self.tr("What is typed in the reception is kept here until it is received."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._table)
        self._keys = KeyLine([("Enter", self.tr("Go on with it")), ("Del", self.tr("Discard"))])
        head = QVBoxLayout()
        head.setSpacing(XS)
        head.addWidget(TextLabel(self.tr("Drafts"), TextRole.TITLE))
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, M)
        column.setSpacing(M)
        column.addLayout(head)
        for widget in (self._notices, self._question, self._stack, self._keys):
            column.addWidget(widget, int(widget is self._stack))

    def _connect(self) -> None:
        self._table.key_activated.connect(self.draft_chosen)
        self._question.answered.connect(self._on_question_answered)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete_asked)

    def _read(self) -> None:
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return
        self._stale, look = False, self._look
        self._latest.run(
            lambda: read_drafts(desk, is_look=look.take()),
            self._on_drafts_read,
            self._on_drafts_not_read,
        )

    def _on_drafts_read(self, rows: list[DraftRow]) -> None:
        had_focus = self._table.hasFocus() or self.focusWidget() is None
        self._model.show_rows(rows)
        self._count.setText(
            self.tr("1 dossier")
            if len(rows) == 1
            else self.tr("{count} dossiers").format(count=len(rows))
        )
        self._count.setVisible(bool(rows))
        self._keys.setVisible(bool(rows))
        self._stack.setCurrentWidget(self._table if rows else self._empty)
        if self._asked_about and self._model.number_of(self._asked_about) < 0:
            self._question.hide()
        if had_focus and self.isVisible():
            self._focus_list()

    def _on_drafts_not_read(self, error: QmcError) -> None:
        self._stale = True
        self._look.begin()
        self._notices.show_error(error)

    def _focus_list(self) -> None:
        if self._stack.currentWidget() is self._table:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_delete_asked(self) -> None:
        row = self._model.row_at(self._model.number_of(self._table.chosen_key()))
        if row is None:
            return
        self._asked_about = row.id
        self._question.ask(
            self.tr("Throw away the draft of {name}?").format(name=_short(row.name))
            if row.name
            else self.tr("Throw away this draft?"),
            self._model.text(row, DraftColumn.PROCEDURE),
        )

    def _on_question_answered(self, delete: bool) -> None:  # noqa: FBT001 - the signal's payload
        draft, self._asked_about = self._asked_about, ""
        self._focus_list()
        if not delete:
            return
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: discard_draft(desk, draft),
            owner=self,
            on_failure=self._notices.show_error,
            changes=Changes(drafts=True),
        )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
