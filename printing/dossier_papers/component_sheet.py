"""Tờ phân cách thành phần: a sheet for each component, which a scanner knows its pages by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pages.separator_code import component_text
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "component_sheet"
_ROW = frozenset({"sheet_code", "ordinal", "component"})
PLACES = Places(texts=COMMON | _ROW, rows={"components": _ROW})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """A page for each component of the dossier, under its code or the desk's own reference."""
    shown = desk_of(desk, installation, order.dossier)
    texts = common_texts(desk, installation, order, shown)
    texts["code"] = texts["code"] or texts["reference"]
    assert order.dossier.application is not None  # common_texts has refused it
    rows = [
        {
            "sheet_code": component_text(texts["code"], number),
            "ordinal": str(number),
            "component": printable(given.name),
        }
        for number, given in enumerate(order.dossier.application.components, start=1)
    ]
    return own_paper(FORM, shown, order, Values(texts, {"components": rows}), happened=True)
