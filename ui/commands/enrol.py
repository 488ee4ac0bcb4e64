"""``enrol``: make this desk's store where there is none, and enrol the desk at its central."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import InvalidInput, Refusal
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.store.store import Store

NAME = "enrol"
SUMMARY = "Tạo kho dữ liệu của quầy và ghi danh với hệ thống trung tâm"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--central", metavar="URL", help="địa chỉ hệ thống trung tâm")
    parser.add_argument("--code", default="", help="mã ghi danh dùng một lần")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="thay máy quầy bị tạm dừng, hoặc trung tâm không còn biết; cần --code mới",
    )
    parser.add_argument("--counter", metavar="NAME", help="tên quầy, ví dụ: Quầy 1")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Enrol; run again it goes on where it stopped, and an enrolled desk stays as it is."""
    from app.accounts.directory import add_first_account  # noqa: PLC0415 - verbs start lean
    from app.keys.machine import machine_fingerprint  # noqa: PLC0415 - as above
    from app.store.manifest import store_exists  # noqa: PLC0415 - as above
    from app.store.store import create_store  # noqa: PLC0415 - as above
    from sync.desk_sync import sync_desk  # noqa: PLC0415 - as above

    if not store_exists(context.data):
        if context.officer is None:
            raise InvalidInput("missing", "Cần tên cán bộ đầu tiên.", field="officer")
        create_store(
            context.data, context.keys(), clock=context.clock, machine=machine_fingerprint()
        ).close()
    with context.store() as store:
        acts = arguments.replace and store.accounts.all()  # then --officer is who replaces
        if context.officer is not None and not acts:
            add_first_account(store, context.officer, context.clock.now())
        before = _installation_id(store)
        if arguments.replace:
            _replace(arguments.code, context, store)
        _prepare(arguments, store)
        summary = sync_desk(store, context.calendar(), context.clock, once=False)
        installation = store.installation
        if installation is None or (arguments.replace and installation.installation == before):
            raise Refusal(
                "not_enrolled",
                summary.standing.message or "Chưa ghi danh được.",
                advice=summary.standing.advice or "Kiểm tra địa chỉ và mã ghi danh.",
            )
        return {
            "installation": installation.installation,
            "key_id": installation.key_id,
            "agency": installation.agency,
            "agency_name": installation.agency_name,
            "counter": installation.counter,
            "central": installation.central_url,
        }


def _installation_id(store: Store) -> str | None:
    installation = store.installation
    return None if installation is None else installation.installation


def _replace(code: str, context: CommandContext, store: Store) -> None:
    """Burns every number that is left: by an administrator, and on record before it is done."""
    from app.accounts.roles import Act  # noqa: PLC0415 - verbs start lean

    if not code:
        raise InvalidInput("missing", "Thiếu --code.", field="code")
    desk = context.desk(store)
    desk.must(Act.CONFIGURE)
    with store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.audit("replace_installation", _installation_id(store) or "", {})
    store.enrolment.replace(code)


def _prepare(arguments: argparse.Namespace, store: Store) -> None:
    if store.installation is not None:
        return
    for name in ("central", "counter"):
        if not getattr(arguments, name):
            raise InvalidInput("missing", f"Thiếu --{name}.", field=name)
    store.enrolment.prepare(
        central_url=arguments.central, code=arguments.code, counter=arguments.counter
    )
