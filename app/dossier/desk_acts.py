"""What the desk does itself: what may be recorded of it, and what it changes.

Nothing here knows the catalogue or the calendar: who may collect by the procedure, and how late a
hand-over was, is said by ``app.processing``. The central takes the same list for its findings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.clock.time import from_iso
from app.dossier.annulment import annulled_refusal
from app.dossier.commands import RecordAct
from app.dossier.course import in_order, later
from app.dossier.desk_act_fields import check_fields
from app.dossier.desk_events import (
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
)
from app.dossier.happening import moment_of
from app.dossier.processing import FUTURE_TOLERANCE, course_of, settled
from app.dossier.processing_events import Resolved
from app.dossier.state import Dossier, Stage
from app.errors import InvalidInput, Refusal

MAX_CERTIFIED = 500
"""How many certified papers a dossier can have."""
_WITHOUT_RESULT = frozenset({Stage.STOPPED, Stage.WITHDRAWN, Stage.ANNULLED})


def check_act(dossier: Dossier, command: RecordAct) -> None:
    """Raise Refusal where the act can't have happened, InvalidInput where a field is wrong."""
    body = command.body
    match body:
        case Refused():
            _check_not_numbered(dossier)
            _check_open(dossier)
            _check_nothing_certified(dossier)
        case HandedOver():
            _check_open(dossier)
            _check_complete(dossier)
            if dossier.stage is Stage.RESOLVED:
                raise Refusal("already_resolved", "Hồ sơ đã có kết quả nên không bàn giao nữa.")
        case ResultReturned():
            _check_has_result(dossier, body)
        case Certified():
            _check_open(dossier)
            _check_complete(dossier)
    _check_moment(dossier, command)
    check_fields(body)
    if isinstance(body, Certified):
        _check_new(dossier, body)


def after_act(dossier: Dossier, body: DeskBody) -> Dossier:
    """The state after ``body`` has happened. Never raises; of two desks' acts the first stays."""
    replace = msgspec.structs.replace
    match body:
        case Refused() if dossier.code is None and dossier.stage is not Stage.RETURNED:
            return replace(dossier, stage=Stage.REFUSED)
        case HandedOver():
            return settled(replace(dossier, handed_over=later(dossier.handed_over, body.at) or ""))
        case ResultReturned() if body.papers and not dossier.returned_at:
            stage = dossier.stage if dossier.annulled is not None else Stage.RETURNED
            return replace(dossier, stage=stage, returned_at=body.at, returned_by=body.method)
        case Certified():
            papers = (*dossier.certified, *body.papers)
            return replace(dossier, certified=papers[:MAX_CERTIFIED])
        case _:
            return dossier


def unrefused(dossier: Dossier) -> Dossier:
    """A number in the citizen's hand outlives a refusal that another desk's copy has recorded."""
    if dossier.stage is not Stage.REFUSED:
        return dossier
    return msgspec.structs.replace(dossier, stage=Stage.OPENED)


def repeated(
    known: Iterable[CertifiedPaper], papers: Iterable[CertifiedPaper]
) -> CertifiedPaper | None:
    """One of ``known`` that is certified again by ``papers``: same kind, name and person."""
    certified = {_likeness(paper): paper for paper in known}
    return next(
        (certified[key] for paper in papers if (key := _likeness(paper)) in certified), None
    )


def _likeness(paper: CertifiedPaper) -> tuple[str, str, str]:
    return paper.kind, _plain(paper.name), _plain(paper.person)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _check_not_numbered(dossier: Dossier) -> None:
    if dossier.code is not None:
        raise Refusal(
            "already_registered",
            f"Hồ sơ đã có mã {dossier.code} nên không từ chối tiếp nhận được nữa.",
            advice="Từ chối sau thẩm định là một kết quả giải quyết.",
        )


def _check_nothing_certified(dossier: Dossier) -> None:
    if dossier.certified:
        raise Refusal(
            "already_certified",
            "Hồ sơ đã có giấy tờ được chứng thực nên không từ chối tiếp nhận được nữa.",
            advice="Cấp mã cho hồ sơ rồi trả kết quả.",
        )


