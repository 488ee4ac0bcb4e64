"""``restore FILE``: bring a backup back into an empty data directory."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.context import CommandContext

NAME = "restore"
SUMMARY = "Phục hồi kho dữ liệu từ tệp sao lưu vào thư mục trống"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="tệp chứa cụm mật khẩu của bản sao lưu; - là đầu vào chuẩn",
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Restore; the desk enrols as a new installation before it hands out a number again."""
    from app.store.backup import restore  # noqa: PLC0415 - verbs start lean

    passphrase = context.passphrase(arguments.passphrase_file)
    return dict(restore(arguments.file, context.data, context.keys(), passphrase=passphrase))
