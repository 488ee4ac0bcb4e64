"""F3: one field for names, codes, numbers and scans; what it finds hangs under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.accounts.roles import Act, permits
from app.identity.card_reading import CardReading
from app.identity.repairs import SEPARATOR
from app.reception.find_dossiers import note_search
from ui.operations.latest import Latest
from ui.scanner.reading import CardScan, CodeScan, Scan, UnknownScan, read_scan
from ui.search.answer_words import AnswerWords, Said
from ui.search.asking import CardFound, CodeFound, Found, Hit, ask, ask_card, ask_code
from ui.search.hit_model import HitModel
from ui.search.search_field import SearchField
from ui.search.search_popup import SearchPopup

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.workplace.workplace import Workplace


class SearchBox(QWidget):
    """Results come as the officer types; only those of the newest text are shown."""

    dossier_chosen = Signal(str)
    """A dossier is to be opened; payload: its id."""
    card_scanned = Signal(object)
    """CardReading: the officer wants a new dossier for the person of this card."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._latest = Latest(workplace.operations, self)
        self._words = AnswerWords(self)
        self._exact = ""
        self._awaits = False
        self._enter_waits = False
        self._moved = False
        self._seen: int | None = None
        self._focus_before: QWidget | None = None
        self._build()
        self._connect()

    def take_focus(self) -> None:
        """F3: the keys go into the field, and what stood there is overwritten."""
        focus = QApplication.focusWidget()
        if focus is not self.field:
            self._focus_before = focus
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def receive_scan(self, scan: Scan) -> None:
        """A scan: a known code opens its dossier, the rest is answered under the field."""
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return
        self._begin_answer()
        self._awaits = True
        match scan:
            case CodeScan(code=code):
                self.field.setText(code.code)
                self._latest.run(
                    lambda: ask_code(desk, code), self._on_code_found, self._on_not_found
                )
            case CardScan(reading=card):
                self.field.setText(card.number)
                self._latest.run(
                    lambda: ask_card(desk, card), self._on_card_found, self._on_not_found
                )
            case UnknownScan(why=why):
                self._latest.cancel()
                self._on_not_found(why)

    def clear(self) -> None:
        """Nothing is searched for."""
        self.field.clear()
        self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The popup stays under the field when the window changes its size."""
        if event.type() is QEvent.Type.Resize and self.popup.isVisible():
            self.popup.open_under(self.field)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.field = SearchField()
        self.field.setPlaceholderText(self.tr("Find by name, code, number (F3)"))
        self.field.setAccessibleName(self.tr("Find a dossier"))
        self.setFocusProxy(self.field)
        self.model = HitModel(self)
        self.popup = SearchPopup(self.model)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._on_text_edited)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self._on_escaped)
        self.field.focus_left.connect(self._close)
        self.popup.row_chosen.connect(self._choose)
        self.destroyed.connect(self.popup.deleteLater)
        self._workplace.officer_changed.connect(self._on_officer_changed)

    def _on_text_edited(self, text: str) -> None:
        self._begin_answer()
        if not text.strip():
            self._close()
            return
        if SEPARATOR in text or "/" in text:  # a card's or a receipt's text was pasted
            scan = read_scan(text, self._workplace.clock.now())
            if not isinstance(scan, UnknownScan):
                self.receive_scan(scan)
                return
        self._ask(text)

    def _ask(self, text: str) -> None:
        desk = self._workplace.desk_if_signed_in()
        if desk is not None:
            self._awaits = True
            self._latest.run(lambda: ask(desk, text), self._on_found, self._on_not_found)

    def _begin_answer(self) -> None:
        self._awaits = self._enter_waits = self._moved = False
        self._exact = ""

    def _on_found(self, found: Found) -> None:
        chosen = self.model.entry(self.popup.marked()) if self._moved else None
        self._awaits, self._exact = False, found.exact
        self._seen = found.total
        self._show(found, self._words.of_found(found))
        if isinstance(chosen, Hit):
            self.popup.mark(max(self.model.row_of(chosen.dossier.id), 0))
        if self._enter_waits:
            self._on_entered()

    def _on_code_found(self, found: CodeFound) -> None:
        self._begin_answer()
        if found.dossier and found.genuine is not False and not found.void:
            self._open(found.dossier)
            return
        answer = Found((), found.hits, len(found.hits))
        self._show(answer, self._words.of_code(found))
        self.take_focus()

    def _on_card_found(self, found: CardFound) -> None:
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return
        self._begin_answer()
        may_receive = permits(desk.roles, Act.RECEIVE)
        self._seen = found.found.total
        said = self._words.of_card(found.card, found.found)
        self._show(found.found, said, card=found.card if may_receive else None)
        self.take_focus()

    def _on_not_found(self, error: QmcError) -> None:
        self._begin_answer()
        said = Said("triangle-alert", "warning", error.message, error.advice or "")
        self._show(Found((), [], 0), said)
        if not self.field.hasFocus():
            self.take_focus()

    def _show(self, found: Found, said: Said, *, card: CardReading | None = None) -> None:
        today = self._workplace.clock.now().date()
        self.model.show_hits(found.hits, found.words, today, card=card)
        self.popup.say(said.icon, said.ink, said.title, said.text)
        self.popup.say_more(self._words.more(found))
        self.popup.mark(0)
        if not self.popup.isVisible():
            self.window().installEventFilter(self)
        if self.isVisible():
            self.popup.open_under(self.field)

    def _on_moved(self, rows: int) -> None:
        if not self.popup.isVisible():
            if self.field.text().strip():
                self._ask(self.field.text())
            return
        self._moved = True
        self.popup.mark(max(self.popup.marked() + rows, 0))

    def _on_entered(self) -> None:
        text = self.field.text()
        if not text.strip():
            return
        if not (self._awaits or self.popup.isVisible()):
            self._ask(text)
        if self._awaits:
            self._enter_waits = True  # a fast typist: the answer is on its way
            return
        self._enter_waits = False
        if self._exact and not self._moved:
            self._open(self._exact)
        else:
            self._choose(self.popup.marked())

    def _choose(self, row: int) -> None:
        entry = self.model.entry(row)
        if isinstance(entry, CardReading):
            self.clear()
            self.card_scanned.emit(entry)
        elif entry is not None:
            self._open(entry.dossier.id)

    def _open(self, dossier: str) -> None:
        self.clear()
        self.dossier_chosen.emit(dossier)

    def _on_escaped(self) -> None:
        self.clear()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_officer_changed(self) -> None:
        self.clear()

    def _close(self) -> None:
        self._latest.cancel()
        self.popup.hide()
        self.window().removeEventFilter(self)
        self._begin_answer()
        found, self._seen = self._seen, None
        desk = self._workplace.desk_if_signed_in()
        if found is not None and desk is not None:
            self._workplace.operations.store(lambda: note_search(desk, found), owner=self)
