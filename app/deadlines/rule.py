"""The time limit (thời hạn giải quyết) of a procedure, as the law gives it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

MAX_AMOUNT = 10_000
NO_LIMIT = "Không quy định thời hạn"


class Unit(StrEnum):
    """What a time limit counts in."""

    WORKING_DAY = "working_day"  # ngày làm việc
    CALENDAR_DAY = "calendar_day"  # ngày
    WORKING_HOUR = "working_hour"  # giờ làm việc
    HOUR = "hour"  # giờ
    MONTH = "month"  # tháng
    SAME_DAY = "same_day"  # ngay trong ngày
    HALF_WORKING_DAY = "half_working_day"  # 1/2 ngày làm việc


class Cutoff(StrEnum):
    """What receipt after 15:00 changes, by procedure. Exactly 15:00:00 is not after."""

    NONE = "none"
    RESULT_NEXT_DAY = "result_next_day"
    """The result need not be given before the next working day (NĐ 23/2015 Đ.7)."""
    START_NEXT_DAY = "start_next_day"
    """Counted as received at the opening of the next working day (NĐ 63/2024 Đ.7)."""


class DeadlineRule(Struct, frozen=True, forbid_unknown_fields=True):
    """``amount`` of ``unit``; ``same_day`` implies ``result_next_day``, and has no amount."""

    unit: Unit
    amount: Annotated[int, Meta(ge=1, le=MAX_AMOUNT)] = 1
    cutoff_15h: Cutoff = Cutoff.NONE

    @property
    def cutoff(self) -> Cutoff:
        """The cut-off that applies."""
        if self.unit is Unit.SAME_DAY and self.cutoff_15h is Cutoff.NONE:
            return Cutoff.RESULT_NEXT_DAY
        return self.cutoff_15h


_UNIT_WORDS = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.HOUR: "giờ",
    Unit.MONTH: "tháng",
}
_CUTOFF_WORDS = {
    Cutoff.NONE: "",
    Cutoff.RESULT_NEXT_DAY: "; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo",
    Cutoff.START_NEXT_DAY: "; nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo",
}


def amount_text(rule: DeadlineRule) -> str:
    """The length alone: "3 ngày làm việc", "1/2 ngày làm việc", "Trong ngày"."""
    if rule.unit is Unit.SAME_DAY:
        return "Trong ngày làm việc"
    if rule.unit is Unit.HALF_WORKING_DAY:
        whole, half = divmod(rule.amount, 2)
        number = " ".join(part for part in (str(whole or ""), "1/2" if half else "") if part)
        return f"{number} ngày làm việc"
    return f"{rule.amount} {_UNIT_WORDS[rule.unit]}"


def deadline_text(rule: DeadlineRule | None, no_limit: str = "") -> str:
    """The time limit as it stands on the receipt, with what 15:00 changes.

    ``no_limit`` are the words for a procedure whose limit stands elsewhere.
    """
    if rule is None:
        return no_limit or NO_LIMIT
    return amount_text(rule) + _CUTOFF_WORDS[rule.cutoff]
