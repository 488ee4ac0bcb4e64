"""Reasons as officers read them (Vietnamese): the network pill and "Cần xử lý"."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from sync.contract.messages import MAX_EVENT_BYTES, EventOutcome, Problem, Result
from sync.engine.answers import FailureKind

TOO_LARGE = Problem(
    title="Sự kiện quá lớn",
    status=413,
    code="too_large",
    detail=f"Dữ liệu lớn hơn {MAX_EVENT_BYTES // 1024} KiB nên hệ thống trung tâm không nhận.",
    advice="Chia nhỏ nội dung (ví dụ bớt số trang trong một lần đính kèm) rồi gửi lại.",
)
FAILS_AGAIN = Problem(
    title="Ảnh quét chưa gửi được",
    status=409,
    code="upload_fails_again",
    detail="Đã gửi lại ảnh này nhiều lần từ đầu mà hệ thống trung tâm vẫn chưa nhận.",
    advice="Báo quản trị hệ thống trung tâm, rồi gửi lại.",
)
OTHER_LENGTH = Problem(
    title="Ảnh quét không đúng độ dài đã ghi",
    status=422,
    code="page_length",
    detail="Độ dài của tệp ảnh khác với độ dài đã ghi trong hồ sơ.",
    advice="Quét lại trang giấy.",
)
NO_OUTCOME = Problem(
    title="Chưa có trả lời",
    status=503,
    code="no_outcome",
    detail="Hệ thống trung tâm chưa trả lời về sự kiện này; quầy sẽ gửi lại.",
)
NO_REASON = Problem(
    title="Chưa được chấp nhận",
    status=422,
    code="no_reason",
    detail="Hệ thống trung tâm không chấp nhận và không nêu lý do.",
    advice="Gửi lại, hoặc chuyển Lãnh đạo Trung tâm xem xét.",
)


class Line(StrEnum):
    """How the desk stands with the central."""

    UNKNOWN = "unknown"
    UP = "up"
    DOWN = "down"
    DISTURBED = "disturbed"  # something answers, but not as the contract says
    BLOCKED = "blocked"
    NOT_ENROLLED = "not_enrolled"


class Standing(Struct, frozen=True):
    """How the desk stands with the central, for the pill. ``code`` is stable."""

    line: Line = Line.UNKNOWN
    code: str = ""
    message: str = ""
    advice: str = ""


UP = Standing(Line.UP, "up", "Có mạng")
NOT_ENROLLED = Standing(
    Line.NOT_ENROLLED,
    "not_enrolled",
    "Quầy chưa được ghi danh với hệ thống trung tâm; hồ sơ được giữ tại quầy.",
    "Xin mã ghi danh một lần của quản trị rồi ghi danh quầy.",
)

_BY_FAILURE = {
    FailureKind.CONNECTION: Standing(
        Line.DOWN, "connection", "Mất mạng, vẫn tiếp nhận bình thường; sẽ tự gửi khi có mạng."
    ),
    FailureKind.TIMEOUT: Standing(
        Line.DISTURBED, "timeout", "Hệ thống trung tâm trả lời quá chậm; sẽ tự gửi lại."
    ),
    FailureKind.NOT_CONTRACT: Standing(
        Line.DISTURBED,
        "not_contract",
        "Có mạng nhưng trả lời không phải của hệ thống trung tâm; sẽ tự gửi lại.",
        "Kiểm tra trang đăng nhập mạng (Wi-Fi, proxy) hoặc địa chỉ hệ thống trung tâm.",
    ),
    FailureKind.TOO_LARGE: Standing(
        Line.DISTURBED, "answer_too_large", "Trả lời quá dài; quầy sẽ lấy ít hơn mỗi lần."
    ),
}


def standing_of_failure(kind: FailureKind) -> Standing:
    """The standing after a call without an answer."""
    return _BY_FAILURE[kind]


def standing_of_status(status: int, problem: Problem | None) -> Standing:
    """The standing after an answer that says *later*."""
    detail = problem.detail if problem is not None else ""
    return Standing(
        Line.DISTURBED,
        f"status_{status}",
        detail or f"Hệ thống trung tâm đang bận hoặc gặp sự cố ({status}); sẽ tự gửi lại.",
    )


def standing_of_block(problem: Problem) -> Standing:
    """The standing where the central does not take this desk's calls."""
    return Standing(
        Line.BLOCKED,
        problem.code,
        problem.detail or problem.title,
        problem.advice or "Báo quản trị hệ thống; hồ sơ vẫn được giữ tại quầy và chờ gửi.",
    )


def set_aside(event: str, problem: Problem | None) -> EventOutcome:
    """An outcome that puts an event under "Cần xử lý"; there is always a reason."""
    return EventOutcome(id=event, result=Result.SET_ASIDE, problem=problem or NO_REASON)


def unanswered(event: str) -> EventOutcome:
    """An outcome for an event that the answer passed over: *unknown*, so try again."""
    return EventOutcome(id=event, result=Result.TRY_AGAIN, problem=NO_OUTCOME)
