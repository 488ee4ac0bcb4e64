"""``calendar``: which days state bodies work, and why not."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

NAME = "calendar"
SUMMARY = "Lịch làm việc từ ngày đến ngày"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("from_date", metavar="FROM", help="ngày đầu, ISO 8601")
    parser.add_argument("to_date", metavar="TO", nargs="?", help="ngày cuối, mặc định là ngày đầu")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"days": [{"date", "working", "reason", "provisional"}], "calendar_version"}``."""
    from datetime import timedelta  # noqa: PLC0415 - verbs start lean

    from app.clock.time import date_from_iso  # noqa: PLC0415 - as above
    from app.errors import InvalidInput  # noqa: PLC0415 - as above

    first = date_from_iso(arguments.from_date, field="from")
    last = first
    if arguments.to_date is not None:
        last = date_from_iso(arguments.to_date, field="to")
    if last < first:
        raise InvalidInput("bad_range", "Ngày cuối trước ngày đầu.", field="to")
    calendar = context.calendar()
    for field, end in (("from", first), ("to", last)):
        if not calendar.first_day <= end <= calendar.last_day:
            raise InvalidInput(
                "calendar_unknown",
                f"Chỉ có lịch từ {calendar.first_day:%d/%m/%Y} đến {calendar.last_day:%d/%m/%Y}.",
                field=field,
            )
    days = []
    for offset in range((last - first).days + 1):
        day = calendar.day(first + timedelta(days=offset))
        days.append(
            {
                "date": day.date.isoformat(),
                "working": day.working,
                "reason": day.reason,
                "provisional": calendar.is_provisional(day.date.year),
            }
        )
    return {"days": days, "calendar_version": calendar.version}
