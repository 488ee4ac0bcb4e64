"""``print book | register | stickers | separator``."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import InvalidInput
from ui.commands.print_many import period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("2026-11-01..2026-11-15", date(2026, 11, 1), date(2026, 11, 15)),
        ("2025..2026", date(2025, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_year_a_month_a_day_or_from_to(text: str, first: date, last: date) -> None:
    """Both ends count."""
    assert period(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "..", "2026-13", "2026-02-30", "26", "2026..", "2026..2025", "0000", "٢٠٢٦"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """A clear error, and no book of a wrong time."""
    with pytest.raises(InvalidInput, match="bad_period"):
        period(text)
