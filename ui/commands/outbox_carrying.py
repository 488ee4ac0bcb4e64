"""``outbox export|import|copy``: unsent work is carried by hand (docs/adr/0029)."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.store.store import Store
    from sync.carrying.copying import CopyStanding

CARRYING = ("export", "import", "copy")


def add_carrying_arguments(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    out = actions.add_parser("export", help="ghi mọi việc chưa gửi vào một gói mã hóa, có ký")
    out.add_argument("out", metavar="OUT", type=Path, help="tệp mới, hoặc thư mục")
    out.add_argument("--overwrite", action="store_true", help="thay tệp đã có")
    _add_passphrase(out, "để quầy khác cũng mở được")
    into = actions.add_parser("import", help="nhận gói của quầy này hoặc quầy khác để gửi hộ")
    into.add_argument("file", metavar="FILE", type=Path, help="gói, hoặc thư mục có các gói")
    _add_passphrase(into, "đã đặt khi xuất gói")
    copy = actions.add_parser("copy", help="nơi sao ngay mọi việc chưa gửi: xem, đặt, bỏ")
    copy.add_argument("folder", metavar="DIR", type=Path, nargs="?")
    either = copy.add_mutually_exclusive_group()
    either.add_argument("--off", action="store_true", help="thôi sao; tệp đã có được giữ")
    either.add_argument("--now", action="store_true", help="sao ngay một lần")
    _add_passphrase(copy, "để quầy khác cũng mở được")
    copy.set_defaults(usage_error=copy.error)


def run_carrying(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """One of the three."""
    passphrase = context.passphrase(arguments.passphrase_file)
    if arguments.action == "export":
        return _export(arguments, context, passphrase)
    if arguments.action == "import":
        return _import(arguments, context, passphrase)
    return _copy(arguments, context, passphrase)


def carried_part(
    arguments: argparse.Namespace, context: CommandContext, store: Store
) -> dict[str, Any]:
    """``show`` or ``retry`` of a part that is carried for another desk."""
    from sync.carrying.importing import offer_carried_again  # noqa: PLC0415 - verbs start lean

    if arguments.action == "retry":
        offer_carried_again(context.desk(store), arguments.id)
    entry: dict[str, Any] = msgspec.to_builtins(store.carried.show(arguments.id))
    return entry


def carried_parts(store: Store, state: str | None) -> dict[str, object]:
    """The parts in ``state`` (all that are not done), and how many there are of each."""
    from app.store.carried import CarriedState  # noqa: PLC0415 - verbs start lean

    counts = store.carried.counts()
    listed = store.carried.list(None if state is None else CarriedState(state))
    return {
        "carried": [msgspec.to_builtins(entry) for entry in listed],
        "carried_waiting": counts.waiting,
        "carried_set_aside": counts.set_aside,
    }


def copy_document(standing: CopyStanding) -> dict[str, object]:
    """How the running copy stands, for ``outbox copy`` and ``sync``."""
    from app.clock.time import to_iso  # noqa: PLC0415 - verbs start lean

    problem = standing.problem
    return {
        "folder": standing.folder or None,
        "copied_at": None if standing.copied_at is None else to_iso(standing.copied_at),
        "not_copied": standing.behind,
        "packs": standing.packs,
        "unknown": standing.unknown,
        "opens_with": standing.opens_with,
        "problem": None if problem is None else msgspec.to_builtins(problem),
    }


def _export(
    arguments: argparse.Namespace, context: CommandContext, passphrase: str | None
) -> dict[str, object]:
    """Exit 1 where a page that should be in it could not be read, or did not fit."""
    from sync.carrying.exporting import export_unsent  # noqa: PLC0415 - verbs start lean

    with context.store() as store:
        exported = export_unsent(
            context.desk(store),
            arguments.out,
            passphrase=passphrase,
            overwrite=arguments.overwrite,
        )
    if exported.missing_pages or exported.left_out:
        context.report_problem()
    document: dict[str, object] = msgspec.to_builtins(exported)
    return document


def _import(
    arguments: argparse.Namespace, context: CommandContext, passphrase: str | None
) -> dict[str, object]:
    """Exit 1 where something was refused, with the full document."""
    from sync.carrying.importing import import_unsent  # noqa: PLC0415 - verbs start lean

    with context.store() as store:
        imported = import_unsent(context.desk(store), arguments.file, passphrase=passphrase)
        waiting = store.carried.counts().waiting
    if imported.refused:
        context.report_problem()
    document: dict[str, object] = msgspec.to_builtins(asdict(imported))
    return {**document, "waiting": waiting}


def _copy(
    arguments: argparse.Namespace, context: CommandContext, passphrase: str | None
) -> dict[str, object]:
    """Exit 1 where the folder did not take what it should, with the full document."""
    from app.accounts.roles import Act  # noqa: PLC0415 - verbs start lean
    from sync.carrying.choosing_copy import choose_copy, stop_copying  # noqa: PLC0415 - as above
    from sync.carrying.copy_worker import copy_now, copy_standing  # noqa: PLC0415 - as above

    if arguments.folder is not None and (arguments.off or arguments.now):
        arguments.usage_error("DIR stands alone")
    with context.store() as store:
        desk = context.desk(store)
        if arguments.off:
            stop_copying(desk)
        elif arguments.folder is not None:
            choose_copy(desk, arguments.folder, passphrase=passphrase)
        elif arguments.now:
            desk.must(Act.RECEIVE)
        writes = arguments.folder is not None or arguments.now
        standing = copy_now(store) if writes else copy_standing(store)
    if standing.problem is not None:
        context.report_problem()
    return copy_document(standing)


def _add_passphrase(parser: argparse.ArgumentParser, what_for: str) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=f"tệp chứa cụm mật khẩu, {what_for}; - là đầu vào chuẩn",
    )
