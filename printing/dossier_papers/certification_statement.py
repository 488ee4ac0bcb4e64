"""Lời chứng: one page for each certified paper (TT 01/2020/TT-BTP, NĐ 280/2025/NĐ-CP)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.dossier.desk_events import Certified
from printing.dossier_papers.certification_values import (
    CERTIFIED,
    certified_texts,
)
from printing.dossier_papers.common_values import desk_of
from printing.dossier_papers.happened import last_happened
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order
    from printing.papers import DeskOnPaper

FORM = "certification_statement"
PLACES = Places(texts=frozenset({"receiver", "at_office", "by_hand"}), rows={"papers": CERTIFIED})
"""``receiver`` is who took the dossier in; ``at_office`` where it was certified."""


def values(rows: Sequence[Texts], *, receiver: str, at_office: str) -> Values:
    """The values of the statements, one for each row."""
    return Values({"receiver": receiver, "at_office": at_office, "by_hand": ""}, {"papers": rows})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The statements of the last time that papers were certified; blank drafts before that.

    They are part of the certified paper, so none is marked as a reprint.
    """
    shown = desk_of(desk, installation, order.dossier)
    certified = last_happened(desk.store.events(order.dossier.id), Certified)
    rows = certified_texts(order.dossier, certified.body if certified is not None else None)
    given = values(rows, receiver=shown.officer, at_office=office_of(shown))
    made = own_paper(FORM, shown, order, given, happened=certified is not None)
    return replace(made, nth=1)


def office_of(shown: DeskOnPaper) -> str:
    """The committee as it is written in running text: ``Ủy ban nhân dân xã Đông Sơn``."""
    first, *rest = shown.superior
    commune = shown.unit.partition(" (")[0]
    return f"{first.capitalize()} {commune}" if rest else commune
