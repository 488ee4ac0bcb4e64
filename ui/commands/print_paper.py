"""``print FORM CODE --pdf OUT``: print a paper of a dossier."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.context import CommandContext

NAME = "print"
SUMMARY = "In giấy tờ của một hồ sơ ra tệp PDF"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="FORM", help="receipt, unnumbered")
    parser.add_argument("code", metavar="CODE", help="mã hồ sơ, số tham chiếu, hoặc id")
    parser.add_argument("--pdf", type=Path, required=True, metavar="OUT")
    parser.add_argument("--size", default="A4", metavar="SIZE", help="A4 hoặc A5")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from printing.issuing import issue  # noqa: PLC0415 - verbs start lean

    with context.store() as store:
        issued = issue(
            context.desk(store), arguments.code, arguments.form, arguments.pdf, size=arguments.size
        )
    return {"path": issued.path, "pages": issued.pages, "draft": issued.draft, "nth": issued.nth}
