"""What the dossier page needs of a view, computed off the window's thread. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.clock.time import from_iso
from app.dossier.events import Corrected
from app.dossier.evolve import read_body
from app.dossier.happening import moment_of
from app.processing.clock import clock_of
from app.reception.view_dossier import DossierView, view_again, view_dossier
from app.store.records import EventState
from ui.dossier.history import Entry, timeline
from ui.today.day_row import procedure_name

if TYPE_CHECKING:
    from app.deadlines.clock_face import DossierClock
    from app.dossier.state import Dossier
    from app.reception.desk import Desk


class DossierReading(Struct, frozen=True):
    """A view, with the procedure's name, the queue's state as in ``DossierRow``, the history.

    ``clock`` is None where the dossier's time of receipt can't be read.
    """

    view: DossierView
    procedure: str
    queue: str
    entries: list[Entry]
    clock: DossierClock | None

    @property
    def id(self) -> str:
        """The dossier's id."""
        return self.view.state.id


class RefusedCorrection(Struct, frozen=True):
    """What a correction that was set aside wanted: values by path, and why."""

    event: str
    values: dict[str, str]
    reason: str


def look_at(desk: Desk, name: str) -> DossierReading:
    """Open a dossier; the look is logged. Raises as ``view_dossier``."""
    return _reading(desk, view_dossier(desk, name))


def look_again(desk: Desk, dossier: str) -> DossierReading:
    """Bring up to date what the officer is looking at. Raises as ``view_dossier``."""
    return _reading(desk, view_again(desk, dossier))


def refused_correction(view: DossierView, event: str) -> RefusedCorrection | None:
    """The correction with this event's id, where it is one that was set aside."""
    for stored in view.events:
        if stored.event.header.id != event or stored.state is not EventState.SET_ASIDE:
            continue
        try:
            body = read_body(stored.event)
        except msgspec.MsgspecError:
            return None
        if isinstance(body, Corrected):
            values = {change.field: change.new for change in body.changes}
            return RefusedCorrection(event, values, body.reason)
    return None


def _reading(desk: Desk, view: DossierView) -> DossierReading:
    state = view.state
    if state.procedure is not None:
        name = f"{state.procedure.name} · {state.procedure.code}"
    elif state.application is not None:
        code = state.application.procedure
        on = from_iso(state.received_at).date()
        name = f"{procedure_name(desk.catalogue, code, on)} · {code}"
    else:
        name = ""
    states = {entry.state for entry in view.queue}
    queue = "sent"
    if EventState.SET_ASIDE in states:
        queue = "set_aside"
    elif states:
        queue = "waiting"
    return DossierReading(view, name, queue, timeline(view), _clock(desk, state))


def _clock(desk: Desk, state: Dossier) -> DossierClock | None:
    if moment_of(state.received_at) is None:
        return None
    return clock_of(state, desk.catalogue, desk.calendar, desk.clock.now())
