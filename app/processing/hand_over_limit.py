"""By when a dossier goes to who resolves it: the same day, or the next morning after 15:00.

NĐ 118/2025 Đ.18.2. One that another place resolves (phi địa giới hành chính) goes within a working
day (Đ.20).
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from app.deadlines.appointment import closing
from app.deadlines.count import on_day
from app.dossier.course import in_order
from app.dossier.happening import moment_of
from app.dossier.processing_events import APPRAISAL, Supplemented, SupplementRequested

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.dossier.state import Dossier

CUT_OFF = time(15)


def hand_over_limit(
    received: datetime, calendar: WorkingCalendar, *, elsewhere: bool = False
) -> datetime:
    """The last moment for what was received completely at ``received``.

    The "beginning" of the next working day is its first session: the decree has no hour for it.
    Raises InvalidInput (``calendar_unknown``).
    """
    day = received.date()
    if elsewhere:
        return closing(calendar.next_working(day), calendar)
    if calendar.is_working(day) and received.time() <= CUT_OFF:
        return closing(day, calendar)
    following = calendar.next_working(day)
    return on_day(following, calendar.office_hours(following)[0][1])


def complete_since(dossier: Dossier) -> datetime | None:
    """When it was last complete: received or, after a supplement, supplemented."""
    brought = [moment_of(each.at) for each in dossier.happenings if each.what == Supplemented.TYPE]
    return max(
        (at for at in (moment_of(dossier.received_at), *brought) if at is not None), default=None
    )


def came_back(dossier: Dossier) -> bool:
    """Whether it came back to the desk for a supplement since it was handed over."""
    handed_over = moment_of(dossier.handed_over)
    return handed_over is not None and any(
        each.what == SupplementRequested.TYPE
        and each.stage == APPRAISAL
        and (at := moment_of(each.at)) is not None
        and at >= handed_over
        for each in in_order(dossier.happenings)
    )
