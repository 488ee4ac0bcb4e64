"""What somebody has done to a dossier, in Vietnamese: what follows "đã" in a sentence.

``tests/app/dossier/test_merging.py`` checks that every type of event has its words.
"""

from __future__ import annotations

from app.dossier.desk_events import Certified, HandedOver, Refused, ResultReturned
from app.dossier.events import (
    Corrected,
    FeeCollected,
    FeeRefunded,
    Opened,
    PagesAttached,
    Printed,
    Referred,
    Registered,
)
from app.dossier.processing_events import (
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
from app.dossier.receipt_events import Annulled, ProcedureChanged

DEEDS: dict[str, str] = {
    Opened.TYPE: "tiếp nhận hồ sơ",
    Registered.TYPE: "cấp mã hồ sơ",
    PagesAttached.TYPE: "thêm trang quét",
    Printed.TYPE: "in giấy tờ",
    FeeCollected.TYPE: "thu phí, lệ phí",
    FeeRefunded.TYPE: "hoàn phí, lệ phí",
    Referred.TYPE: "chuyển việc cho Lãnh đạo Trung tâm",
    Corrected.TYPE: "sửa thông tin hồ sơ",
    ProcedureChanged.TYPE: "đổi thủ tục của hồ sơ",
    Annulled.TYPE: "hủy hồ sơ",
    SupplementRequested.TYPE: "yêu cầu bổ sung",
    Supplemented.TYPE: "ghi nhận bổ sung đủ",
    Suspended.TYPE: "tạm dừng tính thời hạn",
    Resumed.TYPE: "ghi hết tạm dừng",
    Extended.TYPE: "gia hạn",
    Apologised.TYPE: "xin lỗi, hẹn lại",
    Resolved.TYPE: "ghi kết quả giải quyết",
    Closed.TYPE: "đóng hồ sơ",
    Stopped.TYPE: "dừng giải quyết",
    Refused.TYPE: "từ chối tiếp nhận",
    HandedOver.TYPE: "bàn giao hồ sơ",
    ResultReturned.TYPE: "trả kết quả",
    Certified.TYPE: "chứng thực",
}


def deed_words(name: str) -> str:
    """What an event of this type is; a type of a newer version is told as such."""
    return DEEDS.get(name, "làm một việc mà phiên bản này chưa biết")
