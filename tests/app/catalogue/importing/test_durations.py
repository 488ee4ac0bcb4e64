"""Time limits and amounts of other systems: read where certain, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.importing.durations import read_dong, read_limit, read_limit_text
from app.deadlines.rule import DeadlineRule, Unit


@pytest.mark.parametrize(
    ("amount", "unit", "rule"),
    [
        ("3", "Ngày làm việc", DeadlineRule(Unit.WORKING_DAY, 3)),
        ("03", "ngày làm việc", DeadlineRule(Unit.WORKING_DAY, 3)),
        ("3.0", "WORKING_DAY", DeadlineRule(Unit.WORKING_DAY, 3)),
        ("10", "DAY", DeadlineRule(Unit.CALENDAR_DAY, 10)),
        ("24", "Giờ", DeadlineRule(Unit.HOUR, 24)),
        ("8", "giờ làm việc", DeadlineRule(Unit.WORKING_HOUR, 8)),
        ("2", "tháng", DeadlineRule(Unit.MONTH, 2)),
        ("0,5", "Ngày làm việc", DeadlineRule(Unit.HALF_WORKING_DAY, 1)),
        ("1/2", "ngày làm việc", DeadlineRule(Unit.HALF_WORKING_DAY, 1)),
        ("1.5", "ngày làm việc", DeadlineRule(Unit.HALF_WORKING_DAY, 3)),
        ("Ngay trong ngày", "", DeadlineRule(Unit.SAME_DAY)),
        ("", "Trong ngày làm việc", DeadlineRule(Unit.SAME_DAY)),
        ("", "", None),
        ("0", "ngày", None),
        ("-3", "ngày", None),
        ("3", "quả dưa", None),
        ("0.5", "ngày", None),
        ("3.3", "ngày làm việc", None),
        ("99999", "ngày", None),
        ("³", "ngày", None),
    ],
)
def test_an_amount_with_its_unit(amount: str, unit: str, rule: DeadlineRule | None) -> None:
    """Halves are known for working days only; what is no limit is none."""
    assert read_limit(amount, unit) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "03 (ba) ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
            DeadlineRule(Unit.WORKING_DAY, 3),
        ),
        ("Không quá 15 ngày", DeadlineRule(Unit.CALENDAR_DAY, 15)),
        ("20 NGÀY LÀM VIỆC", DeadlineRule(Unit.WORKING_DAY, 20)),
        (
            "Ngay trong ngày; nhận sau 15 giờ thì trả vào ngày tiếp theo",
            DeadlineRule(Unit.SAME_DAY),
        ),
        ("10 ngày làm việc, trường hợp xác minh 15 ngày làm việc", None),
        ("17 ngày làm việc + 3 ngày làm việc", None),
        ("theo kế hoạch", None),
        ("1.000 ngày", None),
        ("2/3 ngày làm việc", None),
    ],
)
def test_one_limit_in_a_text(text: str, rule: DeadlineRule | None) -> None:
    """A text that names two limits is not one limit."""
    assert read_limit_text(text) == rule


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("8000", 8000),
        ("8.000", 8000),
        ("8,000 đ", 8000),
        ("1.500.000 đồng", 1_500_000),
        ("50000.00", 50000),
        ("0", 0),
        ("2.000/trang", None),
        ("20.000 hoặc 10.000", None),
        ("miễn phí", None),
        ("", None),
        ("99999999999", None),
    ],
)
def test_an_amount_of_money(text: str, dong: int | None) -> None:
    """Whole đồng with either sign of thousands; two amounts are none."""
    assert read_dong(text) == dong


@given(st.text(max_size=300), st.text(max_size=60))
def test_nothing_raises(amount: str, unit: str) -> None:
    """What people wrote is read or left."""
    read_limit(amount, unit)
    read_dong(amount)
