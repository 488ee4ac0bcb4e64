"""Phiếu hẹn trả kết quả chứng thực: hour and day (NĐ 23/2015 Đ.21, 33, 37)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import Refusal
from app.processing.procedure_of import procedure_of
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    desk_of,
    signed_qr,
)
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "certification_appointment"
PLACES = Places(texts=COMMON | {"pages", "copies", "reason"}, rows=COMMON_ROWS)
"""``reason`` is written by hand: why it is not done on the day."""


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The appointment; a draft while the dossier has no code, since nothing is due before.

    Raises Refusal (``no_certification``) for a procedure that certifies nothing.
    """
    state = order.dossier
    shown = desk_of(desk, installation, state)
    texts = common_texts(desk, installation, order, shown)
    application = state.application
    assert application is not None  # common_texts has refused it
    procedure = procedure_of(state, desk.catalogue)
    if procedure is not None and not procedure.certification:
        raise Refusal(
            "no_certification",
            "Phiếu hẹn này chỉ dùng cho việc chứng thực.",
            field="form",
            advice="In giấy tiếp nhận (receipt).",
        )
    own = {"pages": f"{application.pages:02d}", "copies": f"{application.copies:02d}"}
    given = Values({**texts, **own}, component_values(desk, order, shown))
    made = own_paper(FORM, shown, order, given, happened=state.code is not None)
    qr = signed_qr(desk, installation, state.code or "", state.receipt_event)
    return replace(made, qr_text=qr)
