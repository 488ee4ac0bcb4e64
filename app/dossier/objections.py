"""What the law has against a happening, on the course that the dossier has taken.

One list for ``decide`` (nothing forbidden is recorded), for the central (a fact is accepted with
the objection as its finding, a request is set aside with it) and for the counted clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.clock.time import from_iso
from app.dossier.course import Course
from app.dossier.happening import Happening, moment_of
from app.dossier.processing_events import (
    APPRAISAL,
    DESK,
    STAGES,
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
from app.errors import InvalidInput, QmcError, Refusal

CLOSE_AFTER_DAYS = 15
"""Within how many days the citizen completes the dossier (NĐ 118/2025 Đ.19.5), calendar days."""

_ENDED = {
    Resolved.TYPE: "Hồ sơ đã có kết quả giải quyết",
    Closed.TYPE: "Hồ sơ đã đóng",
    Stopped.TYPE: "Hồ sơ đã dừng giải quyết",
    Annulled.TYPE: "Hồ sơ đã bị hủy",
}
_ONE_DAY = timedelta(days=1)


def objection(course: Course, happening: Happening) -> QmcError | None:
    """Why ``happening`` must not be, as the error to raise; None where nothing is against it."""
    try:
        _check(course, happening)
    except (InvalidInput, Refusal) as error:
        return error
    return None


def last_day_to_complete(course: Course) -> date | None:
    """The last day on which the citizen can still complete it; None where nothing is awaited."""
    asked = moment_of(course.asked_at)
    if course.pending != APPRAISAL or asked is None:
        return None
    until = moment_of(course.until)
    earliest = asked.date() + CLOSE_AFTER_DAYS * _ONE_DAY
    return earliest if until is None else max(until.date(), earliest)


def _check(course: Course, happening: Happening) -> None:
    check = _CHECKS.get(happening.what)
    if check is None:
        raise InvalidInput(
            "unknown_happening", f"Không có việc {happening.what[:40]!r}.", field="what"
        )
    at = from_iso(happening.at, field="at")
    if happening.to:
        from_iso(happening.to, field="to")
    received = moment_of(course.received)
    if received is not None and at < received:
        raise InvalidInput(
            "before_receipt",
            f"Việc này xảy ra trước khi nhận hồ sơ ({_moment(received)}).",
            field="at",
            advice="Ghi lại thời điểm của việc này.",
        )
    if course.ended:
        raise _after_end(course, happening)
    check(course, happening, at)


def _after_end(course: Course, happening: Happening) -> Refusal:
    why = _ENDED[course.ended]
    if course.ended == Resolved.TYPE:
        if happening.what == Stopped.TYPE:
            return Refusal(
                "already_resolved",
                f"{why} nên không dừng được (NĐ 118/2025 Đ.21).",
                advice="Trả kết quả cho công dân.",
            )
        return Refusal("already_resolved", f"{why} nên không ghi được việc này.")
    return Refusal(
        "ended",
        f"{why} nên không ghi được việc này.",
        advice="Công dân cần giải quyết tiếp thì nộp hồ sơ mới.",
    )


def _ask(course: Course, happening: Happening, at: datetime) -> None:
    stage = happening.stage
    if stage not in STAGES:
        raise InvalidInput(
            "bad_choice", f"Không có {stage[:40]!r}; chọn: {', '.join(STAGES)}.", field="stage"
        )
    if stage == DESK and course.numbered:
        raise Refusal(
            "already_numbered",
            "Hồ sơ đã có mã: yêu cầu bổ sung lúc này là sau thẩm định.",
            field="stage",
            advice="Ghi là yêu cầu bổ sung sau thẩm định (NĐ 118/2025 Đ.19.5).",
        )
    if stage == APPRAISAL and not course.numbered:
        raise _unnumbered()
    if course.asked.get(stage, 0) and not happening.again:
        raise Refusal(
            "supplement_once",
            "Đã yêu cầu bổ sung một lần; yêu cầu bổ sung chỉ được một lần, đầy đủ"
            " (NĐ 118/2025 Đ.16.3).",
            field="override_reason",
            advice="Chỉ yêu cầu lại khi thật cần, và ghi rõ lý do.",
        )
    until = moment_of(happening.to)
    if until is not None and until.date() < at.date() + CLOSE_AFTER_DAYS * _ONE_DAY:
        raise InvalidInput(
            "too_little_time",
            f"Công dân có {CLOSE_AFTER_DAYS} ngày để bổ sung (NĐ 118/2025 Đ.19.5).",
            field="until",
        )


def _complete(course: Course, _: Happening, at: datetime) -> None:
    if not course.pending:
        raise Refusal(
            "no_supplement_pending",
            "Không có yêu cầu bổ sung nào đang chờ.",
            advice="Giấy tờ công dân tự nộp thêm thì thêm vào thành phần hồ sơ.",
        )
    _not_before(at, course.asked_at, "Bổ sung trước khi có yêu cầu bổ sung")


def _pause(course: Course, happening: Happening, _: datetime) -> None:
    if not course.numbered:
        raise _unnumbered()
    if happening.cause in course.paused:
        since = moment_of(course.paused[happening.cause])
        shown = "" if since is None else f" từ {_moment(since)}"
        raise Refusal(
            "already_suspended", f"Hồ sơ đang tạm dừng vì lý do này{shown}.", field="cause"
        )


def _resume(course: Course, happening: Happening, at: datetime) -> None:
    begun = course.paused.get(happening.cause)
    if begun is None:
        raise Refusal("not_suspended", "Hồ sơ không tạm dừng vì lý do này.", field="cause")
    _not_before(at, begun, "Kết thúc trước khi bắt đầu tạm dừng")


def _extend(course: Course, happening: Happening, at: datetime) -> None:
    if not course.numbered:
        raise _unnumbered()
    if course.extended:
        raise Refusal(
            "extended_once",
            "Đã gia hạn một lần; chỉ được gia hạn một lần (NĐ 118/2025 Đ.19.6).",
            advice="Nếu vẫn chưa có kết quả: gửi văn bản xin lỗi; hồ sơ tính theo ngày đã hẹn.",
        )
    if course.stands_still:
        raise Refusal(
            "clock_stands",
            "Thời hạn đang tạm dừng nên chưa có ngày hẹn để gia hạn.",
            advice="Gia hạn sau khi bổ sung xong hoặc hết tạm dừng.",
        )
    due, to = moment_of(course.due), moment_of(happening.to)
    if due is None:
        raise Refusal("no_due", "Hồ sơ không có ngày hẹn trả nên không có gì để gia hạn.")
    if to is None:
        raise InvalidInput("missing", "Chưa ghi ngày hẹn mới.", field="to")
    if at.date() > due.date() - _ONE_DAY:
        raise Refusal(
            "too_late_to_extend",
            f"Gia hạn phải báo trước ngày hẹn ({due:%d/%m/%Y}) ít nhất 1 ngày"
            " (NĐ 118/2025 Đ.19.6).",
            field="at",
            advice="Gửi văn bản xin lỗi; hồ sơ vẫn tính theo ngày đã hẹn.",
        )
    if to.date() <= due.date():
        raise InvalidInput(
            "not_later", f"Ngày hẹn mới phải sau ngày đã hẹn ({due:%d/%m/%Y}).", field="to"
        )


def _apologise(course: Course, happening: Happening, at: datetime) -> None:
    if not course.numbered:
        raise _unnumbered()
    to = moment_of(happening.to)
    if to is None:
        raise InvalidInput("missing", "Chưa ghi ngày hẹn lại.", field="to")
    if to.date() < at.date():
        raise InvalidInput("not_later", "Ngày hẹn lại trước ngày xin lỗi.", field="to")


def _resolve(course: Course, _: Happening, __: datetime) -> None:
    if not course.numbered:
        raise _unnumbered()


def _close(course: Course, _: Happening, at: datetime) -> None:
    last = last_day_to_complete(course)
    if last is None:
        raise Refusal(
            "no_supplement_pending",
            "Chỉ đóng hồ sơ khi đã yêu cầu bổ sung sau thẩm định mà chưa bổ sung.",
        )
    if at.date() <= last:
        raise Refusal(
            "too_early_to_close",
            f"Công dân còn bổ sung được đến hết ngày {last:%d/%m/%Y} (NĐ 118/2025 Đ.19.5).",
            field="at",
            advice=f"Đóng hồ sơ từ ngày {last + _ONE_DAY:%d/%m/%Y}.",
        )


def _stop(_: Course, __: Happening, ___: datetime) -> None:
    """While there is no result the citizen may always stop (Đ.21)."""


def _annul(_: Course, __: Happening, ___: datetime) -> None:
    """It is decided on the whole dossier (``receipt_changes``), not on its course."""


def _unnumbered() -> Refusal:
    return Refusal(
        "not_registered",
        "Hồ sơ chưa có mã nên chưa giải quyết.",
        advice="Cấp mã, in giấy tiếp nhận rồi ghi việc này.",
    )


def _not_before(at: datetime, begun: str, message: str) -> None:
    begin = moment_of(begun)
    if begin is not None and at < begin:
        raise InvalidInput("out_of_order", f"{message} ({_moment(begin)}).", field="at")


def _moment(at: datetime) -> str:
    return f"{at:%H:%M %d/%m/%Y}"


_CHECKS: dict[str, Callable[[Course, Happening, datetime], None]] = {
    SupplementRequested.TYPE: _ask,
    Supplemented.TYPE: _complete,
    Suspended.TYPE: _pause,
    Resumed.TYPE: _resume,
    Extended.TYPE: _extend,
    Apologised.TYPE: _apologise,
    Resolved.TYPE: _resolve,
    Closed.TYPE: _close,
    Stopped.TYPE: _stop,
    Annulled.TYPE: _annul,
}
