"""Dossiers for the shell's tests."""

from __future__ import annotations

from datetime import datetime

from app.drafts.draft import ComponentDraft, Draft, PersonDraft
from app.drafts.reading import usual_components
from tests.desks import DAY, catalogue


def certified_copy(at: datetime, officer: str) -> Draft:
    """Four pages, three copies: complete, to be received."""
    procedure = catalogue().procedure("2.000815", DAY)
    components: tuple[ComponentDraft, ...] = usual_components(procedure)
    return Draft(
        id="01",
        begun_at=at.isoformat(),
        officer=officer,
        procedure="2.000815",
        submitter=PersonDraft(
            name="Nguyễn Văn An",
            id_number="001090000001",
            birth="24/11/1990",
            sex="Nam",
            address="Số 1 Tràng Thi, Phường Hoa Sữa, Hà Nội",
        ),
        components=components,
        pages=4,
        copies=3,
    )
