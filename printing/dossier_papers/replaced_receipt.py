"""Phiếu xác nhận thay thế giấy tiếp nhận: another procedure, a lost one, a slip without number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.clock.time import from_iso
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of, signed_qr
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.official_date import official_day
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.dossier.state import Dossier, ReplacedReceipt
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.order import Order

FORM = "replaced_receipt"
PLACES = Places(texts=COMMON | {"old_paper", "reason"})
"""``reason`` is "" where it is written by hand: that a receipt was lost stands in no event."""
_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_WAITED = "Đã có mã hồ sơ thay cho số tham chiếu của quầy"


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """What the receipt of the dossier replaces; a draft while the dossier has no code."""
    state = order.dossier
    shown = desk_of(desk, installation, state)
    texts = common_texts(desk, installation, order, shown)
    old_paper, reason = replaced(state)
    given = Values({**texts, "old_paper": old_paper, "reason": reason})
    made = own_paper(FORM, shown, order, given, happened=state.code is not None)
    qr = signed_qr(desk, installation, state.code or "", state.receipt_event)
    return replace(made, qr_text=qr)


def replaced(state: Dossier) -> tuple[str, str]:
    """The paper that the citizen holds, and why it is replaced; "" where nothing is known.

    It is the receipt that an event has replaced (docs/adr/0030); else the desk's slip where one was
    printed and the dossier has its code since.
    """
    if state.replaced:
        return _old_receipt(state.replaced[-1])
    slip, receipt = state.first_printed.get("unnumbered"), state.first_printed.get("receipt")
    if slip is not None and state.code is not None:
        day = official_day(from_iso(slip))
        return f"Phiếu tiếp nhận số tham chiếu {state.reference}, {day}", _WAITED
    if receipt is not None:
        return f"{_RECEIPT}, {official_day(from_iso(receipt))}", ""
    return "", ""


def _old_receipt(old: ReplacedReceipt) -> tuple[str, str]:
    number = f" số {old.number}" if old.number else ""
    day = f", {official_day(from_iso(old.printed_at))}" if old.printed_at else ""
    return printable(f"{_RECEIPT}{number}{day}"), printable(f"Đổi thủ tục: {old.reason}")
