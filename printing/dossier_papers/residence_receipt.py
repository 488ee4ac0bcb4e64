"""Phiếu tiếp nhận hồ sơ và hẹn trả kết quả (CT04): ``print receipt`` of a residence procedure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.dossier.application import ReturnBy
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    police_name,
    signed_qr,
)
from printing.dossier_papers.own_paper import own_paper
from printing.dossier_papers.residence_desk import residence_desk
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.dossier.application import Application
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "residence_receipt"
PLACES = Places(
    texts=COMMON | {"police", "on_paper", "electronic", "by_sms", "paper_at"}, rows=COMMON_ROWS
)
"""``on_paper``, ``electronic``, ``by_sms`` tick how the result comes; ``paper_at`` is where to."""


def values(
    texts: Texts, rows: Mapping[str, Sequence[Texts]], application: Application | None, police: str
) -> Values:
    """The values of CT04 from the common ones."""
    electronic = application is not None and application.return_by is ReturnBy.ELECTRONIC
    own = {
        "police": police,
        "on_paper": "" if electronic or application is None else "1",
        "electronic": "1" if electronic else "",
        "by_sms": "",  # nobody asks for it at the desk yet
        "paper_at": "" if electronic else texts.get("return_at", ""),
    }
    return Values({**texts, **own}, rows)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The receipt; a draft without barcode or QR while the dossier has no code."""
    state = order.dossier
    shown = residence_desk(desk, installation, state)
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        state.application,
        police_name(installation),
    )
    code = state.code or ""
    return replace(
        own_paper(FORM, shown, order, given, happened=bool(code)),
        code=code,
        qr_text=signed_qr(desk, installation, code, state.receipt_event),
    )
