"""The due time that goes into the event which lets the clock run again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.dossier.events import Due
from app.dossier.happening import happening_of, moment_of
from app.dossier.processing import counted_under, course_of
from app.dossier.processing_events import Resumed, Supplemented
from app.errors import InvalidInput
from app.processing.clock import clock_of

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.dossier.state import Dossier


def counted(
    dossier: Dossier,
    body: Supplemented | Resumed,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
) -> Supplemented | Resumed:
    """``body`` with the due time that it leads to, as if nothing else kept the clock still.

    What else does may have ended at another desk: then nobody counts it any more. Where the clock
    stands again since, or goes by a date that was frozen later, it is the time that held at its
    moment. Raises InvalidInput (``calendar_unknown``).
    """
    if dossier.code is None:
        return body  # it is counted with the number
    due = _due_after(dossier, body, catalogue, calendar, now)
    if due is None:
        due = _due_after(_until(dossier, body.at), body, catalogue, calendar, now)
    still, under = _keeps_still(dossier, body), counted_under(dossier)
    return msgspec.structs.replace(body, due=due, still=still, under=under)


def _keeps_still(dossier: Dossier, body: Supplemented | Resumed) -> bool:
    course = course_of(dossier)
    if isinstance(body, Supplemented):
        return bool(course.paused)
    return bool(course.pending) or bool(course.paused.keys() - {body.cause})


def _due_after(
    dossier: Dossier,
    body: Supplemented | Resumed,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: datetime,
) -> Due | None:
    coming = [happening_of(each) for each in _all_over(dossier, body)]
    clock = clock_of(dossier, catalogue, calendar, now, coming)
    for problem in clock.problems:
        if (problem.code, problem.at) == ("calendar_unknown", body.at):
            raise InvalidInput(problem.code, problem.message, field="at")
    runs = clock.counted is not None and clock.counted.at == clock.due
    return clock.counted if runs else None


def _all_over(dossier: Dossier, body: Supplemented | Resumed) -> list[Supplemented | Resumed]:
    """``body``, and the end of everything else in the same moment.

    Papers that are awaited begin the time limit anew, at ``body``'s time if the clock stood still
    since before they were asked for; else no one can say when it will be.
    """
    course = course_of(dossier)
    ended = body.cause if isinstance(body, Resumed) else ""
    over: list[Supplemented | Resumed] = [
        Resumed(cause=cause, at=body.at) for cause in course.paused if cause != ended
    ]
    over.append(body)
    stood, asked = moment_of(course.still_since), moment_of(course.asked_at)
    if isinstance(body, Resumed) and stood and asked and stood <= asked:
        over.append(Supplemented(at=body.at))
    return over


def _until(dossier: Dossier, at: str) -> Dossier:
    """The dossier with what had happened until ``at``."""
    end = moment_of(at)
    happenings = tuple(
        each
        for each in dossier.happenings
        if (moment := moment_of(each.at)) and end and moment <= end
    )
    return msgspec.structs.replace(dossier, happenings=happenings)
