"""Dates as identity cards write them: ``ddMMyyyy``, with slashes, or a year alone."""

from __future__ import annotations

import re
from datetime import date

EARLIEST_YEAR = 1850
LATEST_YEAR = 2199
_SHAPES = (
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})\Z", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4})\Z", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\Z", re.ASCII),
    re.compile(r"(?:-{0,2}[/.\-]){0,2}(?P<y>\d{4})\Z", re.ASCII),
)


def read_card_date(text: str) -> tuple[str, str]:  # noqa: PLR0911 - one return a shape
    """Return (ISO date or ``YYYY``, empty where there is none; what is wrong, in Vietnamese)."""
    text = text.strip()
    if not text:
        return "", ""
    match = next((found for shape in _SHAPES if (found := shape.match(text))), None)
    if match is None:
        return "", f"không đọc được {text[:20]!r}"
    parts = match.groupdict()
    year, month, day = int(parts["y"]), int(parts.get("m") or 0), int(parts.get("d") or 0)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return "", f"năm {year} không hợp lý"
    if day == 0 and month == 0:
        return f"{year:04d}", ""
    if day == 0 and 1 <= month <= 12:
        return f"{year:04d}", f"chỉ có tháng {month} và năm, không có ngày"
    try:
        return date(year, month, day).isoformat(), ""
    except ValueError:
        return "", f"{text[:20]} không có trong lịch"
