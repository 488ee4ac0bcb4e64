"""What happens at the counter, without a widget: draft, assessment, receiving, printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.clock.time import from_iso, to_iso
from app.drafts.draft import Draft, PersonDraft
from app.drafts.reading import person_of_card, person_of_record, usual_components
from app.reception.assess import Assessment, assess
from app.reception.confirm_clock import confirm_clock
from app.reception.known_person import known_person
from app.reception.open_draft import open_draft
from app.reception.same_person import may_be
from ui.operations.changes import Changes
from ui.operations.latest import Latest
from ui.reception.asked import asked_of
from ui.reception.case_answers import CaseAnswers
from ui.reception.draft_keeper import DraftKeeper
from ui.reception.receipt_printing import ReceiptPrinting
from ui.reception.receiving import Receipt, receive_and_read
from ui.reception.recent_use import RecentUse, read_recent_use

if TYPE_CHECKING:
    from datetime import datetime

    from app.dossier.application import Person
    from app.errors import QmcError
    from app.identity.card_reading import CardReading
    from app.reception.desk import Desk
    from ui.workplace.workplace import Workplace

SHORTEST_NUMBER = 8
"""Shorter numbers are still being typed: nobody is looked up by them."""

_KEPT = ("name", "birth", "sex", "address", "phone", "email")


class _Known(Struct, frozen=True):
    """What an earlier dossier brought into a draft, under which number."""

    draft: str
    number: str
    fields: dict[str, str]


class ReceptionFlow(QObject):
    """One dossier after another, from the first key to the printed receipt."""

    assessed = Signal(object)
    """Assessment: of the draft as it is now."""
    card_read = Signal(str, object)
    """Whose (``submitter``, ``owner``, ``authoriser``) and the CardReading: it fills the draft."""
    person_known = Signal(str, object)
    """Whose, and the frozenset of the fields that came from an earlier dossier."""
    person_unknown = Signal(str, object)
    """Whose, and the frozenset of the fields that went again: the number was another's."""
    recent_use_changed = Signal(object)
    """RecentUse."""
    receiving_began = Signal()
    dossier_received = Signal(object)
    """Receipt: it is in the store; printing follows."""
    dossier_not_received = Signal(object)
    """QmcError: nothing was written; the draft is as it was."""
    printing_began = Signal(object)
    """Receipt."""
    receipt_printed = Signal(object, object)
    """Receipt and PrintedPaper; None where no printer is chosen."""
    receipt_not_printed = Signal(object, object)
    """Receipt and QmcError: the dossier is received all the same."""
    clock_confirmed = Signal()
    draft_not_found = Signal()
    """The draft that was to be opened is gone: received or thrown away meanwhile."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.keeper = DraftKeeper(workplace, self)
        self.recent_use = RecentUse()
        self._known: dict[str, _Known] = {}
        self._answers = CaseAnswers()
        self.is_receiving = False
        self.printing = ReceiptPrinting(workplace, self)
        self._look_ups = {
            who: Latest(workplace.operations, self) for who in ("submitter", "owner", "authoriser")
        }
        self.keeper.changed.connect(self._on_draft_changed)
        self.printing.began.connect(self.printing_began)
        self.printing.printed.connect(self.receipt_printed)
        self.printing.not_printed.connect(self.receipt_not_printed)

    @property
    def takes_cards(self) -> bool:
        """Whether a card may fill the form: nothing is being received, and somebody is here."""
        return not self.is_receiving and self._workplace.desk_if_signed_in() is not None

    @property
    def last(self) -> Receipt | None:
        """The receipt that ``print_last`` prints."""
        return self.printing.last

    def load(self) -> None:
        """Ask for what this desk received lately."""
        store = self._workplace.store
        self._workplace.operations.store(
            lambda: read_recent_use(store), owner=self, on_success=self._on_recent_use_read
        )

    def assess_now(self) -> Assessment | None:
        """What the draft comes to at this moment; None while nobody is signed in."""
        desk = self._workplace.desk_if_signed_in()
        if desk is None:
            return None
        assessment = assess(self.keeper.draft, desk)
        self.assessed.emit(assessment)
        return assessment

    def open_draft(self, draft: str) -> None:
        """Go on with the draft of this id; what is typed now stays a draft."""
        self.keeper.put_aside()
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: open_draft(desk, draft), owner=self, on_success=self._on_draft_found
        )

    def look_after_draft(self) -> None:
        """Drafts have changed: one that was thrown away elsewhere is not brought back from here."""
        draft = self.keeper.draft
        if not self.keeper.has_begun or not self.keeper.is_saved:
            return
        store = self._workplace.store
        self._workplace.operations.store(
            lambda: store.drafts.find(draft.id),
            owner=self,
            on_success=lambda found: self._on_draft_looked_after(draft, found),
        )

    def person(self, who: str) -> PersonDraft:
        """A person of the draft; empty where that part is closed."""
        return cast("PersonDraft | None", getattr(self.keeper.draft, who)) or PersonDraft()

    def choose_procedure(self, code: str) -> None:
        """Choose, with the papers as they mostly come; what another one asked is forgotten."""
        on = self.received_at().date()
        procedure = self._workplace.catalogue.procedure(code, on)
        blank = Draft(id="", begun_at="", officer="")
        asked = (
            "pages", "copies", "cases", "exemption", "late", "paper_exception", "deadline_case",
        )  # fmt: skip
        self.keeper.fill(
            procedure=code,
            components=usual_components(procedure),
            **{field: getattr(blank, field) for field in asked},
        )

    def choose_case(self, case: str) -> None:
        """Choose a case (its id; empty: the usual one); what it does not ask is not answered."""
        on, draft = self.received_at().date(), self.keeper.draft
        catalogue = self._workplace.catalogue
        procedure = catalogue.procedure(draft.procedure, on)
        left, entered = (
            asked_of(procedure, catalogue.grounds, on, one) for one in (draft.deadline_case, case)
        )
        self.keeper.fill(deadline_case=case, **self._answers.carried(draft, left, entered))

    def received_at(self) -> datetime:
        """When the draft counts as handed in."""
        return from_iso(self.keeper.draft.received)

    def take_card(self, who: str, card: CardReading) -> None:
        """Fill a person from a card, and ask what an earlier dossier says of them."""
        self.keeper.fill(**{who: person_of_card(card, self.person(who))})
        self.card_read.emit(who, card)
        self.look_up(who)

    def look_up(self, who: str) -> None:
        """Ask what this desk knows of the person with the number that was typed."""
        number = "".join(self.person(who).id_number.split())
        self._take_back_known(who, number)
        desk = self._workplace.desk_if_signed_in()
        if len(number) < SHORTEST_NUMBER or desk is None:
            self._look_ups[who].cancel()
            return
        self._look_ups[who].run(
            lambda: known_person(desk, number),
            lambda found: self._on_person_looked_up(who, number, found),
        )

    def receive_now(self) -> None:
        """The dossier counts as handed in now, not when its draft was begun."""
        self.keeper.fill(received_at=to_iso(self._workplace.clock.now()), late_reason="")

    def receive(self) -> Assessment | None:
        """Receive and print; returns the assessment where it can't be received yet.

        Asked again while it is being received, it does nothing: one dossier.
        """
        if self.is_receiving or not self.keeper.has_begun:
            return None
        assessment = self.assess_now()
        if assessment is None or not assessment.ready:
            return assessment
        draft, desk = self.keeper.draft, self._workplace.desk
        self.is_receiving = True
        self.receiving_began.emit()
        self._workplace.operations.store(
            lambda: receive_and_read(desk, draft),
            owner=self,
            on_success=lambda receipt: self._on_draft_received(desk, draft, receipt),
            on_failure=self._on_draft_not_received,
            changes=_changes_of,
        )
        return None

    def print_last(self) -> None:
        """Print the last receipt (again); not while it is being printed."""
        if self.last is not None:
            self.printing.print_receipt(self.last, self._workplace.desk)

    def confirm_clock(self) -> None:
        """The officer says that the machine's day is right."""
        desk = self._workplace.desk
        self._workplace.operations.store(
            lambda: confirm_clock(desk),
            owner=self,
            on_success=lambda _: self.clock_confirmed.emit(),
            on_failure=self.dossier_not_received.emit,
        )

    def _on_draft_changed(self, _draft: Draft) -> None:
        self.assess_now()

    def _on_recent_use_read(self, use: RecentUse) -> None:
        self.recent_use = use
        self.recent_use_changed.emit(use)

    def _on_draft_found(self, draft: Draft | None) -> None:
        if draft is None:
            self.draft_not_found.emit()
        else:
            self.keeper.load(draft)

    def _on_draft_looked_after(self, draft: Draft, found: Draft | None) -> None:
        if found is None and self.keeper.draft == draft and not self.is_receiving:
            self.keeper.forget(draft)

    def _on_person_looked_up(self, who: str, number: str, found: Person | None) -> None:
        person = self.person(who)
        if found is None or "".join(person.id_number.split()) != number:
            return
        if not may_be(person, found):
            return  # one of the two numbers is somebody else's: nothing goes over
        record = person_of_record(found)
        news = {
            field: getattr(record, field)
            for field in _KEPT
            if getattr(record, field) and not getattr(person, field)
        }
        if not news:
            return
        self.keeper.fill(**{who: msgspec.structs.replace(person, **news)})
        self._known[who] = _Known(self.keeper.draft.id, number, news)
        self.person_known.emit(who, frozenset(news))

    def _take_back_known(self, who: str, number: str) -> None:
        """Another number: what the one before it brought, and nobody changed, goes with it."""
        known = self._known.get(who)
        if known is None or known.number == number:
            return
        del self._known[who]
        person = self.person(who)
        stale = {
            field: "" for field, text in known.fields.items() if getattr(person, field) == text
        }
        if known.draft == self.keeper.draft.id and stale:
            self.keeper.fill(**{who: msgspec.structs.replace(person, **stale)})
            self.person_unknown.emit(who, frozenset(stale))

    def _on_draft_received(self, desk: Desk, draft: Draft, receipt: Receipt) -> None:
        """``desk`` is the receiver's: the counter may be locked, or in other hands by now."""
        self.is_receiving = False
        application = receipt.dossier.application
        if application is not None:
            self._on_recent_use_read(self.recent_use.used(application))
        self.keeper.forget(draft)
        self.dossier_received.emit(receipt)
        self.printing.print_receipt(receipt, desk)

    def _on_draft_not_received(self, error: QmcError) -> None:
        self.is_receiving = False
        self.dossier_not_received.emit(error)


def _changes_of(receipt: Receipt) -> Changes:
    return Changes(
        dossiers=frozenset({receipt.dossier.id}), queue=True, today=True, drafts=True, leases=True
    )
