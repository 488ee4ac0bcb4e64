"""Takes scanned cards: into the form, after a question, or after what is being received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.drafts.reading import is_same_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.drafts.draft import PersonDraft
    from app.identity.card_reading import CardReading
    from ui.reception.dossier_form import DossierForm
    from ui.reception.reception_flow import ReceptionFlow
    from ui.reception.reception_questions import ReceptionQuestions


class CardTaking(QObject):
    """Writes over nobody silently. ``begin_new`` puts the dossier at hand aside."""

    def __init__(
        self,
        flow: ReceptionFlow,
        form: DossierForm,
        questions: ReceptionQuestions,
        begin_new: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._form = form
        self._questions = questions
        self._begin_new = begin_new
        self._waiting: CardReading | None = None

    def take(self, card: CardReading) -> None:
        """Fill the person whose fields have the focus, else the submitter."""
        if not self._flow.takes_cards:
            self._waiting = card  # the next citizen is quick: after this one
            return
        who = self._form.person_with_focus(QApplication.focusWidget())
        if not is_another_person(card, self._flow.person(who)):
            self._flow.take_card(who, card)
            return
        self._questions.ask_another_person(
            card.name, lambda: self._take_anew(card), lambda: self._flow.take_card(who, card)
        )

    def take_waiting(self) -> None:
        """What was being received is done, or an officer is here: the card that came meanwhile."""
        card, self._waiting = self._waiting, None
        if card is not None:
            self.take(card)

    def _take_anew(self, card: CardReading) -> None:
        self._begin_new()
        self._flow.take_card("submitter", card)


def is_another_person(card: CardReading, person: PersonDraft) -> bool:
    """Whether filling the form from the card would write over somebody else."""
    return not is_same_person(card, person)
