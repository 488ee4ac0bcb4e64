"""Look at a dossier: every look is logged (promise 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act, permits
from app.dossier.state import Dossier
from app.store.records import AuditLine, OutboxEntry, StoredEvent

if TYPE_CHECKING:
    from app.reception.desk import Desk


class DossierView(Struct, frozen=True):
    """A dossier with its history: its events, and what of it has not been sent.

    ``log`` tells who looked at it; it is empty for roles that may not know. ``counters`` are the
    names of the counters that this desk knows, by installation.
    """

    state: Dossier
    events: list[StoredEvent]
    log: list[AuditLine]
    queue: list[OutboxEntry]
    counters: dict[str, str] = {}


def view_dossier(desk: Desk, name: str) -> DossierView:
    """The dossier with this code, reference or id, for the officer's eyes.

    Raises InvalidInput (``no_dossier``) and Refusal (``not_permitted``).
    """
    desk.must(Act.VIEW)
    state = desk.dossier(name)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("view", state.id, {})
    return _view(desk, state)


def view_again(desk: Desk, name: str) -> DossierView:
    """The dossier that the officer is looking at, after it changed: the same look, logged once.

    Raises as ``view_dossier``.
    """
    desk.must(Act.VIEW)
    return _view(desk, desk.dossier(name))


def _view(desk: Desk, state: Dossier) -> DossierView:
    return DossierView(
        state=state,
        events=desk.store.events(state.id),
        log=desk.store.audit_lines(state.id) if permits(desk.roles, Act.READ_LOG) else [],
        queue=desk.store.outbox.list(dossier=state.id),
        counters=dict(desk.store.counter_names()),
    )
