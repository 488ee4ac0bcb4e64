"""Between number and result: the course of a dossier, what may be recorded, what it changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeGuard

import msgspec

from app.clock.time import from_iso
from app.dossier.annulment import annulled_refusal
from app.dossier.commands import Process
from app.dossier.course import Course, run
from app.dossier.events import AnyBody, Due
from app.dossier.happening import Happening, happening_of, moment_of
from app.dossier.objections import objection
from app.dossier.processing_events import (
    CAUSES,
    DESK,
    OBLIGATION,
    OUTCOMES,
    REQUESTS,
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
from app.dossier.receipt_events import Annulled
from app.dossier.state import Dossier, Stage
from app.dossier.text_checks import MAX_NAME, MAX_TEXT, check_filled, check_text
from app.errors import InvalidInput, Refusal

MAX_HAPPENINGS = 500
MAX_ENDS = 10
"""How many ends are kept beyond: a dossier can always end."""
MAX_ITEMS = 50
MAX_AMOUNT_DONG = 10_000_000_000_000
FUTURE_TOLERANCE = timedelta(minutes=5)
_ENDS = frozenset({Resolved.TYPE, Closed.TYPE, Stopped.TYPE})
_OTHER_ENDS = frozenset({Stage.REFUSED, Stage.WITHDRAWN, Stage.RETURNED, Stage.ANNULLED})


def is_request(body: AnyBody) -> TypeGuard[Extended | Closed | Stopped]:
    """Whether ``body`` is decided rather than told (docs/adr/0002)."""
    return isinstance(body, REQUESTS)


def course_of(dossier: Dossier) -> Course:
    """The course that a dossier has taken, from the happenings in its state, and its annulment."""
    start = Course(
        received=dossier.received_at,
        numbered=dossier.code is not None,
        due=None if dossier.first_due is None else dossier.first_due.at,
    )
    return run(start, [*dossier.happenings, *annulment_of(dossier)])


def annulment_of(dossier: Dossier) -> list[Happening]:
    """Its annulment as the clock takes it; nothing where it is not annulled."""
    annulled = dossier.annulled
    return [] if annulled is None else [Happening(Annulled.TYPE, annulled.at)]


def after(dossier: Dossier, body: ProcessingBody) -> Dossier:
    """The state after ``body`` has happened. Never raises; what has no time changes nothing."""
    happening = happening_of(body)
    if moment_of(happening.at) is None:
        return dossier
    if happening.what == Supplemented.TYPE and dossier.code is None:
        happening = msgspec.structs.replace(happening, stage=DESK)
    if len(dossier.happenings) >= _bound(happening):
        return dossier
    counted = body.due if isinstance(body, Supplemented | Resumed) else None
    if isinstance(body, Supplemented | Resumed) and body.under != counted_under(dossier):
        counted = None  # by the time limit of a procedure that another desk has changed meanwhile
        happening = msgspec.structs.replace(happening, due="")
    happenings = (*dossier.happenings, happening)
    return settled(msgspec.structs.replace(dossier, happenings=happenings), counted)


def counted_under(dossier: Dossier) -> str:
    """The event that set the time limit anew; empty while it is that of the registration."""
    return dossier.replaced[-1].by if dossier.replaced else ""


def settled(dossier: Dossier, counted: Due | None = None) -> Dossier:
    """Stage and due time as the happenings make them; ``counted`` came with the last of them."""
    course = course_of(dossier)
    return msgspec.structs.replace(
        dossier,
        stage=_stage(dossier, course),
        due=_due(dossier, course, counted),
        clock_stands=course.stands_still,
        received_at=dossier.received_at if course.numbered else course.received,
    )


def check_processing(dossier: Dossier, command: Process) -> None:
    """Raise where the law forbids ``command`` or a field of it is wrong."""
    body = command.body
    if dossier.annulled is not None:
        raise annulled_refusal(dossier)
    if dossier.stage in _OTHER_ENDS:
        raise Refusal("ended", "Hồ sơ đã kết thúc nên không ghi được việc này.")
    happening = happening_of(body)
    if len(dossier.happenings) >= _bound(happening):
        raise Refusal("too_many", f"Hồ sơ đã có {MAX_HAPPENINGS} việc được ghi.")
    _check_fields(body)
    against = objection(course_of(dossier), happening)
    if against is not None:
        raise against
    _check_effect(dossier, happening)
    if command.recorded_at and from_iso(body.at, field="at") > (
        from_iso(command.recorded_at, field="recorded_at") + FUTURE_TOLERANCE
    ):
        raise InvalidInput("in_future", "Thời điểm của việc này ở tương lai.", field="at")


def _bound(happening: Happening) -> int:
    return MAX_HAPPENINGS + (MAX_ENDS if happening.what in _ENDS else 0)


def _check_effect(dossier: Dossier, happening: Happening) -> None:
    """What is told late must not be lost among what was recorded with a later time."""
    told = msgspec.structs.replace(dossier, happenings=(*dossier.happenings, happening))
    course = course_of(told)
    match happening.what:
        case SupplementRequested.TYPE:
            takes_effect = course.pending == happening.stage
        case Suspended.TYPE:
            takes_effect = course.paused.get(happening.cause) == happening.at
        case Extended.TYPE:
            takes_effect = course.due == happening.to
        case _:
            takes_effect = True
    if not takes_effect:
        raise InvalidInput(
            "out_of_order",
            "Việc này xảy ra trước những việc đã ghi nên không còn tác dụng.",
            field="at",
            advice="Xem diễn biến của hồ sơ rồi ghi đúng thời điểm.",
        )


def _stage(dossier: Dossier, course: Course) -> Stage:
    if dossier.stage in _OTHER_ENDS:
        return dossier.stage
    if course.ended:
        return Stage.RESOLVED if course.ended == Resolved.TYPE else Stage.STOPPED
    if course.pending:
        return Stage.SUPPLEMENT_AWAITED
    if not course.numbered:
        return Stage.OPENED
    if OBLIGATION in course.paused:
        return Stage.OBLIGATION_AWAITED
    in_hand = dossier.handed_over or any(each.stage != DESK for each in dossier.happenings)
    return Stage.PROCESSING if in_hand else Stage.REGISTERED


def _due(dossier: Dossier, course: Course, counted: Due | None) -> Due | None:
    """The due time with its trace: the one of the event that set it."""
    known = [due for due in (counted, dossier.due, dossier.first_due) if due is not None]
    for due in known:
        if due.at == course.due:
            return due
    if not known or course.due is None:
        return dossier.due
    set_anew = f"Ngày hẹn trả được đặt lại: {course.due}."
    return Due(course.due, False, [set_anew], known[-1].calendar_version)  # noqa: FBT003 - a field


def _check_fields(body: ProcessingBody) -> None:
    match body:
        case SupplementRequested():
            _check_items(body.items)
            check_filled(body.reason, "reason", MAX_TEXT, "Chưa ghi lý do yêu cầu bổ sung.")
            check_text(body.override_reason, "override_reason", MAX_TEXT)
        case Suspended():
            _check_choice(body.cause, CAUSES, "cause")
            check_filled(body.reason, "reason", MAX_TEXT, "Chưa ghi lý do tạm dừng.")
            check_text(body.agency, "agency", MAX_NAME)
            if body.amount is not None and body.cause != OBLIGATION:
                raise InvalidInput(
                    "conflict", "Số tiền chỉ ghi cho nghĩa vụ tài chính.", field="amount"
                )
            if body.amount is not None and not 0 < body.amount <= MAX_AMOUNT_DONG:
                raise InvalidInput("bad_amount", "Số tiền phải là số đồng dương.", field="amount")
        case Extended():
            check_filled(body.reason, "reason", MAX_TEXT, "Chưa ghi lý do gia hạn.")
            _check_signer(body.signer)
        case Apologised():
            check_filled(body.reason, "reason", MAX_TEXT, "Chưa ghi lý do xin lỗi.")
            _check_signer(body.signer)
        case Resolved():
            _check_choice(body.outcome, OUTCOMES, "outcome")
            check_text(body.note, "note", MAX_TEXT)
            if body.outcome == "refused" and not body.note.strip():
                raise InvalidInput("missing", "Từ chối phải ghi lý do, căn cứ.", field="note")
        case Closed():
            check_filled(body.reason, "reason", MAX_TEXT, "Chưa ghi lý do đóng hồ sơ.")
        case Stopped():  # the citizen need not say why
            check_text(body.reason, "reason", MAX_TEXT)


def _check_items(items: list[str]) -> None:
    if not 1 <= len(items) <= MAX_ITEMS:
        raise InvalidInput(
            "missing", f"Ghi đủ các giấy tờ cần bổ sung (1 đến {MAX_ITEMS}).", field="items"
        )
    for item in items:
        check_filled(item, "items", MAX_TEXT, "Có mục bổ sung để trống.")


def _check_signer(signer: str) -> None:
    check_filled(
        signer, "signer", MAX_NAME, "Chưa ghi người ký (thủ trưởng cơ quan, đơn vị; Mẫu 04)."
    )


def _check_choice(word: str, choices: tuple[str, ...], field: str) -> None:
    if word not in choices:
        raise InvalidInput(
            "bad_choice", f"Không có {word[:40]!r}; chọn: {', '.join(choices)}.", field=field
        )
