"""Giấy bàn giao hồ sơ: what went to a resolving unit together (NĐ 118/2025 Đ.18.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.dossier.desk_events import HandedOver
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.happened import Happened, last_happened, moment_text
from printing.dossier_papers.listed import LISTED, listed
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "handover"
PLACES = Places(
    texts=COMMON | {"to", "count", "handed_at", "giver", "receiver"}, rows={"dossiers": LISTED}
)


def values(texts: Texts, dossiers: Sequence[Texts], handed: Happened[HandedOver] | None) -> Values:
    """The values of the list; without its event dots stand for who, when and to whom."""
    own = {"count": f"{len(dossiers):02d}", "to": texts.get("resolver", "")}
    if handed is not None:
        own |= {
            "to": printable(handed.body.to),
            "handed_at": moment_text(handed.body.at, blank=""),
            "giver": handed.officer,
            "receiver": printable(handed.body.received_by),
        }
        note = printable(handed.body.note)
        dossiers = [{**row, "note": note} for row in dossiers]
    return Values({**texts, **own}, {"dossiers": dossiers})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The list that the dossier went with; a draft of it alone before it was handed over."""
    shown = desk_of(desk, installation, order.dossier)
    handed = last_happened(desk.store.events(order.dossier.id), HandedOver)
    given = values(
        common_texts(desk, installation, order, shown),
        listed(desk, installation, _together(desk, order.dossier, handed)),
        handed,
    )
    made = own_paper(FORM, shown, order, given, happened=handed is not None)
    return replace(made, code="")


def _together(desk: Desk, dossier: Dossier, handed: Happened[HandedOver] | None) -> list[Dossier]:
    if handed is None:
        return [dossier]
    states = [desk.store.dossier(one) for one in desk.store.handed_over_with(handed.body)]
    known = [state for state in states if state is not None and state.application is not None]
    return known or [dossier]
