"""What is wrong with a pack that can't be read."""

from __future__ import annotations

from app.errors import InvalidInput


def not_a_pack(why: str) -> InvalidInput:
    """A file that is no pack, or not a whole one: nothing of it is kept."""
    return InvalidInput(
        "not_a_pack",
        f"Không đọc được gói: {why}.",
        field="file",
        advice="Chép lại tệp từ nơi đã xuất, hoặc xuất lại. Chưa có gì của phần hỏng được nhận.",
    )
