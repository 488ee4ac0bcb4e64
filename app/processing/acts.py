"""The acts between number and result: each counts the new date, decides, and records.

All raise InvalidInput (``no_dossier``, a wrong field), Refusal (what the law forbids,
``not_permitted``), and write nothing then. ``at`` is when it happened; without it, now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.clock.time import to_iso
from app.deadlines.appointment import appointment, last_day_to_complete
from app.dossier.evolve import apply_body
from app.dossier.processing import course_of
from app.dossier.processing_events import (
    APPRAISAL,
    DESK,
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.processing.counting import counted
from app.processing.performing import Processed, perform
from app.reception.desk import Desk

if TYPE_CHECKING:
    from app.dossier.state import Dossier


def request_supplement(
    desk: Desk,
    name: str,
    items: Sequence[str],
    reason: str,
    *,
    at: datetime | None = None,
    override_reason: str = "",
) -> Processed:
    """Ask for missing papers: at the desk before the number, after appraisal with it."""
    moment = at or desk.clock.now()

    def acts(dossier: Dossier) -> list[ProcessingBody]:
        numbered = dossier.code is not None
        until = last_day_to_complete(moment.date(), desk.calendar).isoformat() if numbered else ""
        body = SupplementRequested(
            stage=APPRAISAL if numbered else DESK,
            items=list(items),
            reason=reason,
            at=to_iso(moment),
            until=until,
            override_reason=override_reason,
        )
        return [body]

    return perform(desk, name, acts)


def supplemented(desk: Desk, name: str, *, at: datetime | None = None) -> Processed:
    """All that was asked for is there: the time limit begins, or begins anew."""
    body = Supplemented(at=_at(desk, at))
    return perform(desk, name, lambda dossier: [_counted(desk, dossier, body)])


def suspend(
    desk: Desk,
    name: str,
    cause: str,
    reason: str,
    *,
    at: datetime | None = None,
    agency: str = "",
    amount: int | None = None,
) -> Processed:
    """The clock stops: ``verification`` or ``obligation`` (of ``amount`` đồng)."""
    body = Suspended(cause=cause, at=_at(desk, at), agency=agency, reason=reason, amount=amount)
    return perform(desk, name, lambda _: [body])


def resume(desk: Desk, name: str, cause: str, *, at: datetime | None = None) -> Processed:
    """The answer, or the payment, is there: the clock goes on."""
    body = Resumed(cause=cause, at=_at(desk, at))
    return perform(desk, name, lambda dossier: [_counted(desk, dossier, body)])


def extend(
    desk: Desk, name: str, to: str, reason: str, signer: str, *, at: datetime | None = None
) -> Processed:
    """Put the due time off to ``to`` (ISO date or time), once; ``at`` is when it is announced."""
    body = Extended(at=_at(desk, at), to=_set(desk, to), reason=reason, signer=signer)
    return perform(desk, name, lambda _: [body])


def apologise(
    desk: Desk, name: str, to: str, reason: str, signer: str, *, at: datetime | None = None
) -> Processed:
    """Apologise and promise ``to``; the dossier is judged by the date before it."""
    body = Apologised(at=_at(desk, at), new_due=_set(desk, to), reason=reason, signer=signer)
    return perform(desk, name, lambda _: [body])


def resolve(
    desk: Desk, name: str, outcome: str, *, at: datetime | None = None, note: str = ""
) -> Processed:
    """There is a result; what the clock still stood still for ends with it."""
    moment = _at(desk, at)
    return perform(desk, name, lambda dossier: resolving(desk, dossier, moment, outcome, note))


def resolving(
    desk: Desk, dossier: Dossier, moment: str, outcome: str, note: str = ""
) -> list[ProcessingBody]:
    """The result of ``moment``, and before it the end of what the clock stood still for."""
    bodies: list[ProcessingBody] = []
    for cause in course_of(dossier).paused:
        body = _counted(desk, dossier, Resumed(cause=cause, at=moment))
        dossier = apply_body(dossier, body, dossier=dossier.id, agency=dossier.agency)
        bodies.append(body)
    return [*bodies, Resolved(at=moment, outcome=outcome, note=note)]


def close(desk: Desk, name: str, reason: str, *, at: datetime | None = None) -> Processed:
    """Close what the citizen did not complete in 15 days."""
    body = Closed(at=_at(desk, at), reason=reason)
    return perform(desk, name, lambda _: [body])


def stop(desk: Desk, name: str, reason: str = "", *, at: datetime | None = None) -> Processed:
    """Stop because the citizen asks for it, while there is no result."""
    body = Stopped(at=_at(desk, at), reason=reason)
    return perform(desk, name, lambda _: [body])


def _counted(desk: Desk, dossier: Dossier, body: Supplemented | Resumed) -> ProcessingBody:
    return counted(dossier, body, desk.catalogue, desk.calendar, desk.clock.now())


def _set(desk: Desk, text: str) -> str:
    """The time that an officer set, a working day; of a mere date the end of office hours."""
    return to_iso(appointment(text, desk.calendar, "to"))


def _at(desk: Desk, at: datetime | None) -> str:
    return to_iso(at or desk.clock.now())
