"""The verb ``calendar``."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import calendar


def test_a_range_of_days() -> None:
    """Both ends are in it; a day off has its reason."""
    document = run(calendar, "2026-11-23", "2026-11-24")
    assert document["days"] == [
        {"date": "2026-11-23", "working": True, "reason": "", "provisional": False},
        {
            "date": "2026-11-24",
            "working": False,
            "reason": "Ngày Văn hóa Việt Nam",
            "provisional": False,
        },
    ]


def test_one_day_alone() -> None:
    """Without an end; a computed year says so."""
    assert run(calendar, "2027-11-24")["days"] == [
        {
            "date": "2027-11-24",
            "working": False,
            "reason": "Ngày Văn hóa Việt Nam",
            "provisional": True,
        }
    ]


def test_every_known_day_can_be_listed() -> None:
    """Ten years in one document."""
    days = run(calendar, "2019-01-01", "2028-12-31")["days"]
    assert isinstance(days, list)
    assert len(days) == 3_653


BAD = [
    (("today",), "from"),
    (("2026-11-24", "tomorrow"), "to"),
    (("2026-11-24", "2026-11-23"), "to"),
    (("2018-12-31",), "from"),
    (("2026-11-24", "2029-01-01"), "to"),
]


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """Unreadable, in the wrong order, or outside the calendar."""
    with pytest.raises(InvalidInput) as caught:
        run(calendar, *arguments)
    assert caught.value.field == field
