"""What this desk received lately: procedures to choose again, reasons to give again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from app.dossier.application import Application
    from app.store.store import Store

LOOKED_AT = 60
COUNTED = 2_000
PROCEDURES = 6
REASONS = 5


class RecentUse(Struct, frozen=True):
    """Codes of procedures and reasons for taking paper, the last used first.

    ``taken`` says how often each procedure (code) was received of late: what is taken often is
    found first.
    """

    procedures: tuple[str, ...] = ()
    paper_exceptions: tuple[str, ...] = ()
    taken: dict[str, int] = {}

    def used(self, application: Application) -> RecentUse:
        """With what ``application`` used in front, and counted."""
        code = application.procedure
        return RecentUse(
            _in_front(code, self.procedures, PROCEDURES),
            _in_front(application.paper_exception, self.paper_exceptions, REASONS),
            {**self.taken, code: self.taken.get(code, 0) + 1},
        )


def read_recent_use(store: Store) -> RecentUse:
    """Read it from the newest dossiers."""
    rows, _ = store.search("", LOOKED_AT, count_to=0)
    use = RecentUse()
    for row in reversed(rows):
        state = store.dossier(row.id)
        if state is not None and state.application is not None:
            use = use.used(state.application)
    return RecentUse(use.procedures, use.paper_exceptions, store.procedures_taken(COUNTED))


def _in_front(one: str, others: tuple[str, ...], limit: int) -> tuple[str, ...]:
    if not one:
        return others
    return (one, *(other for other in others if other != one))[:limit]
