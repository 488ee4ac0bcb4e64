"""``register FILE``: receive a batch of dossiers from JSON or a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.disk.reason import reason
from app.errors import InvalidInput, QmcError, Refusal
from ui.commands.context import CommandContext

NAME = "register"
SUMMARY = "Tiếp nhận một loạt hồ sơ từ tệp JSON hoặc bảng tính"
DESK_REFUSALS = frozenset({"not_enrolled", "must_succeed", "clock_unsure", "catching_up"})
"""Refusals that concern the desk as a whole: no row of the file would fare better."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="tệp .json hoặc .xlsx; - là đầu vào chuẩn")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Valid rows are kept, others reported by row and field; 0 where the file was readable."""
    from app.reception.batch import intake_of  # noqa: PLC0415 - verbs start lean
    from app.reception.batch_file import read_batch  # noqa: PLC0415 - as above
    from app.reception.register import receive  # noqa: PLC0415 - as above

    batch = read_batch(_read(arguments.file, context))
    registered: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with context.store() as store:
        desk = context.desk(store)
        desk.enrolled()
        for number, row in batch.rows.items():
            try:
                received = receive(desk, intake_of(row, number, batch, desk))
            except QmcError as error:
                if not _concerns_the_row(error):
                    raise
                refused.append(_refused(number, error))
            else:
                registered.append(
                    {
                        "row": number,
                        "code": received.code,
                        "reference": received.reference,
                        "id": received.dossier,
                        "new": received.new,
                    }
                )
    return {"rows": len(batch.rows), "registered": registered, "refused": refused}


def _refused(number: int, error: QmcError) -> dict[str, Any]:
    return {
        "row": number,
        "field": error.field or "",
        "message": error.message,
        "error": error.code,
        "advice": error.advice,
    }


def _concerns_the_row(error: QmcError) -> bool:
    """Wrong input or a rule: this row only. A full disk, an unsure clock: stop here."""
    return isinstance(error, InvalidInput | Refusal) and error.code not in DESK_REFUSALS


def _read(name: str, context: CommandContext) -> bytes:
    from app.reception.batch_file import MAX_BATCH_BYTES  # noqa: PLC0415 - verbs start lean

    if name == "-":
        return context.stdin_bytes()
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BATCH_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InvalidInput(
            "unreadable",
            f"Không đọc được tệp {name[:100]!r}: {reason(error)}.",
            field="file",
            advice="Kiểm tra đường dẫn và quyền đọc tệp.",
        ) from None
