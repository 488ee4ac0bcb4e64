"""The course (tiến trình) of a dossier: what its happenings have made of its clock so far.

``advance`` never refuses and never raises: the desk's state, the central's and the counted clock go
through it alike. What the law forbids is said by ``app.dossier.objections``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from msgspec import Struct

from app.dossier.happening import Happening, moment_of
from app.dossier.processing_events import (
    APPRAISAL,
    DESK,
    Apologised,
    Closed,
    Extended,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.dossier.receipt_events import Annulled


class Course(Struct, frozen=True):
    """How far it is.

    ``received`` is the time of full and valid receipt; ``due`` the date that counts or, while the
    clock stands, did last (None: no time limit, or not counted). ``pending`` is the stage of a
    supplement that is awaited, since ``asked_at``, until the end of ``until``; ``asked`` says how
    often it was asked for by stage. ``paused`` has the begin of each cause that the clock stands
    still for; without a break it does since ``still_since``. ``ended`` is ``resolved``, ``closed``,
    ``stopped`` or ``annulled``. All times are ISO 8601.
    """

    received: str
    numbered: bool = False
    due: str | None = None
    pending: str = ""
    asked_at: str = ""
    until: str = ""
    asked: dict[str, int] = {}
    paused: dict[str, str] = {}
    still_since: str = ""
    extended: bool = False
    promised: str = ""
    ended: str = ""
    ended_at: str = ""

    @property
    def stands_still(self) -> bool:
        """Whether the due date is open: a supplement is awaited, or a suspension lasts.

        It stays open where the dossier ends meanwhile. A due time that had passed before the
        suspension began can't be suspended any more.
        """
        if not self.numbered:
            return False
        return self.pending == APPRAISAL or (bool(self.paused) and not self._was_due())

    def _was_due(self) -> bool:
        due, begun = moment_of(self.due), moment_of(self.still_since)
        return due is not None and begun is not None and due <= begun


def advance(course: Course, happening: Happening) -> Course:
    """The course after ``happening``; what does not fit changes nothing."""
    step = _STEPS.get(happening.what)
    if step is None or course.ended or moment_of(happening.at) is None:
        return course
    return step(course, happening)


def run(course: Course, happenings: Iterable[Happening]) -> Course:
    """The course after ``happenings``, in the order of their times."""
    for happening in in_order(happenings):
        course = advance(course, happening)
    return course


def in_order(happenings: Iterable[Happening]) -> list[Happening]:
    """By time; those of one time as they came. What has no readable time is left out."""
    timed: list[tuple[datetime, Happening]] = []
    for happening in happenings:
        at = moment_of(happening.at)
        if at is not None:
            timed.append((at, happening))
    return [happening for _, happening in sorted(timed, key=lambda pair: pair[0])]


def later(one: str | None, other: str | None) -> str | None:
    """The later of two ISO times, as it was given; None where neither says one."""
    first, second = moment_of(one), moment_of(other)
    if first is None or second is None:
        return one if second is None else other
    return one if first >= second else other


_replace = msgspec.structs.replace


def _ask(course: Course, happening: Happening) -> Course:
    stage = happening.stage
    asked = {**course.asked, stage: course.asked.get(stage, 0) + 1}
    if stage != (APPRAISAL if course.numbered else DESK):
        return _replace(course, asked=asked)
    return _replace(course, asked=asked, pending=stage, asked_at=happening.at, until=happening.to)


def _complete(course: Course, happening: Happening) -> Course:
    """At the desk it is received only now; after appraisal the time limit begins anew."""
    if not course.pending or happening.stage not in {"", course.pending}:
        return course
    due = happening.due or (course.due if course.pending == DESK else None)
    received = happening.at if course.pending == DESK else course.received
    return _replace(course, pending="", asked_at="", until="", due=due, received=received)


def _pause(course: Course, happening: Happening) -> Course:
    if happening.cause in course.paused:
        return course
    since = course.still_since or happening.at
    paused = {**course.paused, happening.cause: happening.at}
    return _replace(course, paused=paused, still_since=since)


def _resume(course: Course, happening: Happening) -> Course:
    """It never makes the due time earlier: the desk may not have known of an extension."""
    if happening.cause not in course.paused:
        return course
    paused = {cause: at for cause, at in course.paused.items() if cause != happening.cause}
    since = course.still_since if paused else ""
    due = later(course.due, happening.due)
    return _replace(course, paused=paused, still_since=since, due=due)


def _extend(course: Course, happening: Happening) -> Course:
    if course.extended or moment_of(happening.to) is None:
        return course
    return _replace(course, extended=True, due=happening.to)


def _apologise(course: Course, happening: Happening) -> Course:
    return _replace(course, promised=happening.to)


def _close(course: Course, happening: Happening) -> Course:
    """Only what is not complete: another desk may have taken the papers in before."""
    return _end(course, happening) if course.pending == APPRAISAL else course


def _end(course: Course, happening: Happening) -> Course:
    return _replace(course, ended=happening.what, ended_at=happening.at)


_STEPS: dict[str, Callable[[Course, Happening], Course]] = {
    SupplementRequested.TYPE: _ask,
    Supplemented.TYPE: _complete,
    Suspended.TYPE: _pause,
    Resumed.TYPE: _resume,
    Extended.TYPE: _extend,
    Apologised.TYPE: _apologise,
    Resolved.TYPE: _end,
    Closed.TYPE: _close,
    Stopped.TYPE: _end,
    Annulled.TYPE: _end,
}
