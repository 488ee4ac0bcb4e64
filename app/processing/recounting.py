"""What has happened to a dossier, counted once more by another time limit (docs/adr/0030)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.dossier.happening import Happening, happening_of
from app.dossier.processing import settled
from app.dossier.processing_events import DESK, Resumed, Supplemented
from app.dossier.receipt_changes import carried_over
from app.processing.counting import counted

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.dossier.events import Due, FrozenProcedure
    from app.dossier.state import Dossier


def recounted(  # noqa: PLR0917 - the state, its new law, and what it is counted with
    dossier: Dossier,
    procedure: FrozenProcedure,
    first: Due,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
) -> tuple[tuple[Happening, ...], Due]:
    """The happenings that still count, with their dates by ``procedure``, and the due time now.

    ``first`` is the due time without them. Papers that came and suspensions have happened under any
    procedure; an extension and an apology were of the date before. Raises InvalidInput
    (``calendar_unknown``).
    """
    state = msgspec.structs.replace(
        dossier, procedure=procedure, due=first, first_due=first, happenings=()
    )
    last: Due | None = None
    for known in carried_over(dossier):
        told, happening = _told(known), known
        if told is not None:
            body = counted(state, told, catalogue, calendar, now)
            happening = msgspec.structs.replace(happening_of(body), stage=known.stage)
            last = body.due or last
        happenings = (*state.happenings, happening)
        state = settled(msgspec.structs.replace(state, happenings=happenings), last)
    return state.happenings, first if last is None or state.due is None else state.due


def _told(happening: Happening) -> Supplemented | Resumed | None:
    """The event that such a happening with a date came from; None for others."""
    if happening.what == Supplemented.TYPE and happening.stage != DESK:
        return Supplemented(at=happening.at)
    if happening.what == Resumed.TYPE:
        return Resumed(cause=happening.cause, at=happening.at)
    return None
