"""Find dossiers as an officer types; that a search was made is logged, not what was typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.errors import InvalidInput
from app.numbering.receipt_mark import read_code

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.records import DossierRow


def find_dossiers(
    desk: Desk, query: str, limit: int, *, count_to: int
) -> tuple[list[DossierRow], int]:
    """The newest dossiers that have every word of ``query``, and how many (to ``count_to``).

    The text of a paper's QR, ours or another system's, is looked up by the code in it. Asked at
    every key, so it writes nothing: ``note_search`` does, once. Raises Refusal (``not_permitted``).
    """
    desk.must(Act.VIEW)
    return desk.store.search(_code_of_paper(query), limit, count_to=count_to)


def _code_of_paper(query: str) -> str:
    if not any(sign in query for sign in "/=*\n"):
        return query
    try:
        return read_code(query).code
    except InvalidInput:
        return query


def note_search(desk: Desk, found: int) -> None:
    """Log that the officer searched, and how many dossiers the last words found."""
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("search", "", {"found": found})


def note_list(desk: Desk, which: str, found: int) -> None:
    """Log that the officer opened a list with people's names (``drafts``, ``outbox``)."""
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("list", "", {"list": which, "found": found})


def look_at_day(desk: Desk, day: date) -> list[DossierRow]:
    """As ``received_on``, for an officer who opens the list: that it was looked at is logged."""
    rows = received_on(desk, day)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("list", "", {"day": day.isoformat(), "found": len(rows)})
    return rows


def received_on(desk: Desk, day: date) -> list[DossierRow]:
    """The dossiers received on ``day``, the newest first: what is shown, brought up to date.

    Raises Refusal (``not_permitted``).
    """
    desk.must(Act.VIEW)
    return desk.store.received_on(day)
