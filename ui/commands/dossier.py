"""``dossier CODE``: one dossier, its events, papers, prints and clock."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import msgspec

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
    name = context.stdin_text(arguments.code)
    with context.store() as store:
        desk = context.desk(store)
        state = desk.dossier(name)
        with store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
            transaction.audit("view", state.id, {})
        return dossier_document(store, state)


def dossier_document(store: Store, state: Dossier) -> dict[str, Any]:
    """The whole of a dossier as plain data; money is whole đồng."""
    return {
        "id": state.id,
        "code": state.code,
        "reference": state.reference,
        "stage": state.stage.value,
        "national_state": NATIONAL_STATE[state.stage],
        "received": state.received_at,
        "due": msgspec.to_builtins(state.due),
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
