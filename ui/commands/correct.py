"""``correct CODE FIELD=VALUE … --reason TEXT``: correct data of a dossier."""

from __future__ import annotations

import argparse

from ui.commands.changes import read_changes
from ui.commands.context import CommandContext

NAME = "correct"
SUMMARY = "Sửa thông tin của một hồ sơ, có ghi lý do"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("changes", metavar="FIELD=VALUE", nargs="+")
    parser.add_argument("--reason", required=True, metavar="TEXT")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.reception.change import correct  # noqa: PLC0415 - verbs start lean

    values = read_changes(arguments.changes)
    with context.store() as store:
        state = correct(context.desk(store), arguments.code, values, arguments.reason)
    return {"id": state.id, "code": state.code, "corrected": sorted(values)}
