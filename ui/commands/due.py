"""``due``: when a result is due, and why."""

from __future__ import annotations

import argparse
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from app.errors import InvalidInput
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from app.deadlines.due import DeadlineRule
    from ui.commands.context import CommandContext

NAME = "due"
SUMMARY = "Tính ngày hẹn trả kết quả, kèm từng bước tính"

Choice = TypeVar("Choice", bound=StrEnum)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--received", required=True, help="thời điểm nhận, ISO 8601")
    rule = parser.add_mutually_exclusive_group(required=True)
    rule.add_argument("--procedure", help="mã thủ tục; theo phiên bản của ngày nhận")
    rule.add_argument("--unit", help="working_day, calendar_day, working_hour, hour, month, …")
    parser.add_argument("--amount", help="số lượng, mặc định 1")
    parser.add_argument(
        "--cutoff-15h", metavar="MODE", help="none, result_next_day hoặc start_next_day"
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"due", "provisional", "trace", "calendar_version"}``; ``due`` is null without a limit."""
    from app.clock.time import from_iso  # noqa: PLC0415 - verbs start lean
    from app.deadlines.due import due_at  # noqa: PLC0415 - as above

    received = from_iso(arguments.received, field="received")
    if arguments.procedure is not None:
        for name in ("amount", "cutoff_15h"):
            if getattr(arguments, name) is not None:
                raise InvalidInput(
                    "conflict", "Thời hạn của thủ tục lấy theo danh mục: bỏ mục này.", field=name
                )
        rule = context.catalogue().procedure(arguments.procedure, received.date()).deadline
    else:
        rule = _given_rule(arguments)
    due = due_at(received, rule, context.calendar())
    return {
        "due": due.at,
        "provisional": due.provisional,
        "trace": due.trace,
        "calendar_version": due.calendar_version,
    }


def _given_rule(arguments: argparse.Namespace) -> DeadlineRule:
    from app.deadlines.due import MAX_AMOUNT, Cutoff, DeadlineRule, Unit  # noqa: PLC0415 - as above

    return DeadlineRule(
        amount=whole_number(arguments.amount, "amount", highest=MAX_AMOUNT),
        unit=_choice(Unit, arguments.unit, "unit"),
        cutoff_15h=_choice(Cutoff, arguments.cutoff_15h or Cutoff.NONE.value, "cutoff_15h"),
    )


def _choice(kind: type[Choice], text: str, field: str) -> Choice:
    try:
        return kind(text.strip())
    except ValueError:
        raise InvalidInput(
            "bad_choice",
            f"Không có {text[:40]!r}; chọn một trong: {', '.join(kind)}.",
            field=field,
        ) from None
