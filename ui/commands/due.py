"""``due``: when a result is due, and why."""

from __future__ import annotations

import argparse
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.errors import InvalidInput
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from datetime import date, datetime

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
    parser.add_argument("--case", help="trường hợp có thời hạn riêng của thủ tục")
    parser.add_argument("--amount", help="số lượng, mặc định 1")
    parser.add_argument(
        "--cutoff-15h", metavar="MODE", help="none, result_next_day hoặc start_next_day"
    )
    parser.add_argument(
        "--happenings", metavar="FILE", help="JSON các việc đã xảy ra (-: đầu vào chuẩn)"
    )
    parser.add_argument("--now", metavar="ISO", help="xem đồng hồ của hồ sơ vào lúc này")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"due", "provisional", "trace", "calendar_version", "rule", "working_days"}``.

    ``due``, ``rule`` and ``working_days`` (those after the day of receipt, up to and with the day
    that it is due) are null where the law sets no limit.
    """
    from app.clock.time import from_iso  # noqa: PLC0415 - verbs start lean
    from app.deadlines.due import due_at  # noqa: PLC0415 - as above

    received = from_iso(arguments.received, field="received")
    rule = _rule(arguments, context, received.date())
    calendar = context.calendar()
    no_limit = _no_limit(arguments, context, received.date())
    due = due_at(received, rule, calendar, no_limit=no_limit)
    working_days = None
    if due.at is not None:
        working_days = calendar.working_days(received.date(), from_iso(due.at).date())
    document: dict[str, object] = {
        "due": due.at,
        "provisional": due.provisional,
        "trace": due.trace,
        "calendar_version": due.calendar_version,
        "rule": _as_data(rule),
        "working_days": working_days,
    }
    if arguments.happenings is not None:
        document["clock"] = _clock(arguments, context, received, rule)
    elif arguments.now is not None:
        raise InvalidInput("conflict", "Chỉ dùng cùng --happenings: bỏ mục này.", field="now")
    return document


def _clock(
    arguments: argparse.Namespace,
    context: CommandContext,
    received: datetime,
    rule: DeadlineRule | None,
) -> dict[str, object]:
    """The clock at ``--now``; without it now, or when the last of it happened."""
    from app.clock.time import from_iso  # noqa: PLC0415 - as above
    from app.deadlines.dossier_clock import dossier_clock  # noqa: PLC0415 - as above
    from app.deadlines.told_happenings import read_happenings  # noqa: PLC0415 - as above
    from ui.commands.clock_document import clock_document  # noqa: PLC0415 - as above

    happenings = read_happenings(_told(arguments.happenings, context))
    if arguments.now is None:
        now = max([context.clock.now(), received, *(from_iso(each.at) for each in happenings)])
    else:
        now = from_iso(arguments.now, field="now")
    return clock_document(dossier_clock(received, rule, happenings, context.calendar(), now))


def _told(file: str, context: CommandContext) -> bytes:
    if file == "-":
        return context.stdin_bytes()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InvalidInput(
            "unreadable", f"Không đọc được tệp: {type(error).__name__}.", field="happenings"
        ) from None


def _as_data(rule: DeadlineRule | None) -> dict[str, object] | None:
    if rule is None:
        return None
    return {"unit": rule.unit.value, "amount": rule.amount, "cutoff_15h": rule.cutoff.value}


def _rule(arguments: argparse.Namespace, context: CommandContext, on: date) -> DeadlineRule | None:
    if arguments.procedure is None:
        if arguments.case is not None:
            raise InvalidInput(
                "conflict", "Chỉ thủ tục mới có trường hợp: bỏ mục này.", field="case"
            )
        return _given_rule(arguments)
    for name in ("amount", "cutoff_15h"):
        if getattr(arguments, name) is not None:
            raise InvalidInput(
                "conflict", "Thời hạn của thủ tục lấy theo danh mục: bỏ mục này.", field=name
            )
    return context.catalogue().deadline(arguments.procedure, on, arguments.case or "")


def _no_limit(arguments: argparse.Namespace, context: CommandContext, on: date) -> str:
    """The words of a procedure whose limit stands elsewhere; empty for any other."""
    if arguments.procedure is None or arguments.case is not None:
        return ""
    return context.catalogue().procedure(arguments.procedure, on).no_limit


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
