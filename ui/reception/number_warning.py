"""What of a typed number is to be compared; nothing of it stops anybody from typing on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.person_fields import check_person_field
from app.errors import InvalidInput
from app.identity.kinds import number_kind

if TYPE_CHECKING:
    from app.drafts.draft import PersonDraft


def number_warning(person: PersonDraft) -> str:
    """Digits that are missing, check digits, codes of no province; empty where nothing is odd.

    Ten digits of a person are two too few, not a tax code.
    """
    number = person.id_number.replace(" ", "")
    try:
        check_person_field("id_number", number, "id_number", organisation=person.organisation)
    except InvalidInput as error:
        return error.message
    return " ".join(number_kind(number, organisation=person.organisation).problems)
