"""``collect CODE --amount N``: take a dossier's fee at the desk."""

from __future__ import annotations

import argparse

import msgspec

from ui.commands.context import CommandContext
from ui.commands.numbers import whole_number

NAME = "collect"
SUMMARY = "Thu phí, lệ phí của một hồ sơ"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("--amount", required=True, metavar="N", help="số đồng")
    parser.add_argument("--method", default="cash", help="cash hoặc transfer")
    parser.add_argument("--payer", default="", metavar="NAME")
    parser.add_argument(
        "--receipt-number", default="", metavar="N", help="số biên lai đã phát hành"
    )
    parser.add_argument("--receipt-template", default="", metavar="TEXT", help="mẫu số biên lai")
    parser.add_argument("--receipt-serial", default="", metavar="TEXT", help="ký hiệu biên lai")
    parser.add_argument("--provider", default="", metavar="NAME", help="nơi phát hành biên lai")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``warnings``: a receipt's number that was typed twice at this desk."""
    from app.dossier.decide import MAX_AMOUNT_DONG  # noqa: PLC0415 - verbs start lean
    from app.dossier.official_receipt import typed_receipt  # noqa: PLC0415 - as above
    from app.reception.change import collect_fee, receipt_warnings  # noqa: PLC0415 - as above

    amount = whole_number(arguments.amount, "amount", highest=MAX_AMOUNT_DONG)

    official = typed_receipt(
        arguments.receipt_number,
        arguments.receipt_template,
        arguments.receipt_serial,
        arguments.provider,
    )
    with context.store() as store:
        desk = context.desk(store)
        state = collect_fee(
            desk, arguments.code, amount, arguments.method, arguments.payer, official=official
        )
        warnings = receipt_warnings(desk, official)
    return {
        "id": state.id,
        "code": state.code,
        "total": state.fee_total,
        "collected": state.collected,
        "receipts": msgspec.to_builtins(state.receipts),
        "warnings": warnings,
    }
