"""Phiếu xin lỗi và thông báo đổi mã hồ sơ: a dossier that bears another code than was printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.dossier_papers.common_values import COMMON, common_texts, desk_of, signed_qr
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "renumbering"
PLACES = Places(texts=COMMON | {"old_code", "reason"})


def values(texts: Texts, *, old_code: str = "", reason: str = "") -> Values:
    """The values of the slip; dots where the old code or the reason is written by hand."""
    return Values({**texts, "old_code": printable(old_code), "reason": printable(reason)})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """With dots for the old code, since the desk never changes a code by itself: a person decides
    which of two dossiers gets another one. A draft while the dossier has no code."""
    state = order.dossier
    shown = desk_of(desk, installation, state)
    given = values(common_texts(desk, installation, order, shown))
    made = own_paper(FORM, shown, order, given, happened=state.code is not None)
    qr = signed_qr(desk, installation, state.code or "", state.receipt_event)
    return replace(made, qr_text=qr)
