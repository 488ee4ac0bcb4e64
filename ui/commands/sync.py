"""``sync``: bring this desk and the central into step."""

from __future__ import annotations

import argparse

from app.errors import Refusal
from ui.commands.context import CommandContext
from ui.commands.outbox_carrying import copy_document

NAME = "sync"
SUMMARY = "Gửi hàng chờ, nhận việc mới, giữ dải số"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--central", metavar="URL", help="thay cho địa chỉ lúc ghi danh")
    parser.add_argument("--once", action="store_true", help="một vòng rồi thôi")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Run until the queue is empty or stuck; dossiers that waited are numbered on the way."""
    from app.accounts.roles import Act, permits  # noqa: PLC0415 - verbs start lean
    from app.reception.register import register_waiting  # noqa: PLC0415 - as above
    from sync.carrying.copy_worker import copying_beside  # noqa: PLC0415 - as above
    from sync.desk_sync import sync_desk  # noqa: PLC0415 - as above

    with context.store() as store:
        if store.installation is None and store.enrolment.pending() is None:
            raise Refusal("not_enrolled", "Quầy chưa được ghi danh với hệ thống trung tâm.")
        desk = context.desk(store)
        numbered: list[str] = []
        held: dict[str, str] = {}

        def number_waiting() -> None:
            if not permits(desk.roles, Act.RECEIVE):
                return  # they wait for somebody in whose name they can be numbered
            result = register_waiting(desk)
            numbered.extend(result.registered)
            held.clear()
            held.update({name: error.message for name, error in result.held.items()})

        with copying_beside(store) as copies:
            summary = sync_desk(
                store,
                context.calendar(),
                context.clock,
                once=arguments.once,
                base_url=arguments.central,
                after_leases=number_waiting,
            )
        carried = store.carried.counts().waiting
    return {
        "sent": summary.sent,
        "accepted": summary.accepted,
        "duplicate": summary.duplicate,
        "set_aside": summary.set_aside,
        "waiting": summary.waiting,
        "uploaded_bytes": summary.uploaded_bytes,
        "scans_sent": summary.scans_sent,
        "scans_waiting": summary.scans_waiting,
        "carried_waiting": carried,
        "copy": copy_document(copies[0]) if copies else None,
        "numbered": len(numbered),
        "not_numbered": [{"reference": name, "message": message} for name, message in held.items()],
        "standing": summary.standing.code,
        "message": summary.standing.message,
        "advice": summary.standing.advice,
    }
