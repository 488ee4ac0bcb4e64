"""``procedures``: find procedures by words of their name, their field or their code."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

NAME = "procedures"
SUMMARY = "Tìm thủ tục hành chính; không cần dấu"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help='từ khóa hoặc mã; "" là tất cả')
    parser.add_argument("--on", metavar="DATE", help="theo ngày, mặc định hôm nay")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"procedures": [{"code", "name", "field", "reception", …}], "total"}``, best first.

    ``level`` is the online level that day, null where no text says it; ``deadline`` are words;
    ``valid_to`` is null for a version without an end.
    """
    from app.clock.time import date_from_iso  # noqa: PLC0415 - verbs start lean

    on = context.clock.now().date()
    if arguments.on is not None:
        on = date_from_iso(arguments.on, field="on")
    catalogue = context.catalogue()
    found = catalogue.find(context.stdin_text(arguments.query), on, limit=len(catalogue.procedures))
    return {
        "procedures": [
            {
                "code": procedure.code,
                "name": procedure.name,
                "field": procedure.field,
                "reception": procedure.reception(on),
                "level": procedure.level(on),
                "deadline": procedure.time_limit,
                "immediate": procedure.immediate,
                "certification": procedure.certification,
                "resolver_kind": procedure.resolver_kind,
                "valid_from": procedure.valid_from.isoformat(),
                "valid_to": procedure.valid_to and procedure.valid_to.isoformat(),
                "confidence": procedure.confidence,
            }
            for procedure in found
        ],
        "total": len(found),
    }
