"""The open dossiers whose due time a new calendar would move: a list, nothing is changed by it.

A dossier keeps the due time that is on its receipt (docs/adr/0015): a supervisor decides what a new
calendar means for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.calendar.differing_days import differing_days
from app.clock.time import from_iso, to_iso
from app.deadlines.appointment import closing
from app.deadlines.due import due_at
from app.dossier.happening import Happening, moment_of
from app.dossier.processing_events import Extended
from app.errors import InvalidInput
from app.processing.clock import clock_of, rule_of

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.deadlines.rule import DeadlineRule
    from app.dossier.state import Dossier
    from app.store.store import Store


class MovedDate(Struct, frozen=True):
    """One dossier, without anything personal; times are ISO 8601.

    ``due`` is what counts for it now (on the receipt, or since set anew), ``counted`` what the new
    calendar makes of it; None where that does not know a year that is needed.
    """

    code: str
    id: str
    procedure: str
    received: str
    due: str
    counted: str | None


def moved_dates(
    store: Store, catalogue: Catalogue, old: WorkingCalendar, new: WorkingCalendar
) -> Iterator[MovedDate]:
    """The store's open dossiers that ``new`` counts otherwise than ``old``, the oldest first.

    Each is counted with both, so that an extension or a rule that is not known any more is not
    taken for the calendar's doing; one that already has the new time is left out. Only the
    dossiers whose time runs over a day in which the calendars differ are looked at.
    """
    days = list(differing_days(old, new))
    if not days:
        return
    for dossier in store.open_dossiers(due_from=days[0], received_until=days[-1]):
        if dossier.code is None or dossier.due is None or dossier.due.at is None:
            continue
        rule = rule_of(dossier, catalogue)
        if rule is None or dossier.clock_stands:
            continue
        before, after = (_counted(dossier, rule, catalogue, calendar) for calendar in (old, new))
        if after in {before, dossier.due.at}:
            continue
        yield MovedDate(
            code=dossier.code,
            id=dossier.id,
            procedure="" if dossier.procedure is None else dossier.procedure.code,
            received=dossier.received_at,
            due=dossier.due.at,
            counted=after,
        )


def _counted(
    dossier: Dossier, rule: DeadlineRule, catalogue: Catalogue, calendar: WorkingCalendar
) -> str | None:
    """The due time counted anew from receipt and happenings; None where a year is not known."""
    try:
        received = from_iso(dossier.received_at)
        first = due_at(received, rule, calendar)
        if not dossier.happenings:
            return first.at
        happenings = tuple(_counted_anew(each, calendar) for each in dossier.happenings)
        anew = msgspec.structs.replace(dossier, happenings=happenings, first_due=first)
        return clock_of(anew, catalogue, calendar, received).due
    except InvalidInput:
        return None


def _counted_anew(happening: Happening, calendar: WorkingCalendar) -> Happening:
    """Without its frozen date; an extension to what is now a day off means the next working day."""
    to = happening.to
    until = moment_of(to) if happening.what == Extended.TYPE else None
    if until is not None and not calendar.is_working(until.date()):
        to = to_iso(closing(calendar.next_working(until.date()), calendar))
    return msgspec.structs.replace(happening, due="", to=to)
