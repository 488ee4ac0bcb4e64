"""A dossier as a line of a list: of one visit, of a hand-over, of results."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from app.dossier.application import ReturnBy
from app.dossier.latest import latest_body
from app.dossier.processing_events import Resolved
from printing.dossier_papers.common_values import resolver_name
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.values import Texts

LISTED = frozenset(
    {
        "code", "request", "person", "address", "sets", "received", "due", "time_limit", "resolver",
        "result", "has_fee", "by_post", "note",
    }
)  # fmt: skip
_MARK = "X"


def listed(desk: Desk, installation: Installation, dossiers: Iterable[Dossier]) -> list[Texts]:
    """A row for each dossier; one without a code stands under the desk's own reference."""
    return [
        _row(state, resolver_name(installation, state), _result(desk, state)) for state in dossiers
    ]


def _row(state: Dossier, resolver: str, result: str) -> Texts:
    application = state.application
    assert application is not None  # opened: it is in a list
    person = application.owner or application.submitter
    procedure = state.procedure
    due = state.due.at if state.due is not None else None
    return {
        "code": state.code or state.reference,
        "request": printable(procedure.name if procedure else application.procedure),
        "person": printable(person.name),
        "address": printable(person.address),
        "sets": f"{application.sets:02d}",
        "received": short_moment(from_iso(state.received_at)),
        "due": short_moment(from_iso(due)) if due else "",
        "time_limit": printable(procedure.deadline) if procedure else "",
        "resolver": printable(resolver),
        "result": printable(result),
        "has_fee": _MARK if state.fee_total else "",
        "by_post": _MARK if application.return_by is ReturnBy.POST else "",
        "note": "",
    }


def short_moment(at: datetime) -> str:
    """As in ``08:05 03/02/2026``, for a narrow column."""
    return f"{at:%H:%M %d/%m/%Y}"


def _result(desk: Desk, state: Dossier) -> str:
    resolved = latest_body(desk.store.events(state.id), Resolved)
    if resolved is None:
        return ""
    if resolved.outcome == "refused":
        return f"Từ chối giải quyết. {resolved.note}".strip()
    return resolved.note
