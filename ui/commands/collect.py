"""``collect CODE --amount N``: take a dossier's fee at the desk."""

from __future__ import annotations

import argparse

from ui.commands.context import CommandContext
from ui.commands.numbers import whole_number

NAME = "collect"
SUMMARY = "Thu phí, lệ phí của một hồ sơ"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("--amount", required=True, metavar="N", help="số đồng")
    parser.add_argument("--method", default="cash", help="cash hoặc transfer")
    parser.add_argument("--payer", default="", metavar="NAME")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    from app.dossier.decide import MAX_AMOUNT_DONG  # noqa: PLC0415 - verbs start lean
    from app.reception.change import collect_fee  # noqa: PLC0415 - as above

    amount = whole_number(arguments.amount, "amount", highest=MAX_AMOUNT_DONG)

    with context.store() as store:
        state = collect_fee(
            context.desk(store),
            arguments.code,
            amount,
            arguments.method,
            arguments.payer,
        )
    return {
        "id": state.id,
        "code": state.code,
        "total": state.fee_total,
        "collected": state.collected,
    }
