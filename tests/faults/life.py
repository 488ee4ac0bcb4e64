"""What happens to a dossier in the rig from its receipt to the result in hand, at random."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from app.clock.time import from_iso, to_iso
from app.dossier.commands import Process, RecordAct
from app.dossier.course import in_order
from app.dossier.desk_events import (
    CERTIFICATION_KINDS,
    DESK_FACTS,
    METHODS,
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.happening import moment_of
from app.dossier.processing import course_of
from app.dossier.processing_events import (
    APPRAISAL,
    CAUSES,
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.dossier.state import Dossier
from app.processing.counting import counted
from tests.desks import calendar, catalogue

OFTEN_IN_ORDER = 0.7


def happens(random: Random, dossier: Dossier, now: datetime) -> ProcessingBody | DeskBody:
    """Something that an officer records at ``now``; most of it after what is recorded already."""
    at = _time(random, dossier, now)
    what = random.choice(_likely(dossier))
    act = _desk_act(random, what, at)
    return act or _happening(random, what, at, dossier, now)


def command(body: ProcessingBody | DeskBody, now: datetime) -> Process | RecordAct:
    """What ``decide`` is asked, at ``now``."""
    if isinstance(body, DESK_FACTS):
        return RecordAct(body, to_iso(now))
    return Process(body, to_iso(now))


def _desk_act(random: Random, what: str, at: str) -> DeskBody | None:
    match what:
        case "refuse":
            return Refused(at=at, reason="không thuộc địa bàn")
        case "hand over":
            return HandedOver(at=at, to="Phòng Kinh tế")
        case "give back":
            papers = [ReturnedPaper("Trích lục")]
            method = random.choice(METHODS)
            return ResultReturned(at=at, receiver="Nguyễn Văn A", papers=papers, method=method)
        case "certify":
            kind, number = random.choice(CERTIFICATION_KINDS), random.randint(1, 99)
            paper = CertifiedPaper(kind, f"Giấy {number}", "01", from_iso(at).year, number)
            return Certified(at=at, papers=[paper], signer="Lê Văn C")
    return None


def _happening(  # noqa: PLR0911 - one arm a kind
    random: Random, what: str, at: str, dossier: Dossier, now: datetime
) -> ProcessingBody:
    cause = random.choice(CAUSES)
    match what:
        case "ask":
            again = random.choice(("", "ảnh hỏng"))
            return SupplementRequested(
                stage=APPRAISAL, items=["Ảnh"], reason="mờ", at=at, override_reason=again
            )
        case "complete":
            return _counted(dossier, Supplemented(at=at), now)
        case "suspend":
            return Suspended(cause=cause, at=at, reason="hỏi nơi cấp")
        case "resume":
            return _counted(dossier, Resumed(cause=cause, at=at), now)
        case "extend":
            return Extended(at=at, to=_later(random, dossier, at), reason="bão", signer="Lê Văn C")
        case "apologise":
            to = _later(random, dossier, at)
            return Apologised(at=at, new_due=to, reason="bão", signer="Lê Văn C")
        case "resolve":
            return Resolved(at=at, outcome="granted")
        case "close":
            return Closed(at=at, reason="không bổ sung")
        case _:
            return Stopped(at=at, reason="")


def _likely(dossier: Dossier) -> list[str]:
    """What may well be next: most dossiers go to and fro for a while before they end."""
    course = course_of(dossier)
    if course.ended:
        return ["give back", "give back", "certify", "resolve", "stop", "suspend"]
    if dossier.code is None:
        return ["refuse", "hand over", "certify"] + ["ask"] * 9
    next_ = ["hand over", "certify", "give back"]
    next_ += ["ask", "suspend", "extend", "extend", "apologise", "resolve", "stop"]
    next_ += ["suspend", "resume"] * 4 if course.paused else ["suspend"] * 3
    return next_ + (["complete", "complete", "close"] * 4 if course.pending else ["ask"] * 2)


def _time(random: Random, dossier: Dossier, now: datetime) -> str:
    since = from_iso(dossier.received_at)
    if random.random() < OFTEN_IN_ORDER:
        times = [moment_of(each.at) or since for each in in_order(dossier.happenings)]
        since = max([since, *times])
    days = max((now - since).days, 0)
    return to_iso(min(since + timedelta(days=random.randint(0, days), hours=1), now))


def _later(random: Random, dossier: Dossier, at: str) -> str:
    due = moment_of(course_of(dossier).due) or from_iso(at)
    return to_iso(due + timedelta(days=random.randint(1, 9)))


def _counted(dossier: Dossier, body: Supplemented | Resumed, now: datetime) -> ProcessingBody:
    return counted(dossier, body, catalogue(), calendar(), now)
