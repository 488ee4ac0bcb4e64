"""``print-jobs``: what is known of the papers that were handed to printers (docs/adr/0021)."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import msgspec

from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.print_jobs.job import PrintJob

NAME = "print-jobs"
SUMMARY = "Các lần in trên máy in: đã ra, đang chờ, cần xem lại"
DEFAULT_LIMIT, MAX_LIMIT = 100, 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    shown = actions.add_parser("list", help="các lần in mới nhất")
    shown.add_argument("--unsure", action="store_true", help="chỉ những lần chưa rõ giấy có ra")
    shown.add_argument("--limit", type=int, default=DEFAULT_LIMIT, metavar="N")
    actions.add_parser("follow", help="hỏi máy in một lượt, in ra những gì đã đổi")
    answer = actions.add_parser("answer", help="trả lời “Giấy đã ra chưa?”")
    answer.add_argument("id", metavar="ID")
    answer.add_argument("came_out", choices=("yes", "no"), metavar="yes|no")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    if arguments.action == "list":
        return _list(arguments, context)
    if arguments.action == "follow":
        return _follow(context)
    from app.print_jobs.answering import answer  # noqa: PLC0415 - verbs start lean

    with context.store() as store:
        desk = context.desk(store)
        job = answer(desk, arguments.id, came_out=arguments.came_out == "yes")
    return job_document(job)


def job_document(job: PrintJob) -> dict[str, Any]:
    """A job as plain data."""
    document: dict[str, Any] = msgspec.to_builtins(job)
    return document


def _list(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    limit = max(0, min(arguments.limit, MAX_LIMIT))
    with context.store(read_only=True) as store:
        unsure = store.print_jobs.unsure()
        jobs = unsure[:limit] if arguments.unsure else store.print_jobs.newest(limit)
    return {"jobs": [job_document(job) for job in jobs], "unsure": len(unsure)}


def _follow(context: CommandContext) -> dict[str, object]:
    """Nobody's act: a timer may ask, as the window does."""
    from printing.following import follow_jobs  # noqa: PLC0415 - verbs start lean
    from printing.printers.find import open_printer  # noqa: PLC0415 - as above

    with context.store() as store:
        changed = follow_jobs(store, open_printer, context.clock.now())
        waiting, unsure = store.print_jobs.to_ask(), store.print_jobs.unsure()
    return {
        "changed": [job_document(job) for job in changed],
        "waiting": len(waiting),
        "unsure": len(unsure),
    }
