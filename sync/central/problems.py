"""Problems (RFC 9457) that the central answers with: their status, title and texts."""

from __future__ import annotations

import re

import msgspec

from app.errors import QmcError, Refusal
from sync.contract.messages import Problem

PROBLEM_TYPE = "application/problem+json"

TITLES: dict[str, tuple[int, str]] = {
    "bad_body": (400, "Nội dung gửi lên không đúng hợp đồng"),
    "bad_query": (400, "Tham số của yêu cầu không đúng"),
    "bad_cursor": (400, "Con trỏ của luồng tin không đúng"),
    "unsupported_contract": (400, "Phiên bản hợp đồng không được hỗ trợ"),
    "unsigned": (401, "Yêu cầu chưa được ký"),
    "bad_signature": (401, "Chữ ký của yêu cầu không đúng"),
    "clock_skew": (401, "Đồng hồ của máy lệch quá nhiều"),
    "unknown_installation": (401, "Trung tâm không biết máy quầy này"),
    "installation_suspended": (403, "Máy quầy đang bị tạm dừng"),
    "bad_enrolment_code": (403, "Mã ghi danh không dùng được"),
    "not_found": (404, "Không có địa chỉ này"),
    "unknown_lease": (404, "Không có dải số này"),
    "method_not_allowed": (405, "Phương thức không dùng được ở địa chỉ này"),
    "installation_exists": (409, "Máy quầy đã ghi danh"),
    "id_conflict": (409, "Mã định danh đã dùng cho nội dung khác"),
    "already_ended": (409, "Số đã kết thúc từ trước"),
    "not_in_lease": (409, "Số không nằm trong dải"),
    "too_large": (413, "Nội dung gửi lên quá lớn"),
    "unsupported_encoding": (415, "Cách nén không được hỗ trợ"),
    "period_out_of_range": (422, "Ngày của dãy số ngoài phạm vi"),
    "series_not_allowed": (422, "Không cấp số cho dãy này"),
    "internal": (500, "Trung tâm gặp lỗi"),
    "try_again": (503, "Trung tâm tạm thời chưa làm được"),
    # what a single event of a batch can be answered with
    "malformed": (422, "Sự kiện không đúng mẫu"),
    "wrong_agency": (422, "Sự kiện thuộc cơ quan khác"),
    "wrong_installation": (422, "Sự kiện của máy quầy khác"),
    "predecessor_missing": (409, "Sự kiện trước đó chưa tới"),
}

_PATH = re.compile(r"`(?P<path>\$[^`]*)`")


class CallRefused(Refusal):
    """A call is answered with a problem; ``status`` and title come from ``TITLES``."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        field: str | None = None,
        advice: str | None = None,
        server_time_ms: int | None = None,
    ) -> None:
        super().__init__(code, detail, field=field, advice=advice)
        self.server_time_ms = server_time_ms

    @property
    def problem(self) -> Problem:
        """The problem as it goes over the wire."""
        return problem(
            self.code,
            self.message,
            field=self.field,
            advice=self.advice,
            server_time_ms=self.server_time_ms,
        )


def problem(
    code: str,
    detail: str = "",
    *,
    field: str | None = None,
    advice: str | None = None,
    server_time_ms: int | None = None,
) -> Problem:
    """Build a problem of a code in ``TITLES``."""
    status, title = TITLES[code]
    return Problem(
        title=title,
        status=status,
        code=code,
        detail=detail,
        field=field,
        advice=advice,
        server_time_ms=server_time_ms,
    )


def refused_request(error: QmcError) -> Problem:
    """Why a request event is set aside: the rules' own code, message and advice."""
    return Problem(
        title="Yêu cầu không được chấp nhận",
        status=409,
        code=error.code,
        detail=error.message,
        field=error.field,
        advice=error.advice,
    )


def undecodable(error: Exception) -> CallRefused:
    """The problem for a body that is not of the contract; ``field`` is the JSON path."""
    match = _PATH.search(str(error)) if isinstance(error, msgspec.ValidationError) else None
    path = match["path"] if match else "$"
    return CallRefused("bad_body", f"Không đọc được nội dung tại {path}: {error}", field=path)
