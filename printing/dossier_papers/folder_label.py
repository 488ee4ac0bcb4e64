"""Nhãn hồ sơ: the code to scan, whose it is, what for, until when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "folder_label"
PLACES = Places(texts=COMMON)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The label; under the desk's own reference while the dossier has no code."""
    shown = desk_of(desk, installation, order.dossier)
    texts = common_texts(desk, installation, order, shown)
    texts["code"] = texts["code"] or texts["reference"]
    label = own_paper(FORM, shown, order, Values(texts), happened=True)
    return replace(label, nth=1)  # a label promises nothing: another one is as good
