"""Whether the desk's clock can be trusted with the day in a number (docs/adr/0004). Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.errors import Refusal

BEHIND_TOLERANCE = timedelta(minutes=5)
"""Clocks are set by the network in small steps; that asks nobody anything."""

AHEAD_LIMIT = timedelta(hours=24)


def check_clock(
    now: datetime,
    *,
    last_event: datetime | None,
    central: datetime | None,
    confirmed: datetime | None,
) -> None:
    """Refuse to number by a clock behind the last event or far ahead of the last central time.

    ``confirmed`` is when an officer last confirmed the day; it counts for that day from then on.
    Raises Refusal (``clock_unsure``).
    """
    if confirmed is not None and confirmed.date() == now.date() and confirmed <= now:
        return
    if last_event is not None and now < last_event - BEHIND_TOLERANCE:
        raise _unsure(now, f"chậm hơn lần ghi gần nhất ({last_event:%H:%M %d/%m/%Y})")
    if central is not None and now > central + AHEAD_LIMIT:
        raise _unsure(now, f"nhanh hơn 24 giờ so với hệ thống trung tâm ({central:%d/%m/%Y})")


def _unsure(now: datetime, why: str) -> Refusal:
    return Refusal(
        "clock_unsure",
        f"Đồng hồ máy chỉ {now:%H:%M ngày %d/%m/%Y}, {why}.",
        advice="Chỉnh lại đồng hồ; nếu ngày giờ này đúng thì xác nhận rồi làm tiếp (dòng lệnh: nêu"
        " thời gian bằng --as-of).",
    )
