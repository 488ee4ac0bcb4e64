"""The clock of a dossier in sentences that an officer can read out."""

from __future__ import annotations

from datetime import timedelta

from app.deadlines.telling import moment_words, span_words
from app.dossier.course import Course
from app.dossier.happening import Happening, moment_of
from app.dossier.processing_events import (
    DESK,
    OBLIGATION,
    VERIFICATION,
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
from app.errors import QmcError

_CAUSES = {
    VERIFICATION: "để xác minh",
    OBLIGATION: "để công dân thực hiện nghĩa vụ tài chính",
}


def told(  # noqa: PLR0911 - one arm a kind
    happening: Happening, before: Course, after: Course, *, in_days: bool
) -> list[str]:
    """What ``happening`` did to the clock, which counts in days or in hours."""
    at = _capital(moment(happening.at))
    match happening.what:
        case SupplementRequested.TYPE:
            return _asked(at, happening, after)
        case Supplemented.TYPE if before.pending == DESK:
            return [f"{at}: đủ hồ sơ, bắt đầu tính thời hạn (NĐ 118/2025 Đ.17.3)."]
        case Supplemented.TYPE:
            return [f"{at}: đã bổ sung đủ, thời hạn tính lại từ đầu (NĐ 118/2025 Đ.19.5)."]
        case Suspended.TYPE:
            return _suspended(at, happening, after)
        case Resumed.TYPE:
            return _resumed(at, happening, before, after, in_days=in_days)
        case Extended.TYPE:
            return [f"{at}: báo gia hạn, hẹn lại {moment(happening.to)} (NĐ 118/2025 Đ.19.6)."]
        case Apologised.TYPE:
            to = moment(happening.to)
            judged = "hồ sơ vẫn tính theo ngày hẹn cũ (NĐ 118/2025 Đ.19.6)"
            return [f"{at}: xin lỗi, hẹn lại {to}; {judged}."]
        case Resolved.TYPE:
            return [f"{at}: có kết quả giải quyết."]
        case Closed.TYPE:
            return [f"{at}: đóng hồ sơ vì không bổ sung (NĐ 118/2025 Đ.19.5)."]
        case Stopped.TYPE:
            return [f"{at}: dừng giải quyết theo yêu cầu của công dân (NĐ 118/2025 Đ.21)."]
        case Annulled.TYPE:
            return [f"{at}: hủy hồ sơ."]
    return []


def due_words(due: str) -> str:
    """When the result is due now."""
    return f"Hẹn trả kết quả: {moment(due)}."


def not_counted(happening: Happening, against: QmcError) -> str:
    """A happening that is not counted, and why."""
    return f"{_capital(moment(happening.at))}: không tính. {against.message}"


def moment(text: str) -> str:
    """``09:00 thứ Sáu 20/11/2026``, without an hour where none is given; else as it stands."""
    at = moment_of(text)
    if at is None:
        return text[:40]
    words = moment_words(at)
    return words.partition(" ")[2] if len(text.strip()) <= len("2026-11-20") else words


def _asked(at: str, happening: Happening, after: Course) -> list[str]:
    if happening.stage == DESK:
        return [f"{at}: yêu cầu bổ sung tại quầy, chưa tính thời hạn (NĐ 118/2025 Đ.16.3)."]
    until = moment_of(after.until)
    by = "" if until is None else f"; công dân bổ sung đến hết ngày {until:%d/%m/%Y}"
    return [f"{at}: yêu cầu bổ sung sau thẩm định, ngừng tính thời hạn{by} (NĐ 118/2025 Đ.19.5)."]


def _suspended(at: str, happening: Happening, after: Course) -> list[str]:
    why = _CAUSES.get(happening.cause, "vì lý do khác")
    sentences = [f"{at}: tạm dừng tính thời hạn {why}."]
    if after.numbered and not after.stands_still:
        sentences.append("Lúc đó đã hết thời hạn nên ngày hẹn không đổi.")
    return sentences


def _resumed(
    at: str, happening: Happening, before: Course, after: Course, *, in_days: bool
) -> list[str]:
    if after.paused:
        return [f"{at}: hết một lý do tạm dừng, còn tạm dừng vì lý do khác."]
    begun, ended = moment_of(before.still_since), moment_of(happening.at)
    if begun is None or ended is None or not before.stands_still:
        return [f"{at}: hết tạm dừng."]
    left_out = "trong một ngày, không đổi hạn"
    due = moment_of(before.due)
    first, last = begun.date() + timedelta(days=1), ended.date()
    if not in_days:
        left_out = "không tính thời gian này (BLDS 2015 Đ.147.1)"
    elif due is not None and begun.date() == due.date() and begun < due < ended:
        left_out = "bắt đầu vào ngày cuối nên đến hạn vào cuối ngày làm việc khi hết tạm dừng"
    elif first <= last:
        left_out = f"không tính {span_words(first, last, ended.year)} (BLDS 2015 Đ.147.2)"
    return [f"{at}: hết tạm dừng, {left_out}."]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
