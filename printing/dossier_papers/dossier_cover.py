"""Bìa hồ sơ: whose papers these are, what is inside, when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.dossier_papers.common_values import (
    COMMON,
    common_texts,
    component_values,
    desk_of,
)
from printing.dossier_papers.own_paper import own_paper
from printing.dossier_papers.receipt_roll import how_given
from printing.forms.receipt_values import COMPONENTS
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "dossier_cover"
PLACES = Places(texts=COMMON, rows={"components": COMPONENTS["components"] | {"how"}})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The cover; under the desk's own reference while the dossier has no code."""
    shown = desk_of(desk, installation, order.dossier)
    texts = common_texts(desk, installation, order, shown)
    texts["code"] = texts["code"] or texts["reference"]
    rows = component_values(desk, order, shown)["components"]
    told = [{**row, "how": how_given(row).strip("()")} for row in rows]
    return own_paper(FORM, shown, order, Values(texts, {"components": told}), happened=True)
