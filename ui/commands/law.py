"""``law``: the administrator's layer of the law's data: check it, import into it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.errors import EnvironmentFault
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.provincial_law.importing import SourceDocument
    from app.provincial_law.law_in_force import LawInForce
    from app.reception.desk import Desk

NAME = "law"
SUMMARY = "Dữ liệu pháp luật của tỉnh: kiểm tra; nhập danh mục, lịch, mức thu, đơn vị hành chính"
KINDS = ("procedures", "calendar", "fees", "units")
FORMATS = ("laythutuc", "opencps", "sheet")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="đọc và kiểm tra cả hai lớp dữ liệu")
    check.add_argument("directory", metavar="DIR", nargs="?", help="mặc định: law/ của kho dữ liệu")
    bring = actions.add_parser("import", help="xem khác biệt; ghi khi có --confirm")
    bring.add_argument("kind", choices=KINDS)
    bring.add_argument("file", metavar="FILE", help="tệp nguồn; - là đầu vào chuẩn")
    bring.add_argument("--format", default="", choices=FORMATS, help="kiểu tệp của procedures")
    bring.add_argument("--parts", metavar="FILE", help="thành phần hồ sơ (opencps)")
    bring.add_argument("--from", dest="valid_from", metavar="DATE", help="mặc định hôm nay")
    bring.add_argument("--confirm", metavar="ID", help="mã của khác biệt đã xem")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``check``: ``{"ok", "versions", "files", "forms", "unsure", "published"}``; where the store
    can't be read, ``published`` is empty and ``published_unread`` says why. ``import``:
    ``{"difference", "kept", "notes", "moved", "confirm", "written", "paths"}``; without
    ``--confirm`` nothing is written.

    At a desk an import is made in the name of ``--officer``, who must be an administrator, and is
    logged; before there is a desk the folder is just prepared.
    """
    if arguments.action == "check":
        return _check(Path(arguments.directory) if arguments.directory else None, context)
    return _import(arguments, context)


def _import(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.provincial_law.folder import LawFolder  # noqa: PLC0415 - verbs start lean
    from app.provincial_law.importing import accept, propose  # noqa: PLC0415 - as above

    document = _document(arguments, context)
    folder = LawFolder.in_data(context.data)
    with _desk(context, writes=arguments.confirm is not None) as desk:
        proposal = propose(folder, document, _law(context), desk=desk, now=context.clock.now())
        paths: list[Path] = []
        if arguments.confirm is not None:
            paths = accept(proposal, document, arguments.confirm, desk=desk)
    return {
        "difference": msgspec.to_builtins(proposal.difference),
        "kept": msgspec.to_builtins(proposal.kept),
        "notes": msgspec.to_builtins(proposal.notes),
        "moved": msgspec.to_builtins(proposal.moved),
        "confirm": proposal.id,
        "written": bool(paths),
        "paths": [str(path) for path in paths],
    }


def _document(arguments: argparse.Namespace, context: CommandContext) -> SourceDocument:
    from app.clock.time import date_from_iso  # noqa: PLC0415 - verbs start lean
    from app.provincial_law.importing import SourceDocument  # noqa: PLC0415 - as above

    since = arguments.valid_from
    return SourceDocument(
        kind=arguments.kind,
        name="stdin" if arguments.file == "-" else Path(arguments.file).name,
        data=_read(arguments.file, "file", context),
        format_name=arguments.format,
        parts=_read(arguments.parts, "parts", context) if arguments.parts else None,
        valid_from=date_from_iso(since, field="from") if since else None,
    )


def _law(context: CommandContext) -> LawInForce:
    from app.provincial_law.law_in_force import LawInForce  # noqa: PLC0415 - verbs start lean

    return LawInForce(
        context.catalogue(),
        context.calendar(),
        context.successions(),
        context.wording(),
        context.local_fees(),
    )


@contextmanager
def _desk(context: CommandContext, *, writes: bool) -> Iterator[Desk | None]:
    """The desk of this machine; None before there is one."""
    from app.store.manifest import store_exists  # noqa: PLC0415 - verbs start lean

    if not store_exists(context.data):
        yield None
        return
    with context.store(read_only=not writes) as store:
        yield context.desk(store)


def _read(name: str, field: str, context: CommandContext) -> bytes:
    from app.provincial_law.importing import read_document_file  # noqa: PLC0415 - as above

    return context.stdin_bytes() if name == "-" else read_document_file(Path(name), field)


def _check(named: Path | None, context: CommandContext) -> dict[str, object]:
    from app.agencies.succession import load_successions  # noqa: PLC0415 - as above
    from app.calendar.working_calendar import load_calendar  # noqa: PLC0415 - as above
    from app.catalogue.catalogue import load_catalogue  # noqa: PLC0415 - as above
    from app.dated_data.toml_table import is_there  # noqa: PLC0415 - as above
    from app.fees.wording import load_wording  # noqa: PLC0415 - as above
    from app.provincial_law.folder import LawFolder  # noqa: PLC0415 - as above
    from app.provincial_law.overview import law_files, unsure_entries  # noqa: PLC0415 - as above
    from app.units.units import load_units  # noqa: PLC0415 - as above
    from printing.all_forms import check_forms  # noqa: PLC0415 - as above

    if named is not None and not named.is_dir():
        raise EnvironmentFault("data_missing", f"Không có thư mục {named}.")
    folder = LawFolder(named) if named else context.law_folder()
    own_fees = folder.fees if is_there(folder.fees) else None
    fees = context.local_fees() if named is None else own_fees
    catalogue = load_catalogue(local_fees=fees, province=folder.catalogue)
    calendar = load_calendar(province=folder.calendar)
    units = load_units(province=folder.units)
    load_successions(folder.agencies)
    load_wording(folder.wording)
    forms = check_forms(folder.forms)
    return {
        "ok": True,
        "versions": {
            "catalogue": catalogue.version,
            "calendar": calendar.version,
            "units": units.version,
        },
        "files": [file.name for file in law_files(folder)],
        "forms": [
            {"name": form.name, "version": form.version, "valid_from": form.valid_from.isoformat()}
            for form in forms
        ],
        "unsure": [
            {
                "code": entry.code,
                "valid_from": entry.valid_from.isoformat(),
                "confidence": entry.confidence,
                "unsure": entry.unsure,
            }
            for entry in unsure_entries(catalogue)
        ],
        **(_published(context) if named is None else {"published": []}),
    }


def _published(context: CommandContext) -> dict[str, object]:
    """What this desk has of what the central publishes; none before there is a desk.

    The law's files are checked also where the store can't be opened.
    """
    from app.clock.time import to_iso  # noqa: PLC0415 - verbs start lean
    from app.provincial_law.published import published_standing  # noqa: PLC0415 - as above
    from app.store.manifest import store_exists  # noqa: PLC0415 - as above

    if not store_exists(context.data):
        return {"published": []}
    try:
        with context.store(read_only=True) as store:
            found = published_standing(store)
    except EnvironmentFault as fault:
        return {"published": [], "published_unread": fault.message}
    listed = [
        {
            "kind": one.kind,
            "in_force": one.in_force,
            "problem": one.problem,
            "came": to_iso(one.came_at),
            "asked": to_iso(one.asked_at),
            "etag": one.etag,
            "files": one.files,
            "moved": one.moved,
        }
        for one in found
    ]
    return {"published": listed}
