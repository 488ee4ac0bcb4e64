"""Giấy tiếp nhận kèm danh sách: several dossiers of one person, each under its own code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.listed import LISTED, listed
from printing.dossier_papers.one_visit import one_visit
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.official_date import official_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "group_receipt"
PLACES = Places(texts=COMMON | {"count", "received_from", "due_of_each"}, rows={"dossiers": LISTED})


def values(texts: Texts, dossiers: Sequence[Texts], received_at: str) -> Values:
    """The values of the paper from the common ones and its dossiers; ``received_at`` is when the
    first of them was received."""
    same = {row["due"] for row in dossiers}
    own = {
        "count": f"{len(dossiers):02d}",
        "received_from": received_at,
        "due_of_each": texts.get("due_at", "") if len(same) == 1 else "theo danh sách kèm theo",
    }
    return Values({**texts, **own}, {"dossiers": dossiers})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The receipt of all dossiers of the visit; a draft while this one has no code."""
    shown = desk_of(desk, installation, order.dossier)
    texts = common_texts(desk, installation, order, shown)
    states = one_visit(desk, order.dossier, order.issued)
    first = states[0] if states else order.dossier
    given = values(
        texts,
        listed(desk, installation, states),
        official_moment(from_iso(first.received_at)),
    )
    made = own_paper(FORM, shown, order, given, happened=order.dossier.code is not None)
    return replace(made, code="")  # each dossier has its own in the list
