"""What happens to a dossier in the rig from its receipt to the result in hand, at random."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from app.clock.time import from_iso, to_iso
from app.deadlines.due import due_at
from app.deadlines.rule import DeadlineRule, Unit
from app.dossier.commands import (
    Annul,
    ChangeProcedure,
    CollectFee,
    Command,
    Process,
    RecordAct,
    Refer,
    RefundFee,
)
from app.dossier.course import in_order
from app.dossier.desk_events import (
    CERTIFICATION_KINDS,
    METHODS,
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.events import (
    AnyBody,
    FeeCollected,
    FeeLine,
    FeeRefunded,
    FrozenDeadline,
    FrozenProcedure,
    Referred,
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
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.state import Dossier
from app.processing.counting import counted
from app.processing.recounting import recounted
from tests.desks import calendar, catalogue

OFTEN_IN_ORDER = 0.7


def happens(random: Random, dossier: Dossier, now: datetime) -> AnyBody:
    """Something that an officer records at ``now``; most of it after what is recorded already."""
    at = _time(random, dossier, now)
    what = random.choice(_likely(dossier))
    act = _desk_act(random, what, at) or _undoing(random, what, at, dossier, now)
    return act or _happening(random, what, at, dossier, now)


def command(body: AnyBody, now: datetime) -> Command:  # noqa: PLR0911 - one arm a kind
    """What ``decide`` is asked, at ``now``."""
    recorded_at = to_iso(now)
    match body:
        case ProcedureChanged():
            return ChangeProcedure(body, recorded_at)
        case Annulled():
            return Annul(body, recorded_at)
        case FeeCollected():
            return CollectFee(body.amount, body.method)
        case FeeRefunded():
            return RefundFee(body, recorded_at)
        case Referred():
            return Refer(body)
        case Refused() | HandedOver() | ResultReturned() | Certified():
            return RecordAct(body, recorded_at)
    assert isinstance(body, ProcessingBody)
    return Process(body, recorded_at)


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


def _undoing(random: Random, what: str, at: str, dossier: Dossier, now: datetime) -> AnyBody | None:
    match what:
        case "change procedure":
            return other_procedure(random, at, dossier, now)
        case "annul":
            return Annulled(at=at, reason="nhập hai lần")
        case "collect":
            return FeeCollected(amount=random.randint(1, 2) * 1_000, method="cash")
        case "refund":
            return FeeRefunded(at=at, amount=random.randint(1, 3) * 1_000, reason="thu thừa")
        case "refer":
            event = dossier.last_event or ""
            return Referred(at=at, event=event, what="corrected", note="xin ý kiến")
    return None


def other_procedure(
    random: Random, at: str, dossier: Dossier, now: datetime
) -> ProcedureChanged | None:
    """Three or seven working days from the same receipt; no limit where there was none."""
    if dossier.procedure is None:
        return None
    limited = dossier.first_due is not None and dossier.first_due.at is not None
    days = random.choice((3, 7))
    rule = DeadlineRule(Unit.WORKING_DAY, days) if limited else None
    procedure = FrozenProcedure(
        code=f"1.00000{days}",
        name=f"Thủ tục {days} ngày",
        field="Hộ tịch",
        valid_from="2026-01-01",
        legal_basis=[],
        deadline="",
        rule=FrozenDeadline("working_day", days) if limited else None,
    )
    first = due_at(from_iso(dossier.received_at), rule, calendar())
    happenings, due = recounted(dossier, procedure, first, catalogue(), calendar(), now)
    return ProcedureChanged(
        at=at,
        reason="chọn nhầm",
        old=dossier.procedure.code,
        replaces=dossier.receipt_event or "",
        procedure=procedure,
        due=due,
        fees=[FeeLine("Lệ phí", "le_phi", days * 1_000)],
        happenings=happenings,
    )


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
        ends = ["give back", "give back", "certify", "resolve", "stop", "suspend"]
        money = ["refund"] * 3 if dossier.collected > 0 else ["collect"]
        return [*ends, *money, "refer", "change procedure", "annul"]
    if dossier.code is None:
        return ["refuse", "hand over", "certify"] + ["ask"] * 9
    next_ = ["hand over", "certify", "give back"]
    next_ += ["ask", "suspend", "extend", "extend", "apologise", "resolve", "stop"]
    next_ += ["change procedure", "change procedure", "annul", "refer"]
    next_ += ["collect"] * 4 if dossier.fee_total > dossier.collected else []
    next_ += ["refund"] * 4 if dossier.collected > 0 else []
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
