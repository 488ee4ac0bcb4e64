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
    "bad_upload": (400, "Yêu cầu tải ảnh quét không đúng"),
    "unsigned": (401, "Yêu cầu chưa được ký"),
    "bad_signature": (401, "Chữ ký của yêu cầu không đúng"),
    "clock_skew": (401, "Đồng hồ của máy lệch quá nhiều"),
    "unknown_installation": (401, "Trung tâm không biết máy quầy này"),
    "installation_suspended": (403, "Máy quầy đang bị tạm dừng"),
    "bad_enrolment_code": (403, "Mã ghi danh không dùng được"),
    "scan_kept": (403, "Ảnh quét đã nhận, không bỏ được"),
    "not_found": (404, "Không có địa chỉ này"),
    "unknown_upload": (404, "Không có lần tải ảnh này"),
    "unknown_lease": (404, "Không có dải số này"),
    "unknown_claim": (404, "Không có quyền giữ việc này"),
    "method_not_allowed": (405, "Phương thức không dùng được ở địa chỉ này"),
    "installation_exists": (409, "Máy quầy đã ghi danh"),
    "id_conflict": (409, "Mã định danh đã dùng cho nội dung khác"),
    "claimed_elsewhere": (409, "Quầy khác đang giữ việc này"),
    "claim_used": (409, "Việc này đã làm xong"),
    "claim_ended": (409, "Quyền giữ việc này đã kết thúc"),
    "already_ended": (409, "Số đã kết thúc từ trước"),
    "not_in_lease": (409, "Số không nằm trong dải"),
    "offset_conflict": (409, "Trung tâm đang có phần khác của ảnh quét"),
    "upload_expired": (410, "Lần tải ảnh đã quá hạn"),
    "unsupported_tus": (412, "Phiên bản tus không được hỗ trợ"),
    "too_large": (413, "Nội dung gửi lên quá lớn"),
    "unsupported_encoding": (415, "Cách nén không được hỗ trợ"),
    "bad_content_type": (415, "Kiểu nội dung của ảnh quét không đúng"),
    "too_many_claims": (422, "Máy quầy đang giữ quá nhiều việc"),
    "period_out_of_range": (422, "Ngày của dãy số ngoài phạm vi"),
    "series_not_allowed": (422, "Không cấp số cho dãy này"),
    "checksum_mismatch": (460, "Phần ảnh nhận được không khớp mã kiểm"),
    "scan_mismatch": (460, "Ảnh nhận được không khớp mã băm của nó"),
    "internal": (500, "Trung tâm gặp lỗi"),
    "try_again": (503, "Trung tâm tạm thời chưa làm được"),
    "no_space": (507, "Trung tâm hết chỗ chứa ảnh quét"),
    # what a single event of a batch can be answered with
    "malformed": (422, "Sự kiện không đúng mẫu"),
    "wrong_agency": (422, "Sự kiện thuộc cơ quan khác"),
    "wrong_installation": (422, "Sự kiện của máy quầy khác"),
    "predecessor_missing": (409, "Sự kiện trước đó chưa tới"),
    # what a carried batch can be answered with
    "unknown_origin": (422, "Trung tâm không biết máy quầy đã lập các sự kiện này"),
    "origin_suspended": (422, "Máy quầy đã lập các sự kiện này đang bị tạm dừng"),
    "bad_carried_signature": (422, "Chữ ký của phần mang hộ không đúng"),
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


def refused_request(error: QmcError, first: str = "") -> Problem:
    """Why a request event is set aside: the rules' own code, message and advice.

    ``first`` says whose action came first; empty where that is not the reason.
    """
    return Problem(
        title="Yêu cầu không được chấp nhận",
        status=409,
        code=error.code,
        detail=f"{error.message} {first}".strip(),
        field=error.field,
        advice=error.advice,
    )


def undecodable(error: Exception) -> CallRefused:
    """The problem for a body that is not of the contract; ``field`` is the JSON path."""
    match = _PATH.search(str(error)) if isinstance(error, msgspec.ValidationError) else None
    path = match["path"] if match else "$"
    return CallRefused("bad_body", f"Không đọc được nội dung tại {path}: {error}", field=path)
