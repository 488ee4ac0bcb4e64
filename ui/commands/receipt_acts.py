"""The acts of ``process`` that undo: another procedure, an annulled dossier, money given back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.errors import InvalidInput
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from datetime import datetime

    from app.dossier.state import Dossier
    from app.processing.performing import Processed
    from app.reception.desk import Desk

RECEIPT_ACTS: dict[str, tuple[str, ...]] = {
    "change-procedure": ("to", "reason", "case"),
    "annul": ("reason", "instead"),
    "refund": ("amount", "reason", "method", "receiver"),
}
"""Each act and the options that it takes; all take ``--at``."""


def add_receipt_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that only these acts have."""
    parser.add_argument("--case", metavar="CASE", help="trường hợp của thời hạn giải quyết")
    parser.add_argument("--instead", metavar="CODE", help="hồ sơ thay cho hồ sơ bị hủy")


def perform_receipt_act(
    desk: Desk, arguments: argparse.Namespace, at: datetime | None
) -> Processed:
    """Do the act that ``arguments`` name."""
    from app.dossier.money import MAX_AMOUNT_DONG  # noqa: PLC0415 - verbs start lean
    from app.processing.annulling import annul  # noqa: PLC0415 - as above
    from app.processing.changing_procedure import change_procedure  # noqa: PLC0415 - as above
    from app.processing.refunding import refund_fee  # noqa: PLC0415 - as above

    code, reason = arguments.code, arguments.reason or ""
    match arguments.act:
        case "change-procedure":
            to, case = arguments.to or "", arguments.case or ""
            return change_procedure(desk, code, to, reason, case=case, at=at)
        case "annul":
            return annul(desk, code, reason, instead=arguments.instead or "", at=at)
    if arguments.amount is None:
        raise InvalidInput("missing", "Chưa ghi số tiền hoàn lại.", field="amount")
    amount = whole_number(arguments.amount, "amount", highest=MAX_AMOUNT_DONG)
    return refund_fee(
        desk,
        code,
        amount,
        reason,
        method=arguments.method or "cash",
        receiver=arguments.receiver or "",
        at=at,
    )


def receipt_document(dossier: Dossier) -> dict[str, Any]:
    """What the money and the paper in the citizen's hand have come to."""
    import msgspec  # noqa: PLC0415 - verbs start lean

    return {
        "procedure": None if dossier.procedure is None else dossier.procedure.code,
        "fees": {
            "total": dossier.fee_total,
            "collected": dossier.collected,
            "refunded": dossier.refunded,
        },
        "replaced": msgspec.to_builtins(dossier.replaced),
        "annulled": msgspec.to_builtins(dossier.annulled),
    }
