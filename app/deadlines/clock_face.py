"""What the clock of a dossier shows."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from app.dossier.course import Course
from app.dossier.events import Due
from app.dossier.happening import moment_of
from app.dossier.processing_events import Resolved


class ClockState(StrEnum):
    """What the clock does."""

    NOT_STARTED = "not_started"  # no number yet: papers are missing at the desk
    RUNNING = "running"
    AWAITING_SUPPLEMENT = "awaiting_supplement"  # chờ bổ sung
    SUSPENDED = "suspended"  # tạm dừng
    RESOLVED = "resolved"
    CLOSED = "closed"  # đóng hồ sơ
    STOPPED = "stopped"  # dừng giải quyết
    ANNULLED = "annulled"  # hủy hồ sơ


class Standing(StrEnum):
    """How it stands, by the day (counting rules of TT 09/2026): early, on_time, late once it is
    over; in_time, due_soon, overdue before."""

    NONE = "none"
    EARLY = "early"  # trước hạn
    ON_TIME = "on_time"  # đúng hạn
    LATE = "late"  # quá hạn
    IN_TIME = "in_time"  # trong hạn
    DUE_SOON = "due_soon"  # sắp đến hạn
    OVERDUE = "overdue"  # quá hạn, chưa giải quyết


class Stop(Struct, frozen=True):
    """A suspension: its cause, begin and end (ISO); ``ends`` is None while it lasts."""

    cause: str
    begins: str
    ends: str | None = None


class Problem(Struct, frozen=True):
    """What the law has against one happening; ``counted`` says whether it counts nevertheless."""

    what: str
    at: str
    code: str
    message: str
    counted: bool


class DossierClock(Struct, frozen=True):
    """A clock as it stands. Moments and days are ISO 8601.

    ``due`` is None while the clock stands still, before it starts and where the law sets no time;
    ``counted`` is the last due time that was counted, with its trace. ``promised`` is the date of
    the last apology, by which nothing is judged. ``close_from`` is the first day on which the
    desk may close what was not completed; ``supplement_until`` the last day on which the appraisal
    may ask. ``remaining`` are working days after today up to and with the due day (below zero: past
    it). ``trace`` can be read out.
    """

    state: ClockState
    standing: Standing
    due: str | None
    first_due: str | None
    counted: Due | None
    extended: bool
    promised: str | None
    close_from: str | None
    supplement_until: str | None
    remaining: int | None
    suspensions: list[Stop]
    problems: list[Problem]
    trace: list[str]


def standing_of(  # noqa: PLR0911 - one line a standing
    course: Course, state: ClockState, due: datetime | None, today: date, remaining: int | None
) -> Standing:
    """How a course stands on the day ``today`` whose due time is ``due``.

    By the day, as reports count (TT 09/2026): waiting counts as in time, closed and stopped as on
    time. ``remaining`` are the working days until the due day, None where they are not known.
    """
    if state is ClockState.NOT_STARTED:
        return Standing.NONE
    if course.ended:
        ended = moment_of(course.ended_at)
        if course.ended != Resolved.TYPE or due is None or ended is None:
            return Standing.ON_TIME
        if ended.date() == due.date():
            return Standing.ON_TIME
        return Standing.EARLY if ended.date() < due.date() else Standing.LATE
    if due is None:
        return Standing.IN_TIME
    if today > due.date():
        return Standing.OVERDUE
    left = (due.date() - today).days if remaining is None else remaining
    return Standing.DUE_SOON if left <= 1 else Standing.IN_TIME
