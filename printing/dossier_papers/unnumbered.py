"""Phiếu tiếp nhận – chờ cấp mã hồ sơ: under the desk's own reference (docs/adr/0009)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from app.deadlines.due import due_at
from app.errors import InvalidInput, Refusal
from printing.dossier_papers.common_values import desk_of, signed_qr
from printing.forms.receipt_values import SLIP_PLACES
from printing.forms.unnumbered_slip import FORM, as_paper
from printing.from_dossier import unnumbered_slip

if TYPE_CHECKING:
    from datetime import date

    from app.catalogue.procedure import Procedure
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

__all__ = ["FORM", "PLACES", "paper"]

PLACES = SLIP_PLACES


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The slip; Refusal (``numbered``) where the dossier has its code already."""
    state = order.dossier
    if state.code is not None:
        raise Refusal(
            "numbered",
            f"Hồ sơ đã có mã {state.code}.",
            field="form",
            advice="In giấy tiếp nhận (receipt).",
        )
    assert state.application is not None
    received = from_iso(state.received_at)
    procedure = _procedure(desk, state.application.procedure, received.date())
    data = unnumbered_slip(
        state,
        desk=desk_of(desk, installation, state),
        issued=order.issued,
        nth=order.nth,
        mark="",
        procedure_name=procedure.name if procedure else "",
        due=due_at(received, procedure.deadline, desk.calendar) if procedure else None,
        preview=order.preview,
    )
    qr = signed_qr(desk, installation, state.reference, state.opened_event)
    return replace(as_paper(data), qr_text=qr)


def _procedure(desk: Desk, code: str, on: date) -> Procedure | None:
    """None where this desk's law does not have it: opened elsewhere, under another one."""
    try:
        return desk.catalogue.procedure(code, on)
    except InvalidInput:
        return None
