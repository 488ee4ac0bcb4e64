"""``read-id``: read the QR text of a citizen card."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

NAME = "read-id"
SUMMARY = "Đọc nội dung mã QR của thẻ căn cước như máy quét gõ vào"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="nội dung mã QR; - để đọc từ stdin")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """The fields of ``CardReading``, lists as lists."""
    from app.identity.citizen_card import read_card  # noqa: PLC0415 - verbs start lean

    card = read_card(context.stdin_text(arguments.text), today=context.clock.now().date())
    return {
        "number": card.number,
        "old_number": card.old_number,
        "name": card.name,
        "birth": card.birth,
        "sex": card.sex,
        "address": card.address,
        "issued": card.issued,
        "repairs": list(card.repairs),
        "warnings": list(card.warnings),
    }
