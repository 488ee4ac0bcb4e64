"""``dossier CODE``: one dossier, its events, papers, prints and clock."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from app.clock.time import from_iso
from app.dossier.evolve import read_body
from app.dossier.state import NATIONAL_STATE
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.store.store import Store

NAME = "dossier"
SUMMARY = "Xem một hồ sơ và mọi sự kiện của nó"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="mã hồ sơ, số tham chiếu của quầy, hoặc id")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.reception.view_dossier import view_dossier  # noqa: PLC0415 - verbs start lean

    name = context.stdin_text(arguments.code)
    with context.store() as store:
        state = view_dossier(context.desk(store), name).state
        return dossier_document(store, state, context.clock.now())


def dossier_document(store: Store, state: Dossier, now: datetime) -> dict[str, Any]:
    """The whole of a dossier at ``now`` as plain data; money is whole đồng."""
    return {
        "id": state.id,
        "code": state.code,
        "reference": state.reference,
        "state": state.stage.value,
        "national_state": NATIONAL_STATE[state.stage],
        "received": state.received_at,
        "due": state.due.at if state.due is not None else None,
        "clock": _clock(state, now),
        "procedure": msgspec.to_builtins(state.procedure),
        "application": msgspec.to_builtins(state.application),
        "fees": {
            "lines": msgspec.to_builtins(state.fees),
            "total": state.fee_total,
            "collected": state.collected,
        },
        "papers": {
            component: [page.sha256 for page in pages] for component, pages in state.pages.items()
        },
        "prints": state.prints,
        "events": _events(store, state.id),
    }


def _clock(state: Dossier, now: datetime) -> dict[str, Any]:
    """How the time limit runs. ``due`` is null before the number, and where there is no limit."""
    due = state.due
    return {
        "started": state.received_at,
        "due": due.at if due is not None else None,
        "overdue": due is not None and due.at is not None and from_iso(due.at) < now,
        "provisional": due is not None and due.provisional,
        "trace": due.trace if due is not None else [],
        "calendar_version": due.calendar_version if due is not None else None,
    }


def _events(store: Store, dossier: str) -> list[dict[str, Any]]:
    events = []
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
                "officer": header.officer,
                "recorded": header.recorded_at,
                "queue": stored.state,
                "position": stored.position,
                "findings": msgspec.to_builtins(stored.findings),
                "payload": msgspec.to_builtins(body) if body is not None else None,
            }
        )
    return events
