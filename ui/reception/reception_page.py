"""The reception page: form at the left, live receipt at the right, everything by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.catalogue.procedure import FilingForAnother
from app.errors import InvalidInput
from ui.reception.asked import COUNTS
from ui.reception.card_taking import CardTaking
from ui.reception.card_warnings import warnings_by_field
from ui.reception.dossier_form import DossierForm
from ui.reception.due_block import WHY_KEY
from ui.reception.field_messages import FieldMessages, field_of
from ui.reception.focus_order import FocusOrder
from ui.reception.number_warning import number_warning
from ui.reception.page_layout import PageLayout
from ui.reception.person_notes import PersonNotes
from ui.reception.procedure_words import ProcedureWords
from ui.reception.receipt_course import ReceiptCourse
from ui.reception.receipt_preview import ReceiptPreview
from ui.reception.receipt_side import ReceiptSide
from ui.reception.reception_flow import ReceptionFlow
from ui.reception.reception_questions import ANOTHER_PERSON, DAY, ReceptionQuestions
from ui.scanner.reading import CardScan
from ui.theme.tokens import M

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.errors import QmcError
    from app.identity.card_reading import CardReading
    from app.reception.assess import Assessment
    from ui.operations.changes import Changes
    from ui.reception.receiving import Receipt
    from ui.scanner.reading import Scan
    from ui.workplace.workplace import Workplace


class ReceptionPage(QWidget):
    """A page of the window (``ui.shell.page``).

    Enter goes on to the next field that matters, Shift+Enter back; F5 names the owner, Shift+F5 the
    authoriser, F6 shows the paper, F7 goes to the next problem, F8 receives and prints, F9 prints
    the last receipt again.
    """

    dossier_received = Signal(object)
    """Receipt: what was received; its paper is being printed."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._assessment: Assessment | None = None
        self._shown_id = ""
        self._day_known = ""
        self._focus_before: QWidget | None = None
        self.flow = ReceptionFlow(workplace, self)
        self._build(workplace)
        self._connect_form()
        self._connect_flow()
        self.flow.load()

    @property
    def is_serving(self) -> bool:
        """Whether something is typed that is not received."""
        return self.flow.keeper.has_begun

    def activated(self) -> None:
        """The page is shown: the focus is where typing begins."""
        self.flow.assess_now()
        if not self.is_serving:
            self.form.focus_field("submitter.id_number")
        elif not self.isAncestorOf(QApplication.focusWidget() or self):
            self._go_on("")

    def refresh(self, changes: Changes) -> None:
        """The draft may have been thrown away elsewhere; the desk may be enrolled now."""
        if changes.line:
            self.flow.assess_now()
        if changes.law:
            self._take_law()
        if changes.drafts:
            self.flow.look_after_draft()
        if changes.dossiers:
            self.flow.printing.look_after(changes.dossiers)

    def _take_law(self) -> None:
        """What is typed is judged, and its papers are asked, by the law that is in force now."""
        self.form.take_catalogue(self._workplace.catalogue)
        self.flow.assess_now()
        self._on_draft_replaced(self.flow.keeper.draft)

    def may_leave(self) -> bool:
        """What is typed is saved; it can always be left."""
        self.flush()
        return True

    def flush(self) -> None:
        """Save what is typed: the window closes, the screen is locked."""
        self.flow.keeper.flush()

    def open_draft(self, draft: str) -> None:
        """Go on with the draft of this id."""
        self.course.leave()
        self.flow.open_draft(draft)

    def begin_new(self) -> None:
        """The next dossier; the one at hand stays a draft."""
        self.questions.take_back()
        self.course.leave()
        self.flow.keeper.put_aside()
        self.form.focus_field("submitter.id_number")

    def choose_procedure(self, code: str) -> None:
        """Choose a procedure from elsewhere (the command palette)."""
        try:
            self._on_procedure_chosen(code)
        except InvalidInput as error:  # not in force on the day of a draft that is old
            self._on_fault(error)

    def receive_scan(self, scan: Scan) -> bool:
        """A card fills the person whose fields have the focus, else the submitter."""
        if not isinstance(scan, CardScan):
            return False
        self._cards.take(scan.reading)
        return True

    def receive(self) -> None:
        """Receive and print; where it can't be, go to what stops it."""
        if self.flow.is_receiving:
            return
        if not self.is_serving:
            self._leave_received()
            return
        assessment = self.flow.receive()
        if assessment is not None:
            self._say_problems(assessment)

    def preview(self) -> None:
        """Show the paper as it would be printed now."""
        desk, last = self._workplace.desk, self.flow.last
        if self.is_serving and self._assessment is not None:
            if self._assessment.procedure is None:
                self._say_problems(self._assessment)
            else:
                self._preview.show_draft(desk, self.flow.keeper.draft, self._assessment)
        elif last is not None:
            self._preview.show_received(desk, last.dossier.id)

    def next_problem(self) -> None:
        """Go to the next problem after the field at hand; after the last to the first."""
        problems = [] if self._assessment is None else self._assessment.problems
        if not problems or not self.is_serving:
            return
        self.messages.insist()
        self._list_problems()
        fields = list(dict.fromkeys(field_of(problem) for problem in problems))
        here = self.form.path_of(QApplication.focusWidget())
        at = fields.index(here) + 1 if here in fields else 0
        self._go_to_problem(fields[at % len(fields)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the page, wherever in it the focus is."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        act = {
            Qt.Key.Key_F2: self.begin_new,
            Qt.Key.Key_F5: lambda: self.form.people.show_and_focus(
                "authoriser" if shift else "owner"
            ),
            Qt.Key.Key_F6: self.preview,
            Qt.Key.Key_F7: self.next_problem,
            Qt.Key.Key_F8: self.receive,
            Qt.Key.Key_F9: self.flow.print_last,
        }.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter_pressed(back=shift)
        elif act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    def _build(self, workplace: Workplace) -> None:
        self.side = ReceiptSide()
        self.due = self.side.receipt.due
        self.form = DossierForm(workplace.catalogue, self.due.case)
        self.messages = FieldMessages(self.form.fields())
        self.order = FocusOrder(self.form)
        self.course = ReceiptCourse(self.flow, self.side, self)
        self.questions = ReceptionQuestions(self.side.question, self)
        self.notes = PersonNotes(workplace, self.flow, self.form.people, self.messages, self)
        self._words = ProcedureWords(self)
        self._cards = CardTaking(self.flow, self.form, self.questions, self.begin_new, self)
        self._preview = ReceiptPreview(workplace, self)
        self._layout = PageLayout(self.form, self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.addWidget(self._layout)

    def _connect_form(self) -> None:
        self.form.edited.connect(self._on_form_edited)
        self.form.procedure_chosen.connect(self._on_procedure_chosen)
        self.form.number_committed.connect(self.flow.look_up)
        self.form.number_committed.connect(self._on_number_typed)
        self.form.case_chosen.connect(self._on_case_chosen)
        self.due.reasons_shown.connect(self._layout.show_part)
        why = QShortcut(QKeySequence(WHY_KEY), self)
        why.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        why.activated.connect(self.due.toggle_why)
        self.side.receive_asked.connect(self.receive)
        self.side.preview_asked.connect(self.preview)
        self.side.discard_asked.connect(self._on_discard_asked)
        self.side.problems.problem_chosen.connect(self._go_to_problem)
        self.side.receipt.set_to_now.connect(self.flow.receive_now)
        self.side.last.print_asked.connect(self.flow.print_last)
        self._preview.failed.connect(self._on_fault)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _connect_flow(self) -> None:
        flow, keeper = self.flow, self.flow.keeper
        keeper.changed.connect(self._on_draft_changed)
        keeper.replaced.connect(self._on_draft_replaced)
        keeper.saved.connect(lambda _: self.side.show_fault_over())
        keeper.save_failed.connect(self._on_draft_not_saved)
        flow.assessed.connect(self._on_draft_assessed)
        flow.card_read.connect(self._on_card_read)
        flow.person_known.connect(self._on_person_known)
        flow.person_unknown.connect(self._on_person_unknown)
        flow.recent_use_changed.connect(self._on_recent_use_changed)
        flow.receiving_began.connect(self._on_receiving_began)
        flow.dossier_received.connect(self._on_dossier_received)
        flow.dossier_not_received.connect(self._on_dossier_not_received)
        flow.clock_confirmed.connect(self.receive)
        flow.draft_not_found.connect(
            lambda: self.side.show_fault(self.tr("This draft is no longer there"))
        )
        self._workplace.officer_changed.connect(self._on_officer_changed)

    def _on_form_edited(self, name: str, value: Any) -> None:
        self.messages.edited(self.form.path_of(QApplication.focusWidget()))
        self.flow.keeper.change(**{name: value})

    def _on_procedure_chosen(self, code: str) -> None:
        self.flow.choose_procedure(code)
        self.order.ask_again((*COUNTS, "paper_exception"))
        self._go_on("procedure")

    def _on_case_chosen(self, case: str) -> None:
        self.flow.choose_case(case)
        self.order.ask_again(COUNTS)

    def _on_draft_changed(self, draft: Draft) -> None:
        if not self._shown_id:
            self._shown_id = draft.id

    def _on_draft_replaced(self, draft: Draft) -> None:
        if draft.id != self._shown_id:
            self._shown_id = draft.id
            self.messages.begin_anew()
            self.order.begin_anew()
            self.notes.begin_anew()
        today = self._workplace.clock.now().date()
        self.form.show_draft(draft, self._assessment, today)
        self._on_draft_assessed(self._assessment)

    def _on_draft_assessed(self, assessment: Assessment | None) -> None:
        if assessment is None:
            return
        self._assessment = assessment
        draft, now = self.flow.keeper.draft, self._workplace.clock.now()
        self.course.show(draft, assessment, now)
        self.form.show_asked_reasons(draft, assessment, now.date())
        self._warn_of_authorisation(draft, assessment)
        self.messages.show_problems(assessment.problems if self.is_serving else ())
        self._list_problems()
        self._ask_day()

    def _warn_of_authorisation(self, draft: Draft, assessment: Assessment) -> None:
        """Somebody files for another: say what the procedure wants of that, and stop nobody."""
        procedure, authoriser = assessment.procedure, draft.authoriser
        text, alone = "", False
        if procedure is not None and authoriser is not None and not authoriser.is_empty:
            text = self._words.about_authorisation(procedure)
            alone = procedure.filing_for_another is FilingForAnother.NONE
        self.messages.warn("procedure", text if alone else "")
        self.messages.warn("authorisation", "" if alone else text)

    def _ask_day(self) -> None:
        """A draft of an earlier day: which day counts, unless that is said already."""
        assessment, draft = self._assessment, self.flow.keeper.draft
        assert assessment is not None
        if assessment.problem("late_reason") is None or not self.is_serving:
            self.questions.take_back(DAY)
        elif self._day_known != draft.id and not self.questions.asked and self.isVisible():
            self.questions.ask_day(
                assessment.received_at, self.flow.receive_now, self._on_earlier_day_chosen
            )

    def _on_earlier_day_chosen(self) -> None:
        self._day_known = self.flow.keeper.draft.id
        self.form.focus_field("late_reason")

    def _on_card_read(self, who: str, card: CardReading) -> None:
        self.questions.take_back(ANOTHER_PERSON)
        self.form.people.show_person(who)
        warnings = warnings_by_field(card.warnings)
        for name in self.form.people.form(who).fields():
            self.messages.warn(f"{who}.{name}", warnings.get(name, ""))
        if self.flow.keeper.draft.procedure:
            self._go_on("procedure")
        else:
            self.form.focus_field("procedure")

    def _on_number_typed(self, who: str) -> None:
        warning = number_warning(self.flow.person(who))
        if warning:
            self.messages.warn(f"{who}.id_number", warning)

    def _on_person_known(self, who: str, names: frozenset[str]) -> None:
        for name in names:
            self.messages.note(f"{who}.{name}", self.tr("from an earlier dossier"))
        here = self.form.path_of(QApplication.focusWidget())
        if here.startswith(f"{who}.") and here.partition(".")[2] in names:
            self._go_on(here)

    def _on_person_unknown(self, who: str, names: frozenset[str]) -> None:
        for name in names:
            self.messages.edited(f"{who}.{name}")

    def _on_recent_use_changed(self) -> None:
        use = self.flow.recent_use
        self.form.picker.set_recent(use.procedures, use.taken)
        self.form.circumstances.paper_exception.set_offers(use.paper_exceptions)

    def _on_receiving_began(self) -> None:
        self._focus_before = QApplication.focusWidget()
        self.questions.take_back()
        self.side.show_fault_over()
        self._set_busy(busy=True)

    def _on_dossier_received(self, receipt: Receipt) -> None:
        self._set_busy(busy=False)
        self.form.focus_field("submitter.id_number")
        self.dossier_received.emit(receipt)
        self._cards.take_waiting()

    def _on_dossier_not_received(self, error: QmcError) -> None:
        self._set_busy(busy=False)
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        if error.code == "clock_unsure":
            self.questions.ask_clock(self._workplace.clock.now(), error, self.flow.confirm_clock)
            return
        self._on_fault(error)
        if error.field:
            self.form.focus_field(error.field)
        self._cards.take_waiting()

    def _on_draft_not_saved(self, error: QmcError) -> None:
        self.side.show_fault(
            self.tr("Not saved as a draft: {why}").format(why=error.message), error.advice or ""
        )

    def _on_fault(self, error: QmcError) -> None:
        self.side.show_fault(error.message, error.advice or "")

    def _on_discard_asked(self) -> None:
        self.questions.ask_discard(self._on_discard_confirmed, lambda: None)

    def _on_discard_confirmed(self) -> None:
        self.flow.keeper.discard()
        self.form.focus_field("submitter.id_number")

    def _on_officer_changed(self) -> None:
        self.flush()
        self.flow.assess_now()
        self._cards.take_waiting()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        left = self.form.path_of(old)
        if left and left != self.form.path_of(new):
            self.messages.leave(left)
            self.notes.look()
            self._list_problems()
        if new is not None:
            self._layout.show_widget(new)

    def _on_enter_pressed(self, *, back: bool) -> None:
        if back:
            self.focusPreviousChild()
            return
        focused = QApplication.focusWidget()
        if focused is None or not (self.form.isAncestorOf(focused) or self.form.path_of(focused)):
            return
        if not self.is_serving and self.course.shows_received:
            self._leave_received()
            return
        self._go_on(self.form.path_of(focused))

    def _go_on(self, path: str) -> None:
        problems = () if self._assessment is None else self._assessment.problems
        target = self.order.after(path, self.messages.wrong(problems))
        if not target or not self.form.focus_field(target):
            self.side.receive.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_problems(self, assessment: Assessment) -> None:
        """Everything that stops it, and go to the first."""
        self.messages.insist()
        self._list_problems()
        if assessment.problem("late_reason") and self._day_known != self.flow.keeper.draft.id:
            self.questions.take_back(DAY)
            self._ask_day()  # first of all, and with the focus: other problems hang on the day
        else:
            self._go_to_problem(field_of(assessment.problems[0]))

    def _go_to_problem(self, field: str) -> None:
        if field == "late_reason" and self._day_known != self.flow.keeper.draft.id:
            self._ask_day()
        elif not self.form.focus_field(field) and self._assessment is not None:
            problem = next(one for one in self._assessment.problems if field_of(one) == field)
            self.side.show_fault(problem.message, problem.advice)

    def _list_problems(self) -> None:
        whose = {"owner": self.tr("Owner"), "authoriser": self.tr("Authoriser")}
        self.side.problems.show_problems(self.messages.listed(whose))

    def _leave_received(self) -> None:
        """After a receipt: print again what was not printed, else the next dossier."""
        if self.course.waits_for_printer:
            self.flow.print_last()
            return
        self.course.leave()
        self.form.focus_field("submitter.id_number")

    def _set_busy(self, *, busy: bool) -> None:
        if busy:  # keys go on to be heard: the button does nothing meanwhile
            self.side.receive.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.setEnabled(not busy)
        self.due.case.setEnabled(not busy)
