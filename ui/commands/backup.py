"""``backup OUT``: one encrypted file with everything that the desk holds."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.context import CommandContext

NAME = "backup"
SUMMARY = "Sao lưu kho dữ liệu vào một tệp mã hóa"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--overwrite", action="store_true", help="thay tệp đã có")
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="tệp chứa cụm mật khẩu, để phục hồi được trên máy khác; - là đầu vào chuẩn",
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Back up; exit 1 where a page that an event names is missing from the page store."""
    from app.ids import new_id  # noqa: PLC0415 - verbs start lean
    from app.store.backup import back_up  # noqa: PLC0415 - as above

    passphrase = context.passphrase(arguments.passphrase_file)
    with context.store() as store:
        document = dict(
            back_up(
                store,
                arguments.out,
                overwrite=arguments.overwrite,
                passphrase=passphrase,
                officer=context.officer_if_known(store),
                unlock=new_id(context.clock.now()),
            )
        )
    if document["missing_pages"]:
        context.report_problem()
    return document
