"""What the live receipt shows: the draft as it stands, then the dossier as it was received."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.clock.time import from_iso
from app.deadlines.rule import deadline_text
from app.dossier.application import LookUpOutcome, ReturnBy, Treatment
from app.dossier.events import Due, FeeLine
from app.fees.in_words import USUAL_STYLE, WordStyle, amount_in_words
from app.identity.kinds import proof_words

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.dossier.state import Dossier
    from app.drafts.draft import Draft, PersonDraft
    from app.reception.assess import Assessment


class PersonView(Struct, frozen=True):
    """A person on the receipt; ``proof`` says by what one without a number is known."""

    name: str
    id_number: str
    address: str
    phone: str
    email: str
    proof: str = ""


class PaperView(Struct, frozen=True):
    """A paper on the receipt, with its sheets by kind."""

    name: str
    treatment: Treatment
    originals: int
    certified: int
    photos: int
    look_up: LookUpOutcome


class ReceiptView(Struct, frozen=True):
    """A receipt. ``code`` and ``reference`` are empty until it is received.

    ``received_at`` is None before anything is typed; ``is_past`` says that the dossier counts as
    handed in earlier than now, by more than a moment. Money is whole đồng.
    """

    series: str = ""
    code: str = ""
    reference: str = ""
    submitter: PersonView | None = None
    owner: PersonView | None = None
    authoriser: PersonView | None = None
    request: str = ""
    summary: str = ""
    papers: tuple[PaperView, ...] = ()
    sets: int = 1
    time_limit: str = ""
    received_at: datetime | None = None
    due: Due | None = None
    fees: tuple[FeeLine, ...] = ()
    return_by: ReturnBy = ReturnBy.DESK
    return_at: str = ""
    wording: WordStyle = USUAL_STYLE

    @property
    def is_received(self) -> bool:
        """Whether it is in the store."""
        return bool(self.code or self.reference)

    @property
    def fee_total(self) -> int:
        """What is to be paid."""
        return sum(line.amount for line in self.fees)

    @property
    def fee_in_words(self) -> str:
        """The total in words."""
        return amount_in_words(self.fee_total, self.wording)

    @property
    def due_at(self) -> datetime | None:
        """When the result is due; None where the law sets no time, or nothing is chosen."""
        return None if self.due is None or self.due.at is None else from_iso(self.due.at)


def view_of_draft(draft: Draft, assessment: Assessment) -> ReceiptView:
    """The receipt as it would be now."""
    procedure = assessment.procedure
    named = {} if procedure is None else {one.id: one for one in procedure.components}
    papers = tuple(
        PaperView(
            component.name,
            component.treatment,
            line.originals,
            line.certified,
            line.photos,
            line.look_up,
        )
        for line in draft.components
        if line.given and (component := named.get(line.component)) is not None
    )
    return ReceiptView(
        series=assessment.series,
        submitter=_person(draft.submitter),
        owner=None if draft.owner is None else _person(draft.owner),
        authoriser=None if draft.authoriser is None else _person(draft.authoriser),
        request="" if procedure is None else procedure.name,
        summary=draft.summary,
        papers=papers,
        sets=draft.sets,
        time_limit="" if procedure is None else _time_limit(procedure, draft.deadline_case),
        received_at=assessment.received_at if draft.id else None,
        due=assessment.due,
        fees=assessment.fees,
        return_by=draft.return_by,
        return_at=draft.return_at,
        wording=assessment.wording,
    )


def view_of_received(view: ReceiptView, dossier: Dossier) -> ReceiptView:
    """``view`` as it became a dossier: what the dossier says wins."""
    return msgspec.structs.replace(
        view,
        code=dossier.code or "",
        reference=dossier.reference,
        received_at=from_iso(dossier.received_at),
        due=dossier.first_due or view.due,
        fees=dossier.fees or view.fees,
    )


def _time_limit(procedure: Procedure, case: str) -> str:
    """In the case that is chosen, without its name."""
    for known in procedure.deadline_cases:
        if known.id == case:
            return deadline_text(known.deadline)
    return procedure.time_limit


def _person(person: PersonDraft) -> PersonView:
    return PersonView(
        name=person.name,
        id_number=person.id_number,
        address=person.address,
        phone=person.phone,
        email=person.email,
        proof="" if person.id_number else proof_words(person.no_id_kind, person.no_id_reason),
    )
