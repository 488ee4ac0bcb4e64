"""``calendar``: which days state bodies work, why not, and when this desk receives."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.calendar.working_calendar import Sessions, WorkingCalendar
    from ui.commands.context import CommandContext

NAME = "calendar"
SUMMARY = "Lịch làm việc từ ngày đến ngày"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("from_date", metavar="FROM", help="ngày đầu, ISO 8601")
    parser.add_argument("to_date", metavar="TO", nargs="?", help="ngày cuối, mặc định là ngày đầu")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """``{"days": [{"date", "working", "reason", "provisional", …}], "calendar_version"}``.

    ``hours`` are those of the office (none on a day off), ``reception_hours`` those in which this
    desk receives, ``closed`` why it is closed on a working day, ``basis`` the source.
    """
    from datetime import timedelta  # noqa: PLC0415 - verbs start lean

    calendar = context.calendar()
    first, last = _range(arguments, calendar)
    days = [
        _day(calendar, first + timedelta(days=offset)) for offset in range((last - first).days + 1)
    ]
    return {"days": days, "calendar_version": calendar.version}


def _range(arguments: argparse.Namespace, calendar: WorkingCalendar) -> tuple[date, date]:
    from app.clock.time import date_from_iso  # noqa: PLC0415 - as above
    from app.errors import InvalidInput  # noqa: PLC0415 - as above

    first = date_from_iso(arguments.from_date, field="from")
    last = first
    if arguments.to_date is not None:
        last = date_from_iso(arguments.to_date, field="to")
    if last < first:
        raise InvalidInput("bad_range", "Ngày cuối trước ngày đầu.", field="to")
    for field, end in (("from", first), ("to", last)):
        if not calendar.first_day <= end <= calendar.last_day:
            raise InvalidInput(
                "calendar_unknown",
                f"Chỉ có lịch từ {calendar.first_day:%d/%m/%Y} đến {calendar.last_day:%d/%m/%Y}.",
                field=field,
                advice="Cập nhật lịch làm việc, hoặc kiểm tra lại ngày.",
            )
    return first, last


def _day(calendar: WorkingCalendar, on: date) -> dict[str, object]:
    day = calendar.day(on)
    reception = calendar.reception_hours(on)
    return {
        "date": day.date.isoformat(),
        "working": day.working,
        "reason": day.reason,
        "provisional": calendar.is_provisional(on.year),
        "hours": _hours(calendar.office_hours(on) if day.working else ()),
        "reception": bool(reception),
        "reception_hours": _hours(reception),
        "closed": day.closed,
        "basis": day.basis,
    }


def _hours(sessions: Sessions) -> list[str]:
    return [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in sessions]
