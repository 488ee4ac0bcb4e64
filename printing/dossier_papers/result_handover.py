"""Phiếu bàn giao kết quả: the results that a resolving unit brings to the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.dossier.latest import latest_body
from app.dossier.processing_events import Resolved
from app.dossier.state import Stage
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.listed import LISTED, listed
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "result_handover"
PLACES = Places(texts=COMMON | {"handed_at", "receiver"}, rows={"dossiers": LISTED})
"""``handed_at`` is written by hand: no event tells when results change hands."""
_DAY = len("2026-11-23")


def values(texts: Texts, dossiers: Sequence[Texts], receiver: str) -> Values:
    """The values of the list; ``receiver`` is the desk's officer who takes the results."""
    return Values({**texts, "receiver": receiver}, {"dossiers": dossiers})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """All results of the same unit and day as the dossier's that wait at the desk; a draft with no
    lines while the dossier has no result."""
    shown = desk_of(desk, installation, order.dossier)
    states = _results(desk, order.dossier)
    given = values(
        common_texts(desk, installation, order, shown),
        listed(desk, installation, states),
        desk.officer,
    )
    return replace(own_paper(FORM, shown, order, given, happened=bool(states)), code="")


def _results(desk: Desk, dossier: Dossier) -> list[Dossier]:
    assert dossier.application is not None  # common_texts has refused it
    day = _resolved_on(desk, dossier)
    if not day:
        return []
    waiting = desk.store.with_result(dossier.application.resolver)
    found = [one for one in waiting if _resolved_on(desk, one) == day]
    if dossier.stage is not Stage.RESOLVED:
        found.append(dossier)  # given back meanwhile
    return found


def _resolved_on(desk: Desk, dossier: Dossier) -> str:
    resolved = latest_body(desk.store.events(dossier.id), Resolved)
    return "" if resolved is None else resolved.at[:_DAY]
