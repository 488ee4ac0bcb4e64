"""``outbox``: the queue to the central, with reasons (Hàng chờ gửi, Cần xử lý)."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import msgspec

from ui.commands.changes import read_changes
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.store.store import Store

NAME = "outbox"
SUMMARY = "Hàng chờ gửi và việc cần xử lý"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="mọi việc đang chờ hoặc cần xử lý")
    for name, text in (("show", "xem một việc"), ("retry", "gửi lại một việc cần xử lý")):
        action = actions.add_parser(name, help=text)
        action.add_argument("id", metavar="ID")
    edit = actions.add_parser("edit", help="thay một yêu cầu bị từ chối bằng yêu cầu đã sửa")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("changes", metavar="FIELD=VALUE", nargs="+")
    edit.add_argument("--reason", required=True, metavar="TEXT")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    if arguments.action == "list":
        with context.store(read_only=True) as store:
            counts = store.outbox.counts()
            items = [msgspec.to_builtins(entry) for entry in store.outbox.list()]
        return {"items": items, "waiting": counts.waiting, "set_aside": counts.set_aside}
    from app.reception.change import retry  # noqa: PLC0415 - verbs start lean

    with context.store() as store:
        if arguments.action == "show":
            return _shown(store, arguments.id)
        if arguments.action == "retry":
            retry(context.desk(store), arguments.id)
            return _shown(store, arguments.id)
        return _edit(arguments, context, store)


def _shown(store: Store, event_id: str) -> dict[str, Any]:
    entry: dict[str, Any] = msgspec.to_builtins(store.outbox.show(event_id))
    return entry


def _edit(
    arguments: argparse.Namespace, context: CommandContext, store: Store
) -> dict[str, object]:
    from app.reception.change import replace_correction  # noqa: PLC0415 - verbs start lean

    values = read_changes(arguments.changes)
    state = replace_correction(context.desk(store), arguments.id, values, arguments.reason)
    return {"id": state.id, "code": state.code, "replaced": arguments.id}
