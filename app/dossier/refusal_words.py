"""The grounds of a refusal as the slip has them (Mẫu 03, TT 03/2025/TT-VPCP: "lý do cụ thể")."""

from __future__ import annotations

from app.dossier.desk_events import (
    DUPLICATE,
    FORGED,
    NOT_COMPETENT,
    NOT_QUALIFIED,
    OUT_OF_SCOPE,
    Refused,
)

_GROUND_WORDS = {
    NOT_COMPETENT: "Không thuộc thẩm quyền giải quyết",
    OUT_OF_SCOPE: "Không thuộc phạm vi tiếp nhận",
    NOT_QUALIFIED: "Không đủ điều kiện",
    FORGED: "Giấy tờ giả, bị tẩy xóa",
    DUPLICATE: "Hồ sơ trùng với hồ sơ đã nộp",
}


def ground_words(ground: str) -> str:
    """A ground in Vietnamese; empty for another one, which only its reason tells."""
    return _GROUND_WORDS.get(ground, "")


def refusal_words(refused: Refused) -> str:
    """The whole reason, as one text: ground, provision, what exactly is wrong."""
    words, basis = ground_words(refused.ground), refused.basis.strip()
    if words and basis:
        words = f"{words} theo {basis}"
    elif basis:
        words = f"Căn cứ {basis}"
    return ": ".join(part for part in (words, refused.reason.strip()) if part)