def _check_open(dossier: Dossier) -> None:
    match dossier.stage:
        case Stage.REFUSED:
            raise Refusal("already_refused", "Hồ sơ đã bị từ chối tiếp nhận.")
        case Stage.RETURNED:
            raise Refusal("already_returned", f"Kết quả đã trả{_when(dossier.returned_at)}.")
        case Stage.ANNULLED:
            raise annulled_refusal(dossier)
        case Stage.WITHDRAWN | Stage.STOPPED:
            raise Refusal("ended", "Hồ sơ đã kết thúc nên không ghi được việc này.")


def _check_complete(dossier: Dossier) -> None:
    if dossier.stage is Stage.SUPPLEMENT_AWAITED:
        raise Refusal(
            "supplement_awaited",
            "Hồ sơ đang chờ bổ sung.",
            advice="Ghi nhận đã bổ sung đủ rồi làm tiếp.",
        )


def _check_has_result(dossier: Dossier, body: ResultReturned) -> None:
    if dossier.stage in _WITHOUT_RESULT:
        if body.papers and dossier.annulled is not None:
            raise annulled_refusal(dossier)
        if body.papers:
            raise Refusal(
                "ended",
                "Hồ sơ đã kết thúc mà không có kết quả để trả.",
                field="papers",
                advice="Chỉ ghi các giấy tờ bản chính trả lại.",
            )
        if not body.originals:
            raise InvalidInput("missing", "Chưa ghi giấy tờ nào được trả lại.", field="originals")
        return
    _check_open(dossier)
    if dossier.code is None:
        raise Refusal("not_registered", "Hồ sơ chưa có mã nên chưa có kết quả để trả.")
    if dossier.stage is not Stage.RESOLVED:
        raise Refusal(
            "no_result",
            "Hồ sơ chưa có kết quả giải quyết.",
            advice="Ghi kết quả giải quyết trước khi trả.",
        )
    if not body.papers:
        raise InvalidInput("missing", "Chưa ghi kết quả nào được trả.", field="papers")


def _check_moment(dossier: Dossier, command: RecordAct) -> None:
    body = command.body
    at = from_iso(body.at, field="at")
    received = moment_of(dossier.received_at)
    if received is not None and at < received:
        raise InvalidInput(
            "before_receipt",
            f"Việc này xảy ra trước khi nhận hồ sơ{_when(dossier.received_at)}.",
            field="at",
            advice="Ghi lại thời điểm của việc này.",
        )
    if command.recorded_at and at > (
        from_iso(command.recorded_at, field="recorded_at") + FUTURE_TOLERANCE
    ):
        raise InvalidInput("in_future", "Thời điểm của việc này ở tương lai.", field="at")
    ended = _ended_at(dossier)
    if isinstance(body, ResultReturned) and ended is not None and at < ended:
        raise InvalidInput(
            "before_result", "Trả kết quả trước khi có kết quả giải quyết.", field="at"
        )


def _ended_at(dossier: Dossier) -> datetime | None:
    return moment_of(course_of(dossier).ended_at)


def _check_new(dossier: Dossier, body: Certified) -> None:
    if len(dossier.certified) + len(body.papers) > MAX_CERTIFIED:
        raise Refusal("too_many", f"Một hồ sơ chứng thực tối đa {MAX_CERTIFIED} giấy tờ.")
    if _was_refused(dossier):
        raise Refusal("already_resolved", "Hồ sơ đã có kết quả là từ chối.")
    again = repeated(dossier.certified, body.papers)
    if again is not None and not body.override_reason.strip():
        raise Refusal(
            "already_certified",
            f"“{again.name[:80]}” đã chứng thực, số {again.number}, {again.book}, {again.year}.",
            field="override_reason",
            advice="Chứng thực lần nữa thì ghi lý do; giấy tờ khác cùng tên thì ghi rõ tên.",
        )


def _was_refused(dossier: Dossier) -> bool:
    ends = [each for each in in_order(dossier.happenings) if each.what == Resolved.TYPE]
    return bool(ends) and ends[0].outcome == "refused"


def _when(text: str) -> str:
    at = moment_of(text)
    return "" if at is None else f" lúc {at:%H:%M %d/%m/%Y}"
