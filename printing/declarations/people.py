"""Who is who on a declaration: the requester, whom it speaks of, who authorises whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.identity.kinds import Proof
from printing.declarations.person import (
    NOBODY,
    DeclaredPerson,
    person_names,
    person_of_card,
    person_of_dossier,
    person_texts,
)

if TYPE_CHECKING:
    from app.dossier.application import Application
    from app.identity.card_reading import CardReading

SELF = "Bản thân"
_ROLES = ("requester", "subject", "principal", "authoriser", "attorney")
PEOPLE = frozenset().union(*(person_names(role) for role in _ROLES)) | {"relation", "fingerprint"}
"""What a layout may ask of people."""


@dataclass(frozen=True, slots=True)
class People:
    """``requester`` stands at the counter and signs; ``subject`` is whom a civil status paper is
    of; ``principal`` declares for themselves; ``authoriser`` sends ``attorney``.

    ``relation`` is the requester's to the subject; ``fingerprint``: signs by it.
    """

    requester: DeclaredPerson = NOBODY
    subject: DeclaredPerson = NOBODY
    principal: DeclaredPerson = NOBODY
    authoriser: DeclaredPerson = NOBODY
    attorney: DeclaredPerson = NOBODY
    relation: str = ""
    fingerprint: bool = False

    @property
    def known(self) -> bool:
        """Whether anybody is named: a form for nobody is blank."""
        return any(person != NOBODY for person in (self.requester, self.principal, self.authoriser))

    def texts(self) -> dict[str, str]:
        """The texts named in ``PEOPLE``."""
        return {
            **person_texts("requester", self.requester),
            **person_texts("subject", self.subject),
            **person_texts("principal", self.principal),
            **person_texts("authoriser", self.authoriser),
            **person_texts("attorney", self.attorney),
            "relation": self.relation,
            "fingerprint": "1" if self.fingerprint else "",
        }


BLANK = People()
"""Nobody: the form is filled in by hand."""


def people_of_cards(
    card: CardReading, other: CardReading | None = None, *, for_self: bool = False
) -> People:
    """Who scanned a card, and of ``other`` card: whom they declare or authorise.

    A card does not say whom its holder declares: only ``for_self`` makes them the subject.
    """
    person = person_of_card(card)
    second = person_of_card(other) if other is not None else NOBODY
    return People(
        requester=person,
        subject=person if for_self else second,
        principal=person,
        authoriser=person,
        attorney=second,
        relation=SELF if for_self else "",
    )


def people_of_dossier(application: Application, *, subject_is_owner: bool) -> People:
    """The people of a dossier; where the owner is the submitter, nobody authorises anybody."""
    submitter = application.submitter
    owner = application.owner if application.owner is not None else submitter
    person = person_of_dossier(submitter)
    given = application.authorisation
    sender = given.person if given is not None else owner
    is_sent = sender != submitter
    people = People(
        requester=person,
        principal=person_of_dossier(owner),
        authoriser=person_of_dossier(sender),
        attorney=person if is_sent else NOBODY,
        fingerprint=Proof.FINGERPRINT in {owner.no_id_kind, submitter.no_id_kind},
    )
    if not subject_is_owner:
        return people
    relation = SELF if owner == submitter else ""
    return replace(people, subject=people.principal, relation=relation)
