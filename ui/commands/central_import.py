"""``central import FILE``: what a desk could not send is brought to the central by hand."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ui.commands.central_database import database_url
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from sync.central.database import Database


def add_import(parser: argparse.ArgumentParser) -> None:
    """The options of the action."""
    parser.add_argument("file", metavar="FILE", type=Path, help="gói, hoặc thư mục có các gói")
    parser.add_argument(
        "--scans",
        default=argparse.SUPPRESS,
        metavar="THƯ_MỤC",
        help="nơi máy chủ trung tâm giữ ảnh quét",
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="TỆP",
        help="tệp chứa cụm mật khẩu của gói, nếu gói lập khi chưa biết khóa của trung tâm",
    )


def import_carried(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    """Exit 1 where something was refused or still waits, with the full document."""
    from app.clock.time import epoch_ms  # noqa: PLC0415 - verbs start lean
    from sync.central.import_packs import Receiver, import_packs  # noqa: PLC0415 - as above
    from sync.central.scan_files import ScanFiles, folder_beside  # noqa: PLC0415 - as above

    named = getattr(arguments, "scans", None)
    scans = Path(named) if named else folder_beside(database_url(arguments.database))
    receiver = Receiver(
        database=database,
        rules=context.catalogue(),
        scans=None if scans is None else ScanFiles(scans),
        now_ms=epoch_ms(context.clock.now()),
    )
    passphrase = context.passphrase(arguments.passphrase_file)
    imported = import_packs(receiver, arguments.file, passphrase=passphrase)
    if imported.refused or imported.try_again:
        context.report_problem()
    document: dict[str, object] = msgspec.to_builtins(asdict(imported))
    return document
