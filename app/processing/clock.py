"""The clock of a dossier of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.clock.time import from_iso
from app.deadlines.dossier_clock import dossier_clock
from app.deadlines.rule import DeadlineRule
from app.dossier.course import in_order
from app.dossier.happening import moment_of
from app.dossier.processing import annulment_of
from app.dossier.processing_events import DESK, Supplemented
from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.deadlines.clock_face import DossierClock
    from app.dossier.happening import Happening
    from app.dossier.state import Dossier


def clock_of(
    dossier: Dossier,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
    coming: Sequence[Happening] = (),
) -> DossierClock:
    """The clock of ``dossier`` at ``now``, with what is ``coming`` as if it had happened.

    What is recorded has happened, also where the clock of this desk is behind. What can't be
    counted for want of a calendar is a problem of it (``calendar_unknown``), never an error.
    """
    received = moment_of(dossier.received_at)
    if received is None:  # its opening is not here yet, or can't be read
        return dossier_clock(now, None, (), calendar, now, numbered=False)
    happenings = in_order([*_since_complete(dossier), *annulment_of(dossier), *coming])
    times = [at for each in happenings if (at := moment_of(each.at)) is not None]
    return dossier_clock(
        received,
        rule_of(dossier, catalogue),
        happenings,
        calendar,
        max([now, *times]),
        first_due=dossier.first_due,
        numbered=dossier.code is not None,
    )


def _since_complete(dossier: Dossier) -> list[Happening]:
    """What has happened since full receipt: what was asked for at the desk before is settled."""
    happenings: list[Happening] = []
    for happening in in_order(dossier.happenings):
        if happening.stage != DESK:
            happenings.append(happening)
        elif dossier.code is None:
            happenings = [] if happening.what == Supplemented.TYPE else [*happenings, happening]
    return happenings


def rule_of(dossier: Dossier, catalogue: Catalogue) -> DeadlineRule | None:
    """The time limit that was frozen; where it was not yet (before rules were) the catalogue's.

    None where the law sets none, or where no one knows it any more.
    """
    procedure, due = dossier.procedure, dossier.first_due
    if procedure is None or due is None or due.at is None:
        return None
    try:
        if procedure.rule is not None:
            return msgspec.convert(msgspec.to_builtins(procedure.rule), DeadlineRule)
        return catalogue.deadline(procedure.code, from_iso(dossier.received_at).date())
    except (InvalidInput, msgspec.ValidationError):
        return None
