"""Dates and times as official papers write them (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from datetime import date, datetime


def official_day(at: date) -> str:
    """As in ``ngày 03 tháng 02 năm 2026``: a zero before days below 10 and months 1 and 2 only."""
    month = f"{at.month:02d}" if at.month < 3 else str(at.month)
    return f"ngày {at.day:02d} tháng {month} năm {at.year}"


def official_moment(at: datetime) -> str:
    """As in ``08 giờ 05 phút, ngày 03 tháng 02 năm 2026``."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút, {official_day(at)}"
