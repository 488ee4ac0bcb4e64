"""The form: who, what, how. It shows a draft, and tells what the officer types."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.reception.asked import Asked, asked_of
from ui.reception.circumstances_form import CircumstancesForm
from ui.reception.papers_model import PapersModel
from ui.reception.papers_table import LEAST_HEIGHT, PapersTable
from ui.reception.people_card import WHO, PeopleCard
from ui.reception.procedure_picker import ProcedurePicker
from ui.theme.tokens import XS, L, M, S

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure
    from app.drafts.draft import Draft, PersonDraft
    from app.reception.assess import Assessment
    from ui.components.field import Field
    from ui.reception.case_choice import CaseChoice


class DossierForm(QFrame):
    """The left side of the page; ``case`` belongs to it, and stands beside the due time."""

    edited = Signal(str, object)
    """A field of ``Draft``, and its value as typed."""
    procedure_chosen = Signal(str)
    """The code of the procedure."""
    case_chosen = Signal(str)
    """The id of the case of its time limit; empty: the usual one."""
    number_committed = Signal(str)
    """Whose number was typed: ``submitter``, ``owner``, ``authoriser``."""

    def __init__(
        self, catalogue: Catalogue, case: CaseChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._catalogue = catalogue
        self._asked = Asked()
        self._asked_for: tuple[str, date, str] | None = None
        self.case = case
        self._build(catalogue)
        self._connect()
        self._fields = {
            **self.people.fields(),
            "procedure": self.picker.field,
            "deadline_case": self.case,
            **self.circumstances.fields(),
        }

    def fields(self) -> dict[str, Field]:
        """All fields by their path in ``Draft``."""
        return self._fields

    def take_catalogue(self, catalogue: Catalogue) -> None:
        """Another law: what it asks is shown with the next draft."""
        self._catalogue, self._asked_for = catalogue, None
        self.picker.take_catalogue(catalogue)

    def show_draft(self, draft: Draft, assessment: Assessment | None, today: date) -> None:
        """Show a draft; nothing is signalled."""
        procedure = None if assessment is None else assessment.procedure
        on = today if assessment is None else assessment.received_at.date()
        self.people.show_draft(draft)
        self.picker.set_day(on)
        self.picker.show_procedure(procedure)
        self.papers.show_papers(procedure, draft.components)
        self.table.setEnabled(procedure is not None)
        self.case.show_cases(
            () if procedure is None else procedure.deadline_cases, draft.deadline_case
        )
        self._ask(procedure, on, draft.deadline_case)
        self.circumstances.show_draft(
            draft, asks_why_paper=bool(self._asked.paper_law), asks_why_late=on < today
        )

    def show_asked_reasons(self, draft: Draft, assessment: Assessment, today: date) -> None:
        """The officer changed something, or the day went on: other reasons may be wanted."""
        self.picker.set_day(assessment.received_at.date())
        self.circumstances.show_asked_reasons(
            draft,
            asks_why_paper=bool(self._asked.paper_law),
            asks_why_late=assessment.received_at.date() < today,
        )

    def focus_field(self, path: str) -> bool:
        """Go to a field, showing the person that it belongs to; False where there is none."""
        if path == "components":
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        field = self._fields.get(path)
        if field is None:
            return False
        who = path.partition(".")[0]
        if who in WHO:
            self.people.show_person(who)
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return field.isVisibleTo(self)

    def path_of(self, widget: QWidget | None) -> str:
        """The path of the field that a widget belongs to; empty where it is in none."""
        if widget is None:
            return ""
        if widget is self.table:
            return "components"
        for path, field in self._fields.items():
            if field.isAncestorOf(widget):
                return path
        return ""

    def person_with_focus(self, widget: QWidget | None) -> str:
        """Whose fields have the focus; the submitter's where none have."""
        if widget is not None and self.people.isAncestorOf(widget):
            return self.people.shown()
        return "submitter"

    def _build(self, catalogue: Catalogue) -> None:
        self.people = PeopleCard()
        self.picker = ProcedurePicker(catalogue, self)
        self.papers = PapersModel(self)
        self.table = PapersTable(self.papers)
        self.table.setMinimumHeight(LEAST_HEIGHT)
        self.circumstances = CircumstancesForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, S)
        column.setSpacing(0)
        column.addWidget(self.people)
        column.addWidget(self.picker)
        column.addSpacing(XS)
        column.addWidget(self.table, 1)
        column.addSpacing(S)
        column.addWidget(self.circumstances)

    def _connect(self) -> None:
        self.people.person_edited.connect(self._on_person_edited)
        self.people.person_opened.connect(self._on_person_opened)
        self.people.person_closed.connect(lambda who: self.edited.emit(who, None))
        self.people.number_committed.connect(self.number_committed)
        self.people.document_edited.connect(lambda text: self.edited.emit("authorisation", text))
        self.picker.procedure_chosen.connect(self.procedure_chosen)
        self.case.chosen.connect(self.case_chosen)
        self.papers.lines_changed.connect(lambda lines: self.edited.emit("components", lines))
        self.circumstances.edited.connect(self._on_circumstance_edited)

    def _on_person_edited(self, who: str, person: PersonDraft) -> None:
        self.edited.emit(who, person)

    def _on_person_opened(self, who: str) -> None:
        self.edited.emit(who, self.people.form(who).person())

    def _on_circumstance_edited(self, name: str, value: Any) -> None:
        self.edited.emit(name, value)

    def _ask(self, procedure: Procedure | None, on: date, case: str) -> None:
        wanted = None if procedure is None else (procedure.code, on, case)
        if wanted == self._asked_for and wanted is not None:
            return
        self._asked_for = wanted
        grounds = self._catalogue.grounds
        self._asked = Asked() if procedure is None else asked_of(procedure, grounds, on, case)
        self.circumstances.show_asked(self._asked)
