"""How a time limit reads on the receipt."""

from __future__ import annotations

import pytest

from app.deadlines.rule import Cutoff, DeadlineRule, Unit, deadline_text

TEXTS = [
    (DeadlineRule(unit=Unit.WORKING_DAY, amount=3), "3 ngày làm việc"),
    (DeadlineRule(unit=Unit.CALENDAR_DAY, amount=30), "30 ngày"),
    (DeadlineRule(unit=Unit.WORKING_HOUR, amount=8), "8 giờ làm việc"),
    (DeadlineRule(unit=Unit.HOUR, amount=24), "24 giờ"),
    (DeadlineRule(unit=Unit.MONTH, amount=2), "2 tháng"),
    (DeadlineRule(unit=Unit.HALF_WORKING_DAY, amount=1), "1/2 ngày làm việc"),
    (DeadlineRule(unit=Unit.HALF_WORKING_DAY, amount=2), "1 ngày làm việc"),
    (DeadlineRule(unit=Unit.HALF_WORKING_DAY, amount=3), "1 1/2 ngày làm việc"),
    (
        DeadlineRule(unit=Unit.SAME_DAY),
        "Trong ngày làm việc; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo",
    ),
    (
        DeadlineRule(unit=Unit.WORKING_DAY, amount=3, cutoff_15h=Cutoff.START_NEXT_DAY),
        "3 ngày làm việc; nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo",
    ),
    (None, "Không quy định thời hạn"),
]


@pytest.mark.parametrize(("rule", "text"), TEXTS)
def test_a_limit_reads_as_the_law_says_it(rule: DeadlineRule | None, text: str) -> None:
    """The words of each unit and of what 15:00 changes."""
    assert deadline_text(rule) == text


def test_same_day_implies_the_result_the_next_day() -> None:
    """``same_day`` without a cut-off has ``result_next_day``; a stricter one stays."""
    assert DeadlineRule(unit=Unit.SAME_DAY).cutoff is Cutoff.RESULT_NEXT_DAY
    given = DeadlineRule(unit=Unit.SAME_DAY, cutoff_15h=Cutoff.START_NEXT_DAY)
    assert given.cutoff is Cutoff.START_NEXT_DAY
    assert DeadlineRule(unit=Unit.HOUR).cutoff is Cutoff.NONE
