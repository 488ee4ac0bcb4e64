"""F4: the dossiers that were received on a day, first of all today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.accounts.roles import Act, permits
from ui.components.empty_state import EmptyState
from ui.dossier.print_again import PrintAgain
from ui.listing.key_line import KeyLine
from ui.listing.look import Look
from ui.listing.notice_slot import NoticeSlot
from ui.listing.row_table import LONG_NAME, Column, RowTable
from ui.operations.latest import Latest
from ui.theme.tokens import XL, L, M
from ui.today.day_bar import DayBar
from ui.today.day_model import DayModel
from ui.today.day_row import DayRow, matching, read_day, sums_of

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.operations.changes import Changes
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NO_TYPING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_EARLIEST = date(2000, 1, 1)


class TodayPage(QWidget):
    """A day's list. Arrows choose, Enter opens, F9 prints again, left and right change the day."""

    dossier_chosen = Signal(str)
    """A dossier was opened; payload: its id."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self._day = self._today()
        self._follows_today = True
        self._all: list[DayRow] = []
        self._read_day: date | None = None
        self._look = Look()
        self._looked: tuple[str, date] | None = None
        self._stale = True
        self._build()
        self._connect()
        self._show_day()

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day

    def message(self) -> str:
        """What the page says of the last action; "" for nothing."""
        return self._notices.text()

    def refresh(self, changes: Changes) -> None:
        """Something became different; while the page is not shown it only notes so."""
        if not (changes.today or changes.queue or changes.dossiers):
            return
        self._stale = True
        if self.isVisible():
            self._read()

    def activated(self) -> None:
        """The page is shown: today's list is today's, also after midnight."""
        if self._follows_today and self._day != self._today():
            self._go_to(self._today())
        elif self._stale or self._whose_look() != self._looked:
            self._read()
        self._focus_list()

    def receive_scan(self, scan: Scan) -> bool:
        """A list takes no scan: the search field does."""
        del scan
        return False

    def may_leave(self) -> bool:
        """Nothing is open here."""
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """In the list: left and right change the day, letters go to the filter."""
        if watched is not self._table or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if self._step_by_key(event):
            return True
        text = event.text()
        typed = text.isprintable() and text.strip() and not event.modifiers() & _NO_TYPING
        if typed:
            self._bar.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QApplication.sendEvent(self._bar.filter, event)
        return bool(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right change the day also where the day is empty."""
        if not self._step_by_key(event):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._bar = DayBar()
        self._notices = NoticeSlot()
        self._model = DayModel(self._today(), self)
        self._table = RowTable(
            self._model,
            (
                Column("00:00"),
                Column("G01.826.107-261123-0000"),
                Column(LONG_NAME, share=11),
                Column(share=9),
                Column(self.tr("16:30 Wed 25/11")),
                Column("100.000 đ", mark=True),
                Column(self.tr("Not printed"), mark=True),
                Column(self.tr("To be settled"), mark=True),
            ),
        )
        self._table.setAccessibleName(self.tr("Dossiers of the day"))
        self._empty = EmptyState("inbox", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        keys = KeyLine(
            [
                ("Enter", self.tr("Open")),
                ("F9", self.tr("Print again")),
                ("←", self.tr("Previous day")),
                ("→", self.tr("Next day")),
            ]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, M)
        column.setSpacing(M)
        for widget in (self._bar, self._notices, self._stack, keys):
            column.addWidget(widget, int(widget is self._stack))

    def _connect(self) -> None:
        self._printing = PrintAgain(self._workplace, self._notices, self)
        self._bar.day_stepped.connect(self._on_day_stepped)
        self._bar.today_chosen.connect(self._on_today_chosen)
        self._bar.filter_edited.connect(lambda _: self._show_rows())
        self._bar.filter_left.connect(self._focus_list)
        self._table.key_activated.connect(self.dossier_chosen)
        self._table.installEventFilter(self)
        again = QShortcut(QKeySequence(Qt.Key.Key_F9), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self._on_print_again_asked)

    def _today(self) -> date:
        return self._workplace.clock.now().date()

    def _step_by_key(self, event: QKeyEvent) -> bool:
        days = _STEPS.get(Qt.Key(event.key()), 0)
        if not days or event.modifiers() & _NO_TYPING:
            return False
        self._on_day_stepped(days)
        return True

    def _on_day_stepped(self, days: int) -> None:
        self._go_to(min(max(self._day + timedelta(days=days), _EARLIEST), self._today()))

    def _on_today_chosen(self) -> None:
        self._go_to(self._today())
        self._focus_list()

    def _go_to(self, day: date) -> None:
        if day == self._day and self._read_day == day:
            return
        self._day = day
        self._follows_today = day == self._today()
        self._show_day()
        self._read()

    def _show_day(self) -> None:
        self._model.today = self._today()
        self._bar.show_day(self._day, self._today())

    def _read(self) -> None:
        desk, day = self._workplace.desk_if_signed_in(), self._day
        if desk is None:
            return
        self._stale = False
        if self._whose_look() != self._looked:
            self._looked = self._whose_look()
            self._look.begin()
        look = self._look
        if self._read_day is None:
            self._bar.show_reading()
        self._latest.run(
            lambda: read_day(desk, day, is_look=look.take()),
            lambda rows: self._on_day_read(day, rows),
            self._on_day_not_read,
        )

    def _on_day_read(self, day: date, rows: list[DayRow]) -> None:
        self._all, self._read_day = rows, day
        self._show_rows()

    def _on_day_not_read(self, error: QmcError) -> None:
        self._stale, self._looked = True, None
        self._notices.show_error(error)

    def _whose_look(self) -> tuple[str, date] | None:
        """Whose look (an unlock) at which day: each is logged once."""
        desk = self._workplace.desk_if_signed_in()
        return None if desk is None else (desk.unlock, self._day)

    def _show_rows(self) -> None:
        query = self._bar.filter.text()
        shown = matching(self._all, query) if query.strip() else self._all
        had_focus = self._table.hasFocus() or self.hasFocus()
        self._model.show_rows(shown)
        self._bar.show_sums(sums_of(self._all), len(shown))
        self._say_empty()
        self._stack.setCurrentWidget(self._table if shown else self._empty)
        if had_focus:
            self._focus_list()

    def _say_empty(self) -> None:
        if self._all:
            self._empty.set_message(
                self.tr("No dossier of this day matches"), self.tr("Esc shows all of them again.")
            )
        elif self._day == self._today():
            self._empty.set_message(
                self.tr("No dossier has been received today"),
                self.tr("F2 begins one, or scan an identity card."),
            )
        else:
            self._empty.set_message(self.tr("No dossier was received on this day"))

    def _focus_list(self) -> None:
        if self._stack.currentWidget() is self._table:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print_again_asked(self) -> None:
        dossier = self._table.chosen_key()
        desk = self._workplace.desk_if_signed_in()
        if dossier and desk is not None and permits(desk.roles, Act.PRINT):
            self._printing.print_paper(dossier)
