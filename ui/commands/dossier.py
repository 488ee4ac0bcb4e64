"""``dossier CODE``: one dossier, its events, papers, prints and clock."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from app.clock.time import from_iso
from app.deadlines.clock_face import ClockState
from app.dossier.evolve import read_body
from app.dossier.state import NATIONAL_STATE
from ui.commands.clock_document import clock_document
from ui.commands.context import CommandContext
from ui.commands.desk_acts import certified_document
from ui.commands.print_jobs import job_document

if TYPE_CHECKING:
    from app.deadlines.clock_face import DossierClock
    from app.dossier.state import Dossier
    from app.store.store import Store

NAME = "dossier"
SUMMARY = "Xem một hồ sơ và mọi sự kiện của nó"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="mã hồ sơ, số tham chiếu của quầy, hoặc id")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.processing.clock import clock_of  # noqa: PLC0415 - verbs start lean
    from app.reception.view_dossier import view_dossier  # noqa: PLC0415 - as above

    name = context.stdin_text(arguments.code)
    with context.store() as store:
        desk = context.desk(store)
        state = view_dossier(desk, name).state
        clock = clock_of(state, desk.catalogue, desk.calendar, context.clock.now())
        return dossier_document(store, state, clock, context.clock.now())


def dossier_document(
    store: Store, state: Dossier, clock: DossierClock, now: datetime
) -> dict[str, Any]:
    """The whole of a dossier at ``now`` as plain data; money is whole đồng.

    ``due`` is null before the number, where the law sets no limit, and while the clock stands.
    """
    return {
        "id": state.id,
        "code": state.code,
        "reference": state.reference,
        "state": state.stage.value,
        "national_state": NATIONAL_STATE[state.stage],
        "received": state.received_at,
        "due": clock.due,
        "clock": _clock(state, clock, now),
        "procedure": msgspec.to_builtins(state.procedure),
        "application": msgspec.to_builtins(state.application),
        "fees": {
            "lines": msgspec.to_builtins(state.fees),
            "total": state.fee_total,
            "collected": state.collected,
            "refunded": state.refunded,
            "receipts": msgspec.to_builtins(state.receipts),
        },
        "papers": {
            component: [page.sha256 for page in pages] for component, pages in state.pages.items()
        },
        "prints": state.prints,
        "paper_numbers": state.paper_numbers,
        "print_jobs": [job_document(job) for job in store.print_jobs.of_dossier(state.id)],
        "handed_over": state.handed_over or None,
        "returned": {"at": state.returned_at, "method": state.returned_by}
        if state.returned_at
        else None,
        "certified": certified_document(state),
        "replaced": msgspec.to_builtins(state.replaced),
        "annulled": msgspec.to_builtins(state.annulled),
        "referrals": state.referrals,
        "events": _events(store, state.id),
    }


def _clock(state: Dossier, clock: DossierClock, now: datetime) -> dict[str, Any]:
    """How the time limit runs; ``overdue`` by the moment, ``standing`` by the day as reports."""
    ended = clock.state in {
        *(ClockState.RESOLVED, ClockState.CLOSED, ClockState.STOPPED, ClockState.ANNULLED)
    }
    due = state.due
    return {
        **clock_document(clock),
        "started": state.received_at,
        "overdue": not ended and clock.due is not None and from_iso(clock.due) < now,
        "provisional": due is not None and due.provisional,
        "calendar_version": due.calendar_version if due is not None else None,
    }


def _events(store: Store, dossier: str) -> list[dict[str, Any]]:
    events = []
    counters = store.counter_names()
    for stored in store.events(dossier):
        header = stored.event.header
        try:
            body = read_body(stored.event)
        except msgspec.MsgspecError:
            body = None  # kept and shown by its header; evolve counts it as unreadable
        events.append(
            {
                "id": header.id,
                "type": header.type,
                "seq": header.seq,
                "installation": header.installation,
                "desk": counters.get(header.installation),
                "own": stored.own,
                "officer": header.officer,
                "recorded": header.recorded_at,
                "queue": stored.state,
                "position": stored.position,
                "findings": msgspec.to_builtins(stored.findings),
                "payload": msgspec.to_builtins(body) if body is not None else None,
            }
        )
    return events
