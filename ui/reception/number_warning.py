"""What of a typed number is to be compared; nothing of it stops anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.identity.kinds import number_kind

if TYPE_CHECKING:
    from app.drafts.draft import PersonDraft


def number_warning(person: PersonDraft) -> str:
    """Check digits of tax codes, codes of no province; empty where nothing is odd."""
    found = number_kind(person.id_number, organisation=person.organisation)
    return " ".join(found.problems)
