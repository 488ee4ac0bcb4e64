"""Whether what is typed of a person may be of one who is known under the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.folding import fold
from app.identity.card_dates import read_card_date

if TYPE_CHECKING:
    from app.dossier.application import Person
    from app.drafts.draft import PersonDraft


def may_be(typed: PersonDraft, known: Person) -> bool:
    """Whether nothing that is typed speaks against it, but for the number.

    Tone marks and case of the name don't count; a birth may be the year alone.
    """
    name = fold(" ".join(typed.name.split()))
    if name and name != fold(" ".join(known.name.split())):
        return False
    birth, problem = read_card_date(typed.birth)
    return bool(problem) or birth.startswith(known.birth) or known.birth.startswith(birth)
