"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả: Mẫu 01; a draft while the dossier has no code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.dossier_papers.common_values import COMMON, COMMON_ROWS, desk_of, signed_qr
from printing.forms.receipt import as_paper
from printing.from_dossier import receipt_paper
from printing.layout.values import Places

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "receipt"
PLACES = Places(texts=COMMON, rows=COMMON_ROWS)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The receipt as it was first issued, whatever has moved the due date since."""
    state = order.dossier
    data = receipt_paper(
        state,
        desk=desk_of(desk, installation, state),
        issued=order.issued,
        nth=order.nth,
        mark="",
        number=order.number,
        book=f"{state.book.volume:02d}" if state.book else "",
        book_number=f"{state.book.number:02d}" if state.book else "",
        preview=order.preview,
        wording=desk.wording,
    )
    code = state.code or ""
    return replace(
        as_paper(data, FORM), qr_text=signed_qr(desk, installation, code, state.receipt_event)
    )
