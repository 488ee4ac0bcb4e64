"""``dossiers QUERY``: find dossiers by name, code, number, phone; empty: the newest."""

from __future__ import annotations

import argparse

from app.errors import InvalidInput
from ui.commands.context import CommandContext

NAME = "dossiers"
SUMMARY = "Tìm hồ sơ theo tên, mã, số định danh"
MAX_LIMIT = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help='chữ cần tìm; "" là mới nhất trước')
    parser.add_argument("--limit", type=int, default=50, metavar="N")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    if not 1 <= arguments.limit <= MAX_LIMIT:
        raise InvalidInput("out_of_range", f"--limit từ 1 đến {MAX_LIMIT}.", field="limit")
    query = context.stdin_text(arguments.query)
    with context.store() as store:
        desk = context.desk(store)
        rows, total = store.search(query, arguments.limit)
        with store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
            transaction.audit("search", "", {"found": total})
    return {
        "dossiers": [
            {
                "code": row.code,
                "id": row.id,
                "name": row.name,
                "procedure": row.procedure,
                "received": row.received,
                "due": row.due,
                "queue": row.queue,
            }
            for row in rows
        ],
        "total": total,
    }
