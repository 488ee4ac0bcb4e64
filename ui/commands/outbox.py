"""``outbox``: the queue to the central, with reasons (Hàng chờ gửi, Cần xử lý)."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

import msgspec

from ui.commands.changes import read_changes
from ui.commands.context import CommandContext
from ui.commands.outbox_carrying import (
    CARRYING,
    add_carrying_arguments,
    carried_part,
    carried_parts,
    run_carrying,
)

if TYPE_CHECKING:
    from app.store.store import Store
    from app.store.uploads import PageUpload

NAME = "outbox"
_PAGE = re.compile(r"[0-9a-f]{64}\Z")
"""A scanned page is named by its SHA-256, an event by its id."""
SUMMARY = "Hàng chờ gửi và việc cần xử lý"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    every = actions.add_parser("list", help="mọi việc đang chờ hoặc cần xử lý")
    every.add_argument("--state", choices=("waiting", "set_aside"), help="chỉ một loại")
    every.add_argument("--search", metavar="TEXT", help="mã, họ tên, cán bộ hoặc lý do")
    for name, text in (("show", "xem một việc"), ("retry", "gửi lại một việc cần xử lý")):
        action = actions.add_parser(name, help=text)
        action.add_argument("id", metavar="ID")
    hand_over = actions.add_parser("hand-over", help="chuyển một việc cho Lãnh đạo Trung tâm")
    hand_over.add_argument("id", metavar="ID")
    hand_over.add_argument("--note", required=True, metavar="TEXT", help="lời chuyển")
    edit = actions.add_parser("edit", help="thay một yêu cầu bị từ chối bằng yêu cầu đã sửa")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("changes", metavar="FIELD=VALUE", nargs="+")
    edit.add_argument("--reason", required=True, metavar="TEXT")
    add_carrying_arguments(actions)


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    if arguments.action == "list":
        with context.store(read_only=arguments.search is None) as store:
            return {**_listed(arguments, context, store), **_scans(store)}
    if arguments.action in CARRYING:
        return run_carrying(arguments, context)
    with context.store() as store:
        if arguments.action in {"show", "retry"}:
            return _item(arguments, context, store)
        if arguments.action == "hand-over":
            return _hand_over(arguments, context, store)
        return _edit(arguments, context, store)


def _item(
    arguments: argparse.Namespace, context: CommandContext, store: Store
) -> dict[str, object]:
    """``show`` or ``retry`` of an event, of a scanned page, or of a part carried for others."""
    from app.reception.change import retry, retry_page  # noqa: PLC0415 - verbs start lean

    again = arguments.action == "retry"
    if store.carried.has(arguments.id):
        return carried_part(arguments, context, store)
    if _PAGE.match(arguments.id):
        if again:
            retry_page(context.desk(store), arguments.id)
        return _scan(store.uploads.show(arguments.id))
    if again:
        retry(context.desk(store), arguments.id)
    return _shown(store, arguments.id)


def _listed(
    arguments: argparse.Namespace, context: CommandContext, store: Store
) -> dict[str, object]:
    """The queue, what is carried for others, and the counts of all. A search is logged."""
    from app.accounts.roles import Act  # noqa: PLC0415 - verbs start lean
    from app.reception.find_dossiers import note_list  # noqa: PLC0415 - as above
    from app.store.queue_search import queue_search  # noqa: PLC0415 - as above
    from app.store.records import EventState  # noqa: PLC0415 - as above

    state = {None: None, "waiting": EventState.PENDING, "set_aside": EventState.SET_ASIDE}[
        arguments.state
    ]
    if arguments.search is None:
        entries = store.outbox.list(state)
    else:
        desk = context.desk(store)
        desk.must(Act.VIEW)
        entries = queue_search(store, arguments.search, state=state)
        note_list(desk, "outbox", len(entries))
    counts = store.outbox.counts()
    return {
        "items": [msgspec.to_builtins(entry) for entry in entries],
        "waiting": counts.waiting,
        "set_aside": counts.set_aside,
        **carried_parts(store, arguments.state),
    }


def _hand_over(
    arguments: argparse.Namespace, context: CommandContext, store: Store
) -> dict[str, object]:
    """``{"id", "referred"}``: the event that was handed over, and the one that tells of it."""
    from app.reception.referring import hand_to_supervisor  # noqa: PLC0415 - verbs start lean

    referred = hand_to_supervisor(context.desk(store), arguments.id, arguments.note)
    return {"id": arguments.id, "referred": referred}


def _scans(store: Store) -> dict[str, object]:
    """How many scanned pages wait, and those that a person must look at (``show`` them by hash)."""
    from app.store.uploads import UploadState  # noqa: PLC0415 - verbs start lean

    counts = store.uploads.counts()
    return {
        "scans_waiting": counts.waiting,
        "scans_waiting_bytes": counts.waiting_bytes,
        "scans_set_aside": counts.set_aside,
        "scans": [_scan(page) for page in store.uploads.in_state(UploadState.SET_ASIDE)],
    }


def _scan(page: PageUpload) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(page)
    return shown


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
