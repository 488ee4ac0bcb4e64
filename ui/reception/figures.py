"""Times and amounts in figures, as the window writes them."""

from __future__ import annotations

from datetime import datetime

from ui.wording.day_words import DayWords


def moment_in_figures(at: datetime) -> str:
    """``08:30 thứ Hai 23/11/2026``."""
    return f"{at:%H:%M} {day_in_figures(at)}"


def day_in_figures(at: datetime) -> str:
    """``thứ Hai 23/11/2026``."""
    return f"{DayWords().weekday(at.date())} {at:%d/%m/%Y}"


def dong(amount: int) -> str:
    """``18.000 đ``."""
    return f"{amount:,}".replace(",", ".") + " đ"
