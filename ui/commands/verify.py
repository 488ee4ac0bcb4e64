"""``verify``: check the whole store; exit 1 on a problem."""

from __future__ import annotations

import argparse

from ui.commands.context import CommandContext

NAME = "verify"
SUMMARY = "Kiểm tra toàn bộ kho dữ liệu của quầy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.store.verify import verify  # noqa: PLC0415 - verbs start lean

    del arguments
    with context.store(read_only=True) as store:
        report = verify(store)
    if report.problems:
        context.report_problem()
    return {"ok": not report.problems, "problems": list(report.problems), **report.figures}
