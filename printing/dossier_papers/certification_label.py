"""The label with the words of the certification stamp: one for each copy that was certified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.dossier.desk_events import Certified
from printing.dossier_papers.certification_values import (
    CERTIFIED,
    certified_texts,
    label_texts,
)
from printing.dossier_papers.common_values import desk_of
from printing.dossier_papers.happened import last_happened
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "certification_label"
PLACES = Places(texts=frozenset(), rows={"labels": CERTIFIED})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The labels of the last time that papers were certified; blank drafts before that."""
    shown = desk_of(desk, installation, order.dossier)
    certified = last_happened(desk.store.events(order.dossier.id), Certified)
    rows = certified_texts(order.dossier, certified.body if certified is not None else None)
    given = Values({}, {"labels": label_texts(rows)})
    made = own_paper(FORM, shown, order, given, happened=certified is not None)
    return replace(made, nth=1)
