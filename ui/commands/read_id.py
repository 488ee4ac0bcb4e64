"""``read-id``: read what a scanner typed of a card, a passport, or a health insurance card."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.identity.card_reading import CardReading
    from ui.commands.context import CommandContext

NAME = "read-id"
SUMMARY = "Đọc nội dung quét từ thẻ căn cước, hộ chiếu, thẻ bảo hiểm y tế như máy quét gõ vào"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", metavar="TEXT", help="nội dung mã QR hoặc dòng đọc máy; - để đọc từ stdin"
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """The fields of ``CardReading``, lists as lists.

    ``unit``: ``{"code", "name", "province"}`` of the commune of today that the address names, null
    where that is not certain.
    """
    from app.identity.reading import read_identity  # noqa: PLC0415 - verbs start lean

    card = read_identity(context.stdin_text(arguments.text), today=context.clock.now().date())
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
        "kind": card.kind.value,
        "document_number": card.document_number,
        "expires": card.expires,
        "nationality": card.nationality,
        "insurance_number": card.insurance_number,
        "unit": _unit(card, context),
    }


def _unit(card: CardReading, context: CommandContext) -> dict[str, str] | None:
    from app.units.ward import wards_in  # noqa: PLC0415 - verbs start lean

    wards = wards_in(context.data)
    issued = date.fromisoformat(card.issued) if len(card.issued) == len("YYYY-MM-DD") else None
    commune = wards.mapped(card.address, issued).commune if card.address else None
    if commune is None:
        return None
    province = wards.units.province(commune.province)
    assert province is not None  # checked when the tables were read
    return {"code": commune.code, "name": commune.full_name, "province": province.full_name}
