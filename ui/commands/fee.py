"""``fee``: what is to be paid for a procedure."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import InvalidInput
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

NAME = "fee"
SUMMARY = "Tính phí, lệ phí của một thủ tục"
_OPTIONS = {"exemption": "exempt", "deadline_case": "case"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--procedure", required=True, help="mã thủ tục")
    parser.add_argument("--pages", help="số trang của bản chính, mặc định 1")
    parser.add_argument("--copies", help="số bản, mặc định 1")
    parser.add_argument("--cases", help="số trường hợp, mặc định 1")
    parser.add_argument("--channel", default="direct", help="direct (mặc định) hoặc online")
    parser.add_argument("--on", metavar="DATE", help="ngày tính, mặc định hôm nay")
    parser.add_argument("--exempt", metavar="GROUND", default="", help="lý do miễn")
    parser.add_argument("--case", help="trường hợp của thủ tục có mức thu riêng", default="")
    parser.add_argument("--late", action="store_true", help="đăng ký hộ tịch quá hạn")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"total", "phi", "le_phi", "lines": [{"name", "kind", "amount"}], "in_words", "notes"}``.

    Whole đồng; ``phi`` and ``le_phi`` are the totals of the two columns.
    """
    from app.clock.time import date_from_iso  # noqa: PLC0415 - verbs start lean
    from app.fees.fee import MAX_COUNT, fee_for, is_unconfigured  # noqa: PLC0415 - as above
    from app.fees.in_words import amount_in_words  # noqa: PLC0415 - as above
    from app.fees.rules import FeeKind  # noqa: PLC0415 - as above

    catalogue = context.catalogue()
    on = context.clock.now().date()
    if arguments.on is not None:
        on = date_from_iso(arguments.on, field="on")
    counts = {
        name: whole_number(getattr(arguments, name), name, highest=MAX_COUNT)
        for name in ("pages", "copies", "cases")
    }
    procedure = catalogue.procedure(arguments.procedure, on)
    try:
        catalogue.deadline(procedure.code, on, arguments.case)  # there is such a case
        lines = fee_for(
            procedure,
            on=on,
            channel=arguments.channel,
            exemption=catalogue.ground(arguments.exempt),
            late=arguments.late,
            procedure_case=arguments.case,
            **counts,
        )
    except InvalidInput as error:
        option = _OPTIONS.get(error.field or "")
        if option is None:
            raise
        raise InvalidInput(error.code, error.message, field=option, advice=error.advice) from None
    total = sum(line.amount for line in lines)
    return {
        "total": total,
        **{kind.value: sum(one.amount for one in lines if one.kind == kind) for kind in FeeKind},
        "lines": [{"name": line.name, "kind": line.kind, "amount": line.amount} for line in lines],
        "in_words": amount_in_words(total, context.wording()),
        "notes": [
            "Có khoản thu theo nghị quyết HĐND cấp tỉnh chưa cấu hình: tổng chưa gồm khoản đó."
        ]
        if any(is_unconfigured(line) for line in lines)
        else [],
    }
