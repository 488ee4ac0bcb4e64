"""Phiếu hướng dẫn bổ sung, hoàn thiện hồ sơ (CT05): ``supplement`` of residence procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.processing_events import SupplementRequested
from printing.dossier_papers import supplement
from printing.dossier_papers.common_values import common_texts, component_values, police_name
from printing.dossier_papers.happened import last_happened
from printing.dossier_papers.own_paper import own_paper
from printing.dossier_papers.residence_desk import residence_desk
from printing.layout.values import Places

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "residence_supplement"
PLACES = Places(texts=supplement.PLACES.texts | {"police"}, rows=supplement.PLACES.rows)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The last request for a supplement; without one a draft to fill in by hand."""
    shown = residence_desk(desk, installation, order.dossier)
    asked = last_happened(desk.store.events(order.dossier.id), SupplementRequested)
    given = supplement.values(
        {**common_texts(desk, installation, order, shown), "police": police_name(installation)},
        component_values(desk, order, shown),
        asked,
    )
    return own_paper(FORM, shown, order, given, happened=asked is not None)
