"""A person as a declaration names them: only what a card or a dossier says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.identity.kinds import NumberKind, number_kind, proof_words
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.dossier.application import Person
    from app.identity.card_reading import CardReading

NEW_CARD_DAY = date(2024, 7, 1)
"""From this day on cards are called thẻ căn cước (Luật Căn cước 26/2023/QH15)."""
_FULL_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_TWELVE_DIGITS = re.compile(r"[0-9]{12}\Z")
_VIETNAM = "VNM"
_FACTS = (
    "name", "capitals", "id", "digits", "paper", "birth", "sex", "address", "phone", "email",
    "nationality",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeclaredPerson:
    """Texts as printed; "" prints the form's dots. ``birth`` is ``24/11/1990`` or the year alone.

    ``paper`` is the identity paper in words: "Căn cước số 001090000001, cấp ngày 15/08/2024".
    """

    name: str = ""
    id_number: str = ""
    paper: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    nationality: str = ""


NOBODY = DeclaredPerson()


def person_of_card(card: CardReading) -> DeclaredPerson:
    """Who a scanned card is of. Machine-readable lines have no tone marks: they name nobody.

    What a card does not say (phone, e-mail, ethnicity) stays empty, the nationality too unless it
    is written in its lines.
    """
    number = printable(card.identifies_by)
    return DeclaredPerson(
        name=printable(card.name) if card.has_marks else "",
        id_number=number,
        paper=_paper(number, issued=card.issued, passport=not card.number),
        birth=_day(card.birth),
        sex=printable(card.sex),
        address=printable(card.address),
        nationality="Việt Nam" if card.nationality == _VIETNAM else "",
    )


def person_of_dossier(person: Person) -> DeclaredPerson:
    """A person of a dossier; an organisation declares by its name and number alone."""
    number = printable(person.id_number)
    without = printable(proof_words(person.no_id_kind, person.no_id_reason))
    passport = number_kind(number).kind is NumberKind.PASSPORT
    return DeclaredPerson(
        name=printable(person.name),
        id_number=number,
        paper=_paper(number, issued="", passport=passport) if number else without,
        birth=_day(person.birth),
        sex=printable(person.sex),
        address=printable(person.address),
        phone=printable(person.phone),
        email=printable(person.email),
    )


def person_names(who: str) -> frozenset[str]:
    """The names of a person's texts in layouts: ``<who>_name``, ``<who>_birth`` and so on."""
    return frozenset(f"{who}_{fact}" for fact in _FACTS)


def person_texts(who: str, person: DeclaredPerson) -> dict[str, str]:
    """The texts of ``person_names``; ``digits``: the number where it is the personal one."""
    return {
        f"{who}_name": person.name,
        f"{who}_capitals": person.name.upper(),
        f"{who}_id": person.id_number,
        f"{who}_digits": person.id_number if _TWELVE_DIGITS.match(person.id_number) else "",
        f"{who}_paper": person.paper,
        f"{who}_birth": person.birth,
        f"{who}_sex": person.sex,
        f"{who}_address": person.address,
        f"{who}_phone": person.phone,
        f"{who}_email": person.email,
        f"{who}_nationality": person.nationality,
    }


def _paper(number: str, *, issued: str, passport: bool) -> str:
    if not number:
        return ""
    if passport:
        return f"Hộ chiếu số {number}"
    day = _day(issued)
    if not _FULL_DATE.match(issued):
        return f"Số định danh cá nhân {number}"
    kind = "Căn cước" if date.fromisoformat(issued) >= NEW_CARD_DAY else "Căn cước công dân"
    return f"{kind} số {number}, cấp ngày {day}"


def _day(iso: str) -> str:
    found = _FULL_DATE.match(iso)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else printable(iso)
