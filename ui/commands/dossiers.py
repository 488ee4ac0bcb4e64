"""``dossiers QUERY``: find dossiers by name, code, number, phone; empty: the newest."""

from __future__ import annotations

import argparse

from ui.commands.context import CommandContext
from ui.commands.numbers import whole_number

NAME = "dossiers"
SUMMARY = "Tìm hồ sơ theo tên, mã, số định danh"
MAX_LIMIT = 1_000
DEFAULT_LIMIT = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help='chữ cần tìm; "" là mới nhất trước')
    parser.add_argument(
        "--limit", metavar="N", help=f"nhiều nhất mấy hồ sơ, mặc định {DEFAULT_LIMIT}"
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.reception.find_dossiers import find_dossiers, note_search  # noqa: PLC0415 - lean
    from app.store.search import EXACT  # noqa: PLC0415 - as above

    limit = whole_number(arguments.limit, "limit", highest=MAX_LIMIT, default=DEFAULT_LIMIT)
    query = context.stdin_text(arguments.query)
    with context.store() as store:
        desk = context.desk(store)
        rows, total = find_dossiers(desk, query, limit, count_to=EXACT)
        note_search(desk, total)
    return {
        "dossiers": [
            {
                "code": row.code,
                "id": row.id,
                "name": row.name,
                "procedure": row.procedure,
                "received": row.received,
                "due": row.due,
                "state": row.state,
                "queue": row.queue,
                "reference": row.reference,
            }
            for row in rows
        ],
        "total": total,
    }
