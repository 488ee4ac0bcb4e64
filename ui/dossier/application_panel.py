"""Who and what: the persons of a dossier, its papers, how it came and where the result goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.clock.time import from_iso
from app.dossier.application import Application, Person
from app.dossier.state import Dossier
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.dossier.dossier_words import DossierWords
from ui.dossier.facts_grid import FactsGrid
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import M, S, TextRole
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords
from ui.wording.shown_text import block


class ApplicationPanel(QWidget):
    """Three panels, read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = DossierWords(self)
        self._events = EventWords(self)
        self._days = DayWords(self)
        self._shown: Dossier | None = None
        self._build()

    def show_dossier(self, state: Dossier) -> None:
        """What it holds; a part that has not changed is not built anew."""
        before, self._shown = self._shown, state
        application = state.application
        if application is None or (
            before is not None
            and before.id == state.id
            and before.application == application
            and before.procedure == state.procedure
            and before.pages == state.pages
        ):
            return
        self._show_people(application)
        self._show_papers(state, application)
        self._reception.show_facts(self._reception_facts(state, application))

    def _build(self) -> None:
        people, papers = Panel(self.tr("People")), Panel(self.tr("Papers of the dossier"))
        reception = Panel(self.tr("Reception"))
        self._people = RebuiltGrid(stretched=0)
        people.body.addWidget(self._people)
        self._papers = RebuiltGrid(stretched=0, down=S)
        papers.body.addWidget(self._papers)
        self._reception = FactsGrid()
        reception.body.addWidget(self._reception)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for panel in (people, papers, reception):
            column.addWidget(panel)
        column.addStretch(1)

    def _show_people(self, application: Application) -> None:
        grid = self._people.begin()
        authorisation = application.authorisation
        people: list[tuple[str, Person | None, str]] = [
            (self.tr("Submitter"), application.submitter, ""),
            (self.tr("Owner of the dossier"), application.owner, ""),
        ]
        if authorisation is not None:
            people.append((self.tr("Authoriser"), authorisation.person, authorisation.document))
        if application.owner is None:
            people = [
                (self.tr("Submitter, also the owner"), application.submitter, ""),
                *people[2:],
            ]
        for who, person, document in people:
            if person is not None:
                self._add_person(grid, who, person, document)

    def _add_person(self, grid: QGridLayout, who: str, person: Person, document: str) -> None:
        row = grid.rowCount()
        name = TextLabel(block(person.name), TextRole.STRONG)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        facts = self._words.person(person)
        if document:
            facts.append((self.tr("Authorisation"), block(document)))
        shown = FactsGrid()
        shown.show_facts(facts)
        if row > 1:
            grid.setRowMinimumHeight(row, M)
        grid.addWidget(TextLabel(who, TextRole.CAPTION), row + 1, 0)
        grid.addWidget(name, row + 2, 0)
        grid.addWidget(shown, row + 3, 0)

    def _show_papers(self, state: Dossier, application: Application) -> None:
        grid = self._papers.begin()
        top = Qt.AlignmentFlag.AlignTop
        for row, component in enumerate(application.components):
            grid.addWidget(TextLabel(block(component.name)), row, 0)
            given = TextLabel(self._words.given(component), TextRole.MUTED, wrap=False)
            grid.addWidget(given, row, 1, top)
            pages = len(state.pages.get(component.component, ()))
            if pages:
                text = self.tr("{count} pages scanned").format(count=pages)
                grid.addWidget(TextLabel(text, TextRole.MUTED, wrap=False), row, 2, top)

    def _reception_facts(self, state: Dossier, application: Application) -> list[tuple[str, str]]:
        counts = self.tr("{pages} pages, {copies} copies, {cases} cases").format(
            pages=application.pages, copies=application.copies, cases=application.cases
        )
        facts = [
            (self.tr("Received at"), self._days.whole(from_iso(state.received_at))),
            (self.tr("Way"), self._words.channel(application.channel)),
            (self.tr("Reference"), state.reference),
            (self.tr("Resolved by"), application.resolver),
            (self.tr("Time limit"), block(state.procedure.deadline if state.procedure else "")),
            (self._events.field("sets"), str(application.sets)),
            (self.tr("Counted for fees"), counts),
            (self.tr("Result"), self._words.returning(application)),
            (self.tr("Taken on paper because"), block(application.paper_exception)),
            (self._events.field("summary"), block(application.summary)),
        ]
        return [(name, value) for name, value in facts if value]
