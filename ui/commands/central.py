"""``central``: serves the reference central, or administers it.

``central --database URL --port N`` prints one ready line and stays until SIGTERM or SIGINT. It
listens on loopback only, unless ``--host`` names another address. ``init``, ``agency``,
``installation``, ``holdings``, ``tasks``, ``gaps`` and ``generation`` print one document and end.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import EnvironmentFault, InvalidInput
from ui.commands.central_claims import add_claims, claims
from ui.commands.central_database import database_url
from ui.commands.central_import import add_import, import_carried
from ui.commands.central_publish import add_publish, publish
from ui.commands.central_scans import add_scans, scans
from ui.commands.context import CommandContext
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from sync.central.database import Database

NAME = "central"
SUMMARY = "Hệ thống trung tâm tham chiếu: chạy máy chủ, quản trị"

DEFAULT_PORT = 8321
_TICK_S = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _database(parser, default=None)
    # It may stand before or after the action, so argparse itself can't require it.
    parser.set_defaults(usage_error=parser.error)
    parser.add_argument("--port", metavar="N", help=f"cổng, mặc định {DEFAULT_PORT} (0: tự chọn)")
    parser.add_argument("--host", default="", metavar="ĐỊA_CHỈ", help="mặc định chỉ nghe ở máy này")
    parser.add_argument(
        "--scans", metavar="THƯ_MỤC", help="nơi để ảnh quét, mặc định cạnh tệp SQLite"
    )
    actions = parser.add_subparsers(dest="action", metavar="VIỆC")
    _action(actions, "init", "tạo hoặc nâng cấp cơ sở dữ liệu")
    agency = _action(actions, "agency", "thêm hoặc sửa cơ quan")
    agency.add_argument("agency", metavar="MÃ", help="mã định danh, ví dụ H26.107")
    agency.add_argument("name", metavar="TÊN")
    agency.add_argument(
        "--resolver",
        action="append",
        default=[],
        metavar="LOẠI=MÃ",
        help="cơ quan giải quyết theo loại, ví dụ commune_police=G01.899",
    )
    agency.add_argument("--lookup-host", default="", metavar="TÊN_MIỀN")
    installation = _action(
        actions, "installation", "máy quầy: cấp mã, tạm dừng, cho chạy lại, ngừng"
    )
    installation.add_argument("deed", choices=("code", "list", "suspend", "resume", "retire"))
    installation.add_argument("subject", nargs="?", metavar="CƠ_QUAN|MÁY")
    installation.add_argument("--hours", metavar="N", help="thời hạn của mã ghi danh, mặc định 72")
    installation.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao ngừng hẳn máy")
    _action(actions, "holdings", "trung tâm đang giữ những gì")
    tasks = _action(actions, "tasks", "việc chờ Lãnh đạo Trung tâm")
    tasks.add_argument("--done", nargs=2, metavar=("LOẠI", "VIỆC"), help="ghi nhận đã làm xong")
    gaps = _action(actions, "gaps", "số hủy và số trả lại của một dãy")
    gaps.add_argument("agency", metavar="MÃ")
    gaps.add_argument("day", metavar="NGÀY")
    gaps.add_argument("--kind", default="dossier", help="loại dãy số: dossier, supplement, …")
    add_publish(_action(actions, "publish", "công bố danh mục, lịch làm việc cho các quầy"))
    add_scans(_action(actions, "scans", "ảnh quét đã nhận, ảnh còn chờ"))
    add_claims(_action(actions, "claims", "việc mà một quầy đang giữ; gỡ ra"))
    add_import(_action(actions, "import", "nhận gói việc chưa gửi của các quầy, mang đến bằng tay"))
    generation = _action(actions, "generation", "mở thế hệ mới sau khi phục hồi từ bản sao")
    generation.add_argument(
        "--gap",
        required=True,
        metavar="N",
        help="lớn hơn số lượng đã cấp của mỗi dãy từ sau bản sao, kể cả sau lần phục hồi trước",
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object] | None:
    if arguments.database is None:
        arguments.usage_error("--database URL is required")
    if arguments.action is None:
        _serve(arguments, context)
        return None
    from sync.central.database import open_database  # noqa: PLC0415 - verbs start lean

    database = open_database(database_url(arguments.database), clock=context.clock)
    try:
        return _ACTIONS[arguments.action](arguments, context, database)
    finally:
        database.close()


def _serve(arguments: argparse.Namespace, context: CommandContext) -> None:
    """Print the ready line and stay until a signal, or until the server ends by itself."""
    from sync.central.embedded import LOOPBACK, EmbeddedCentral  # noqa: PLC0415 - as above

    port = whole_number(arguments.port, "port", lowest=0, highest=65_535, default=DEFAULT_PORT)
    asked_to_stop = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda _number, _frame: asked_to_stop.set())
    with EmbeddedCentral(
        database_url(arguments.database),
        context.clock,
        port,
        host=arguments.host or LOOPBACK,
        rules=context.catalogue(),
        scans=None if arguments.scans is None else Path(arguments.scans),
    ) as central:
        sys.stdout.write(json.dumps({"ready": True, "url": central.url}) + "\n")
        sys.stdout.flush()
        # In ticks, because on Windows a signal does not interrupt a wait without an end.
        while central.running and not asked_to_stop.wait(_TICK_S):
            pass
    if not asked_to_stop.is_set():
        raise EnvironmentFault("central_stopped", "Máy chủ trung tâm tự dừng.")


def _init(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    del arguments, context, database  # opening it has made and migrated it
    from sync.central.schema import SCHEMA_VERSION  # noqa: PLC0415 - as above

    return {"schema_version": SCHEMA_VERSION}


def _agency(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    del context
    from sync.central.administration import add_agency  # noqa: PLC0415 - as above

    resolvers: dict[str, str] = {}
    for text in arguments.resolver:
        kind, found, agency = text.partition("=")
        if not (found and kind):
            raise InvalidInput(
                "bad_resolver", f"Không phải LOẠI=MÃ: {text[:60]!r}", field="resolver"
            )
        resolvers[kind] = agency
    add_agency(database, arguments.agency, arguments.name, resolvers, arguments.lookup_host)
    return {"agency": arguments.agency, "name": arguments.name, "resolvers": resolvers}


def _installation(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    from sync.central import administration  # noqa: PLC0415 - as above

    if arguments.deed == "list":
        return {"installations": administration.list_installations(database, arguments.subject)}
    if arguments.subject is None:
        raise InvalidInput("missing", "Ghi rõ cơ quan hoặc máy quầy.", field="subject")
    if arguments.deed == "code":
        hours = whole_number(arguments.hours, "hours", highest=24 * 90, default=72)
        code = administration.add_installation_code(
            database, arguments.subject, now=context.clock.now(), valid_hours=hours
        )
        return {"agency": arguments.subject, "code": code, "hours": hours}
    if arguments.deed == "retire":
        administration.retire(
            database, arguments.subject, arguments.reason, now=context.clock.now()
        )
        return {"installation": arguments.subject, "deed": arguments.deed}
    change = administration.suspend if arguments.deed == "suspend" else administration.resume
    change(database, arguments.subject)
    return {"installation": arguments.subject, "deed": arguments.deed}


def _holdings(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    del arguments, context
    from sync.central.holdings import count  # noqa: PLC0415 - as above

    return count(database)


def _tasks(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    from sync.central.administration import finish_task, list_tasks  # noqa: PLC0415 - as above

    if arguments.done is not None:
        finish_task(database, *arguments.done, now=context.clock.now())
    return {"tasks": list_tasks(database)}


def _gaps(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    del context
    from app.clock.time import date_from_iso  # noqa: PLC0415 - as above
    from app.numbering.series import series_of  # noqa: PLC0415 - as above
    from sync.central.holdings import list_gaps  # noqa: PLC0415 - as above

    day = date_from_iso(arguments.day, field="day")
    gaps = list_gaps(database, series_of(arguments.kind, arguments.agency, day))
    return {"gaps": [asdict(gap) for gap in gaps]}


def _generation(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    from sync.central.generations import MAX_GAP, begin_generation  # noqa: PLC0415 - as above

    gap = whole_number(arguments.gap, "gap", highest=MAX_GAP)

    return {"generation": begin_generation(database, gap, clock=context.clock)}


_ACTIONS = {
    "init": _init,
    "agency": _agency,
    "installation": _installation,
    "holdings": _holdings,
    "tasks": _tasks,
    "gaps": _gaps,
    "generation": _generation,
    "publish": publish,
    "claims": claims,
    "scans": scans,
    "import": import_carried,
}


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=about, description=about, allow_abbrev=False)
    # Before or after the action; left out here it must not wipe out the one before.
    _database(parser, default=argparse.SUPPRESS)
    return parser


def _database(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    parser.add_argument(
        "--database",
        default=default,
        metavar="URL",
        help="sqlite:///TỆP, postgresql+psycopg://…, hoặc đường dẫn tệp SQLite",
    )
