"""What this desk received lately: procedures to choose again, reasons to give again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from app.dossier.application import Application
    from app.store.store import Store

LOOKED_AT = 60
PROCEDURES = 6
REASONS = 5


class RecentUse(Struct, frozen=True):
    """Codes of procedures and reasons for taking paper, the last used first."""

    procedures: tuple[str, ...] = ()
    paper_exceptions: tuple[str, ...] = ()

    def used(self, application: Application) -> RecentUse:
        """With what ``application`` used in front."""
        return RecentUse(
            _in_front(application.procedure, self.procedures, PROCEDURES),
            _in_front(application.paper_exception, self.paper_exceptions, REASONS),
        )


def read_recent_use(store: Store) -> RecentUse:
    """Read it from the newest dossiers."""
    rows, _ = store.search("", LOOKED_AT, count_to=0)
    use = RecentUse()
    for row in reversed(rows):
        state = store.dossier(row.id)
        if state is not None and state.application is not None:
            use = use.used(state.application)
    return use


def _in_front(one: str, others: tuple[str, ...], limit: int) -> tuple[str, ...]:
    if not one:
        return others
    return (one, *(other for other in others if other != one))[:limit]
