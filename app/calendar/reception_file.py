"""When this desk receives, apart from when state bodies work.

``reception.toml`` has the weekdays and hours, ``closed_days.toml`` the days on which it is closed.

A desk may receive on a Saturday morning without that Saturday becoming a working day, and may be
closed (storm, move, power cut) on a day on which state bodies work. Neither changes how a time
limit is counted; see ``app.deadlines.due`` for a result that is due on a closed day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct, field

from app.calendar.year_file import Session, Text, check_days, check_periods, check_sessions
from app.dated_data.toml_table import bad_data

ReceptionSessions = Annotated[list[Session], Meta(max_length=3)]
MAX_CLOSED = 1_000


class ReceptionPeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry ``[[reception]]``: the sessions of each weekday for a time.

    A weekday that is not named has the office hours where it is a working day, and no reception
    else. An empty list: no reception on that weekday. On a holiday there is none in any case; a
    week-end day that is worked (làm bù) has the sessions of the weekday that it stands for.
    """

    valid_from: date
    basis: Text
    valid_to: date | None = None
    monday: ReceptionSessions | None = None
    tuesday: ReceptionSessions | None = None
    wednesday: ReceptionSessions | None = None
    thursday: ReceptionSessions | None = None
    friday: ReceptionSessions | None = None
    saturday: ReceptionSessions | None = None
    sunday: ReceptionSessions | None = None

    def named(self) -> tuple[list[Session] | None, ...]:
        """The sessions by weekday, Monday first; None where the weekday is not named."""
        return (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )


class ReceptionFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The days and hours of reception by date."""

    reception: Annotated[list[ReceptionPeriod], Meta(min_length=1)]


class ClosedDays(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry ``[[closed]]``: the desk is closed on a day, or on the days ``from`` … ``to``."""

    first: date = field(name="from")
    reason: Text
    basis: Text
    last: date | None = field(name="to", default=None)

    def days(self) -> Iterator[date]:
        day = self.first
        while day <= (self.last or self.first):
            yield day
            day += timedelta(days=1)


class ClosedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The days on which this desk is closed though state bodies work."""

    closed: Annotated[list[ClosedDays], Meta(max_length=MAX_CLOSED)] = []


def check_reception(path: Path, table: ReceptionFile, first_day: date) -> None:
    """Check that the periods are in order, leave no gap, and that each day's sessions follow.

    Raises InvalidInput (``bad_data``) naming entry and field.
    """
    check_periods(path, "reception", table.reception, first_day)
    for index, period in enumerate(table.reception):
        for name, sessions in zip(WEEKDAY_FIELDS, period.named(), strict=True):
            check_sessions(path, f"reception[{index}].{name}", sessions or [])


def check_closed(path: Path, table: ClosedFile, first_day: date, last_day: date) -> None:
    """Check that each day is named once and known; raises InvalidInput (``bad_data``)."""
    seen: dict[date, str] = {}
    for index, closed in enumerate(table.closed):
        check_days(path, f"closed[{index}]", closed.first, closed.last)
        if not first_day <= closed.first <= (closed.last or closed.first) <= last_day:
            raise bad_data(
                path,
                f"closed[{index}].from",
                f"ngoài các năm đã có lịch: {first_day} – {last_day}",
            )
        for day in closed.days():
            if day in seen:
                raise bad_data(path, f"closed[{index}].from", f"ngày {day} đã có ở {seen[day]}")
            seen[day] = f"closed[{index}].from"


WEEKDAY_FIELDS = ReceptionPeriod.__struct_fields__[3:]

DEFAULT_RECEPTION = ReceptionPeriod(
    date.min, "Giờ tiếp nhận là giờ làm việc khi không có quy định riêng"
)
