"""Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: Mẫu 02."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.processing_events import SupplementRequested
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    desk_of,
)
from printing.dossier_papers.happened import PHONE_BLANK, Happened, day_text, last_happened
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

FORM = "supplement"
PLACES = Places(
    texts=COMMON | {"reason", "until_day", "guide", "contact", "contact_phone"},
    rows={**COMMON_ROWS, "items": frozenset({"item"})},
)
"""``items``: what is asked for; ``guide`` who asked; ``until_day`` the last day after appraisal."""


def values(
    texts: Texts,
    rows: Mapping[str, Sequence[Texts]],
    asked: Happened[SupplementRequested] | None,
) -> Values:
    """The values of Mẫu 02 from the common ones and the request."""
    contact = {"contact": texts.get("ask_at", ""), "contact_phone": PHONE_BLANK}
    if asked is None:
        return Values({**texts, **contact}, {**rows, "items": []})
    own = {
        "reason": printable(asked.body.reason),
        "until_day": day_text(asked.body.until, blank=""),
        "guide": asked.officer,
    }
    items = [{"item": printable(item)} for item in asked.body.items]
    return Values({**texts, **contact, **own}, {**rows, "items": items})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The last request for a supplement; without one a draft to fill in by hand."""
    shown = desk_of(desk, installation, order.dossier)
    asked = last_happened(desk.store.events(order.dossier.id), SupplementRequested)
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        asked,
    )
    return own_paper(FORM, shown, order, given, happened=asked is not None)
