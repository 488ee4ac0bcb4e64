"""Fill a draft from a card, an earlier dossier or the catalogue; read what it says."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from app.catalogue.folding import fold
from app.dossier.application import Application, Authorisation, GivenComponent, Person, Treatment
from app.drafts.draft import ComponentDraft, Draft, PersonDraft
from app.errors import InvalidInput
from app.identity.card_dates import read_card_date

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.identity.card_reading import CardReading


def person_of_card(card: CardReading, before: PersonDraft) -> PersonDraft:
    """What a card says about a person; phone, e-mail stay where the person is the same.

    A health insurance card leaves the number as it stands; a name without tone marks, from a
    machine-readable zone, never replaces the same name with them.
    """
    kept = before if is_same_person(card, before) else PersonDraft()
    number = card.identifies_by or kept.id_number
    same_name = bool(kept.name) and _bare(kept.name) == _bare(card.name)
    return msgspec.structs.replace(
        kept,
        name=kept.name if same_name and not card.has_marks else card.name or kept.name,
        id_number=number,
        no_id_reason="" if number else kept.no_id_reason,
        no_id_kind="" if number else kept.no_id_kind,
        birth=shown_date(card.birth) or kept.birth,
        sex=card.sex or kept.sex,
        address=card.address or kept.address,
        ward=kept.ward if card.address in ("", kept.address) else "",
        organisation=False,
    )


def is_same_person(card: CardReading, person: PersonDraft) -> bool:
    """Whether the card can be of the person whose fields are filled in; of empty fields it can.

    By the number where both have one, else by the name, whose tone marks don't count.
    """
    number = "".join(person.id_number.split())
    numbers = {card.number, card.old_number, card.document_number} - {""}
    if number and numbers:
        return number in numbers
    return not person.name.strip() or _bare(person.name) == _bare(card.name)


def _bare(name: str) -> str:
    return fold(" ".join(name.split()))


def person_of_record(person: Person) -> PersonDraft:
    """A person of an earlier dossier as the form shows it."""
    return PersonDraft(
        name=person.name,
        id_number=person.id_number,
        no_id_reason=person.no_id_reason,
        birth=shown_date(person.birth),
        sex=person.sex,
        address=person.address,
        phone=person.phone,
        email=person.email,
        organisation=person.organisation,
        no_id_kind=person.no_id_kind,
        ward=person.ward,
    )


def shown_date(iso: str) -> str:
    """``1990-11-24`` as ``24/11/1990``; a year alone, or nothing, as it is."""
    parts = iso.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else iso


def usual_components(procedure: Procedure) -> tuple[ComponentDraft, ...]:
    """The papers of a procedure as they mostly come: required ones given, one of the usual kind."""
    lines = []
    for component in procedure.components:
        given = component.required
        counted = given and component.treatment is Treatment.SUBMIT
        kind = component.copies_kind.value
        lines.append(
            ComponentDraft(
                component=component.id,
                given=given,
                originals=int(counted and kind == "original"),
                certified=int(counted and kind == "certified"),
                photos=int(counted and kind == "photo"),
            )
        )
    return tuple(lines)


def application_of(draft: Draft, procedure: Procedure, resolver: str) -> Application:
    """What a draft says; raises InvalidInput only for what can't be read (a date of birth).

    Whether it may be received is ``application_problems``' and ``decide``'s to say.
    """
    return Application(
        procedure=procedure.code,
        resolver=resolver,
        submitter=person_of(draft.submitter, "submitter"),
        owner=None if draft.owner is None else person_of(draft.owner, "owner"),
        authorisation=_authorisation(draft),
        components=_components(draft, procedure),
        channel=draft.channel,
        summary=_text(draft.summary),
        sets=draft.sets,
        pages=draft.pages,
        copies=draft.copies,
        cases=draft.cases,
        exemption=draft.exemption,
        late=draft.late,
        return_by=draft.return_by,
        return_at=_text(draft.return_at),
        paper_exception=_text(draft.paper_exception),
        deadline_case=draft.deadline_case,
    )


def person_of(person: PersonDraft, who: str) -> Person:
    """A person's fields, read; raises InvalidInput (``bad_date``, field ``<who>.birth``)."""
    birth, problem = read_card_date(person.birth)
    if problem:
        raise InvalidInput(
            "bad_date", f"Ngày sinh {problem}.", field=f"{who}.birth", advice="Mẫu: 24/11/1990."
        )
    return Person(
        name=_text(person.name),
        id_number=_text(person.id_number).replace(" ", ""),
        no_id_reason=_text(person.no_id_reason),
        birth=birth,
        sex=person.sex,
        address=_text(person.address),
        phone=_text(person.phone),
        email=_text(person.email),
        organisation=person.organisation,
        no_id_kind=person.no_id_kind,
        ward=person.ward,
    )


def _authorisation(draft: Draft) -> Authorisation | None:
    if draft.authoriser is None:
        return None
    return Authorisation(person_of(draft.authoriser, "authoriser"), _text(draft.authorisation))


def _components(draft: Draft, procedure: Procedure) -> list[GivenComponent]:
    known = {component.id: component for component in procedure.components}
    lines = []
    for line in draft.components:
        component = known.get(line.component)
        if component is None or not line.given:
            continue
        looked_up = component.treatment is Treatment.LOOK_UP
        counted = component.treatment is Treatment.SUBMIT
        lines.append(
            GivenComponent(
                component=component.id,
                name=component.name,
                treatment=component.treatment,
                originals=line.originals if counted else 0,
                certified=line.certified if counted else 0,
                photos=line.photos if counted else 0,
                look_up=line.look_up if looked_up else None,
            )
        )
    return lines


def _text(text: str) -> str:
    """NFC, single blanks at line level: input methods and scanners write both forms."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
