"""Whom a declaration is addressed to, and where it is signed: from the desk's own commune."""

from __future__ import annotations

import re
from datetime import datetime

from printing.official_date import official_day
from printing.papers import DeskOnPaper

ADDRESSEE = frozenset({"committee", "chairman", "police", "commune", "centre", "signed_at"})
BLANK_PLACE = "…………………………"
BLANK_DAY = "ngày …… tháng …… năm ………"
_COMMUNE = re.compile(r"(?:xã|phường|đặc khu|thị trấn) .+", re.IGNORECASE)


def addressee_texts(
    desk: DeskOnPaper | None, commune: str, on: datetime, *, signed_now: bool
) -> dict[str, str]:
    """The texts named in ``ADDRESSEE``; "" where the desk is not enrolled or no commune's.

    ``commune`` is "xã Đông Sơn". ``signed_now``: the citizen stands here; else place and day are
    left to be written by hand.
    """
    known = desk is not None and _COMMUNE.fullmatch(commune) is not None
    place = desk.place if desk is not None and signed_now else BLANK_PLACE
    day = official_day(on) if signed_now else BLANK_DAY
    return {
        "committee": f"Ủy ban nhân dân {commune}" if known else "",
        "chairman": f"Chủ tịch Ủy ban nhân dân {commune}" if known else "",
        "police": f"Công an {commune}" if known else "",
        "commune": f"– {commune}" if known else "",
        "centre": desk.centre if desk is not None else "",
        "signed_at": f"{place}, {day}",
    }
