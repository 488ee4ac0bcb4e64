"""What printers and jobs give as reasons (RFC 8011, 5.3.8, 5.4.12; PWG 5100.9), for officers."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEVERITY = re.compile(r"-(error|warning|report)\Z")

FAULTS = {
    "media-empty": "hết giấy",
    "media-needed": "cần nạp giấy",
    "media-jam": "kẹt giấy",
    "input-tray-missing": "thiếu khay giấy",
    "input-media-supply-empty": "hết giấy",
    "cover-open": "nắp đang mở",
    "door-open": "cửa đang mở",
    "interlock-open": "nắp đang mở",
    "output-area-full": "khay giấy ra đã đầy",
    "output-tray-missing": "thiếu khay giấy ra",
    "toner-empty": "hết mực",
    "marker-supply-empty": "hết mực",
    "marker-waste-full": "hộp mực thải đã đầy",
    "developer-empty": "hết mực",
    "opc-life-over": "trống từ đã hết hạn dùng",
    "fuser-over-temp": "bộ sấy quá nóng",
    "fuser-under-temp": "bộ sấy chưa đủ nóng",
    "offline": "máy in tắt hoặc mất kết nối",
    "shutdown": "máy in tắt",
    "timed-out": "máy in không trả lời",
    "spool-area-full": "bộ nhớ của máy in đã đầy",
    "cups-missing-filter": "máy tính thiếu bộ lọc in",
    "cups-insecure-filter": "bộ lọc in của máy tính không an toàn",
    "hold-new-jobs": "đang giữ lại giấy mới",
    "other": "máy in báo lỗi",
}
"""Faults that hold a paper up, without their severity."""

REMARKS = {
    "media-low": "sắp hết giấy",
    "toner-low": "sắp hết mực",
    "marker-supply-low": "sắp hết mực",
    "developer-low": "sắp hết mực",
    "marker-waste-almost-full": "hộp mực thải sắp đầy",
    "output-area-almost-full": "khay giấy ra sắp đầy",
    "opc-near-eol": "trống từ sắp hết hạn dùng",
    "connecting-to-device": "đang kết nối với máy in",
}
"""What is worth saying, though the paper comes."""

ENDINGS = {
    "job-canceled-by-user": "đã bị hủy trong hàng đợi",
    "job-canceled-by-operator": "đã bị người quản trị máy in hủy",
    "job-canceled-at-device": "đã bị hủy ở máy in",
    "job-canceled-after-timeout": "bị hủy vì chờ quá lâu",
    "aborted-by-system": "bị máy in bỏ dở",
    "document-format-error": "bị bỏ: máy in không đọc được tệp",
    "unsupported-document-format": "bị bỏ: máy in không nhận loại tệp này",
    "document-unprintable-error": "bị bỏ: máy in không in được tệp này",
    "document-access-error": "bị bỏ: máy in không lấy được tệp",
    "conflicting-attributes": "bị bỏ: máy in không làm được như đã chọn",
    "unsupported-attributes-or-values": "bị bỏ: máy in không có khổ giấy hoặc khay đã chọn",
    "unsupported-media-size": "bị bỏ: máy in không có khổ giấy này",
}
"""Why a job ended, most telling first; ``aborted-by-system`` stands beside many of them."""

HOLDS = {
    "job-hold-until-specified": "đang bị giữ lại trong hàng đợi",
    "job-held-on-create": "đang bị giữ lại trong hàng đợi",
    "job-password-wait": "chờ nhập mật khẩu ở máy in",
    "job-held-for-authorization": "chờ được phép in",
    "job-held-for-button-press": "chờ bấm nút ở máy in",
    "cups-held-for-authentication": "chờ mật khẩu của máy in",
    "resources-are-not-ready": "đang chờ máy in sẵn sàng",
    "account-authorization-failed": "bị từ chối vì tài khoản in",
    "account-limit-reached": "bị giữ vì hết hạn mức in",
    "account-closed": "bị giữ vì tài khoản in đã khóa",
}
"""Why a job waits for somebody."""

_UNTELLING = {"aborted-by-system"}


def faults(reasons: Iterable[str]) -> str:
    """What holds a printer up, in our words, joined by commas; "" for nothing."""
    return _joined(reasons, FAULTS)


def remarks(reasons: Iterable[str]) -> str:
    """Faults and what will soon be one."""
    return _joined(reasons, {**FAULTS, **REMARKS})


def hold(reasons: Iterable[str]) -> str:
    """Why a job waits, or ""."""
    return next((HOLDS[reason] for reason in reasons if reason in HOLDS), "")


def ending(reasons: Iterable[str]) -> str:
    """Why a job was canceled or aborted, or ""."""
    known = [reason for reason in reasons if reason in ENDINGS]
    telling = [reason for reason in known if reason not in _UNTELLING] or known
    return ENDINGS[telling[0]] if telling else ""


def _joined(reasons: Iterable[str], words: dict[str, str]) -> str:
    known = [words.get(_SEVERITY.sub("", reason), "") for reason in reasons]
    return ", ".join(dict.fromkeys(word for word in known if word))


def sentence(words: str) -> str:
    """``words`` with a capital at the front."""
    return words[:1].upper() + words[1:]
