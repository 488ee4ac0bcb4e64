"""One draft in the list of drafts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.clock.time import from_iso
from app.reception.find_dossiers import note_list
from ui.today.day_row import procedure_name
from ui.wording.shown_text import one_line

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.drafts.draft import Draft
    from app.reception.desk import Desk


class DraftRow(Struct, frozen=True):
    """Who (the submitter), what, when and by whom it was begun; empty texts: not typed yet."""

    id: str
    name: str
    procedure: str
    begun: datetime
    officer: str

    def is_earlier(self, today: date) -> bool:
        """Whether it was begun on a day before ``today``."""
        return self.begun.date() < today


def read_drafts(desk: Desk, *, is_look: bool) -> list[DraftRow]:
    """Every draft of the counter, the last changed first. For the store's thread.

    ``is_look``: an officer opens the list, which is logged; otherwise it is only brought up to
    date. Raises Refusal (``not_permitted``).
    """
    desk.must(Act.RECEIVE)
    rows = [draft_row(draft, desk.catalogue) for draft in desk.store.drafts.all()]
    if is_look:
        note_list(desk, "drafts", len(rows))
    return rows


def draft_row(draft: Draft, catalogue: Catalogue) -> DraftRow:
    """A draft, read."""
    begun = from_iso(draft.begun_at)
    procedure = ""
    if draft.procedure:
        procedure = procedure_name(catalogue, draft.procedure, from_iso(draft.received).date())
    return DraftRow(
        id=draft.id,
        name=one_line(draft.submitter.name),
        procedure=procedure,
        begun=begun,
        officer=one_line(draft.officer),
    )
