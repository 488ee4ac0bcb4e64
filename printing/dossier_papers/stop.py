"""Thông báo dừng giải quyết hồ sơ: Mẫu 05 (NĐ 118/2025 Đ.21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.processing_events import Stopped
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    desk_of,
)
from printing.dossier_papers.happened import (
    Happened,
    as_beginning,
    day_text,
    last_happened,
    moment_text,
)
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "stop"
PLACES = Places(
    texts=COMMON
    | {"stop_day_begins", "stopped_at", "reason", "collected", "stopper", "returned_papers"},
    rows=COMMON_ROWS,
)
"""``stopper`` is who recorded it; ``collected`` what was paid until then. ``returned_papers`` is
written by hand: which papers and fees go back is the field's own law."""


def values(
    texts: Texts,
    rows: Mapping[str, Sequence[Texts]],
    stopped: Happened[Stopped] | None,
    collected_dong: int = 0,
) -> Values:
    """The values of Mẫu 05 from the common ones and the stop."""
    at = "" if stopped is None else stopped.body.at
    own = {
        "stop_day_begins": as_beginning(day_text(at)),
        "stopped_at": moment_text(at),
        "reason": "" if stopped is None else printable(stopped.body.reason),
        "stopper": "" if stopped is None else stopped.officer,
        "returned_papers": "",
        "collected": f"đã thu {collected_dong:,} đồng".replace(",", ".") if collected_dong else "",
    }
    return Values({**texts, **own}, rows)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The stop that the citizen asked for; without one a draft to fill in by hand."""
    shown = desk_of(desk, installation, order.dossier)
    stopped = last_happened(desk.store.events(order.dossier.id), Stopped)
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        stopped,
        order.dossier.collected,
    )
    return own_paper(FORM, shown, order, given, happened=stopped is not None)
