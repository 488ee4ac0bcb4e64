"""The lines of a tracking book, read one after another from the desk's own entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.books.book_row import BookRow
from app.clock.time import from_iso
from app.dossier.desk_events import HandedOver, ResultReturned
from app.dossier.latest import latest_body
from app.errors import InvalidInput
from app.numbering.books import tracking_key

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.book_entries import BookEntry

ResolverName = Callable[["Dossier"], str]


def book_rows(
    desk: Desk, field: str, first: date, last: date, *, resolver_name: ResolverName
) -> Iterator[BookRow]:
    """The dossiers of a field's book that were received from ``first`` to ``last``, in its order.

    ``resolver_name`` names who resolves a dossier. Nothing is kept of a line that was handed out.
    Raises InvalidInput (``bad_period``) and Refusal (``not_permitted``) before the first one.
    """
    desk.must(Act.VIEW)
    if first > last:
        raise InvalidInput(
            "bad_period", "Ngày bắt đầu của sổ phải trước ngày kết thúc.", field="from"
        )
    return _rows(desk, field, first, last, resolver_name)


def _rows(
    desk: Desk, field: str, first: date, last: date, resolver_name: ResolverName
) -> Iterator[BookRow]:
    for entry in desk.store.book_entries(tracking_key(field)):
        state = desk.store.dossier(entry.dossier)
        if state is None or state.application is None or state.code is None:
            continue
        if first <= from_iso(state.received_at).date() <= last:
            yield _row(desk, state, entry, resolver_name(state))


def _row(desk: Desk, state: Dossier, entry: BookEntry, resolver: str) -> BookRow:
    application = state.application
    assert application is not None
    assert state.code is not None
    person = application.owner or application.submitter
    events = desk.store.events(state.id)
    handed = latest_body(events, HandedOver)
    returned = latest_body(events, ResultReturned)
    due = state.due.at if state.due is not None else None
    return BookRow(
        number=entry.number,
        code=state.code,
        procedure=state.procedure.name if state.procedure is not None else application.procedure,
        person=person.name,
        address=person.address,
        phone=person.phone or application.submitter.phone,
        resolver=resolver,
        received=state.received_at,
        due=due or "",
        handed_over=handed.at if handed is not None else "",
        returned=returned.at if returned is not None else "",
        how=returned.method if returned is not None else application.return_by.value,
        signed=returned.receiver if returned is not None else "",
        sets=application.sets,
        volume=entry.volume,
    )
