"""``backup OUT``: one encrypted file with everything that the desk holds."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.context import CommandContext

NAME = "backup"
SUMMARY = "Sao lưu kho dữ liệu vào một tệp mã hóa"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=Path)


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.store.backup import back_up  # noqa: PLC0415 - verbs start lean

    with context.store() as store:
        return dict(back_up(store, arguments.out))
