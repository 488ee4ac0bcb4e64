"""Phiếu kiểm soát quá trình giải quyết hồ sơ: Mẫu 06 (Mẫu 05 until 14/9/2025)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.desk_events import HandedOver
from app.dossier.latest import latest_body
from app.dossier.processing_events import Suspended
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    desk_of,
)
from printing.dossier_papers.happened import Happened, last_happened, moment_text
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.reception.desk import Desk
    from app.store.installation import Installation
    from app.store.records import StoredEvent
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "control"
PLACES = Places(
    texts=COMMON | {"partners"},
    rows={
        **COMMON_ROWS,
        "handovers": frozenset({"from", "to", "at", "giver", "taker", "result", "note"}),
        "long_notes": frozenset({"mark", "note"}),
    },
)
"""``handovers``: the known ones, the desk's own first; ``partners`` who was asked to verify.

``result`` stays empty: who receives writes it in (note on the form). ``long_notes`` are the remarks
that the narrow column does not hold, under the "mark" that stands there."""
DESK_NAME = "Bộ phận TN&TKQ"
LONGEST_NOTE = 80
"""Letters of a remark in its column."""


def values(
    texts: Texts,
    rows: Mapping[str, Sequence[Texts]],
    given: Sequence[Happened[HandedOver]],
    partners: Sequence[str] = (),
) -> Values:
    """The values of the control slip; the desk gives first, whether it has yet or not."""
    handovers: list[dict[str, str]] = []
    long_notes: list[dict[str, str]] = []
    for one in given:
        note = printable(one.body.note)
        if len(note) > LONGEST_NOTE:
            mark = f"({len(long_notes) + 1})"
            long_notes.append({"mark": mark, "note": note})
            note = mark
        handovers.append(_handover(one, note))
    named = list(dict.fromkeys(printable(partner) for partner in partners if partner.strip()))
    return Values(
        {**texts, "partners": "; ".join(named)},
        {
            **rows,
            "handovers": handovers or [{"from": DESK_NAME}],
            "long_notes": long_notes,
        },
    )


def _handover(given: Happened[HandedOver], note: str) -> dict[str, str]:
    return {
        "from": DESK_NAME,
        "to": printable(given.body.to),
        "at": moment_text(given.body.at, blank=""),
        "giver": given.officer,
        "taker": printable(given.body.received_by),
        "result": "",
        "note": note,
    }


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The slip that goes with the dossier; a draft while it has no code."""
    shown = desk_of(desk, installation, order.dossier)
    events = desk.store.events(order.dossier.id)
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        [one for stored in events if (one := last_happened([stored], HandedOver)) is not None],
        _partners(events),
    )
    return own_paper(FORM, shown, order, given, happened=order.dossier.code is not None)


def _partners(events: Sequence[StoredEvent]) -> list[str]:
    asked = (latest_body([stored], Suspended) for stored in events)
    return [body.agency for body in asked if body is not None]
