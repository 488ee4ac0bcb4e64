"""Phiếu từ chối tiếp nhận giải quyết hồ sơ: Mẫu 03, at the desk or after appraisal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.desk_events import Refused
from app.dossier.processing_events import Resolved
from app.dossier.refusal_words import refusal_words
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    desk_of,
)
from printing.dossier_papers.happened import last_happened
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from app.store.records import StoredEvent
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "refusal"
PLACES = Places(texts=COMMON | {"reason", "refuser"}, rows=COMMON_ROWS)
_REFUSED_RESULT = "refused"


def values(
    texts: Texts, rows: Mapping[str, Sequence[Texts]], reason: str, refuser: str = ""
) -> Values:
    """The values of Mẫu 03; ``refuser`` is who recorded it, else who received the dossier."""
    own = {"reason": printable(reason), "refuser": refuser or texts.get("officer", "")}
    return Values({**texts, **own}, rows)


def refused_because(dossier: Dossier, events: Sequence[StoredEvent]) -> tuple[str, str] | None:
    """The reason and who recorded it: refused at the desk (Đ.16), or after appraisal (Đ.19.3).

    A number outlives a refusal at the desk that another copy of the dossier has recorded.
    """
    refused = last_happened(events, Refused)
    if refused is not None and dossier.code is None:
        return refusal_words(refused.body), refused.officer
    resolved = last_happened(events, Resolved)
    if resolved is not None and resolved.body.outcome == _REFUSED_RESULT:
        return resolved.body.note, resolved.officer
    return None


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The refusal; without one a draft to fill in by hand."""
    shown = desk_of(desk, installation, order.dossier)
    refused = refused_because(order.dossier, desk.store.events(order.dossier.id))
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        *(refused or ("",)),
    )
    return own_paper(FORM, shown, order, given, happened=refused is not None)
