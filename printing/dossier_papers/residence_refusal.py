"""Phiếu từ chối tiếp nhận, giải quyết hồ sơ (CT06): ``print refusal`` in residence procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.dossier_papers import refusal
from printing.dossier_papers.common_values import common_texts, component_values, police_name
from printing.dossier_papers.own_paper import own_paper
from printing.dossier_papers.residence_desk import residence_desk
from printing.layout.values import Places

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "residence_refusal"
PLACES = Places(texts=refusal.PLACES.texts | {"police"}, rows=refusal.PLACES.rows)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The refusal; without one a draft to fill in by hand."""
    shown = residence_desk(desk, installation, order.dossier)
    refused = refusal.refused_because(order.dossier, desk.store.events(order.dossier.id))
    given = refusal.values(
        {**common_texts(desk, installation, order, shown), "police": police_name(installation)},
        component_values(desk, order, shown),
        *(refused or ("",)),
    )
    return own_paper(FORM, shown, order, given, happened=refused is not None)
