"""Phiếu xác nhận thu: the desk's own word that it took money; never a biên lai (docs: NĐ 123/2020).

It has no mẫu số, no ký hiệu and no series; it names the number of the official receipt that was
recorded with the money, and says that it replaces none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.events import FeeCollected
from app.dossier.latest import bodies_of
from app.fees.in_words import USUAL_STYLE, WordStyle, amount_in_words
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.happened import last_happened
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "fee_confirmation"
PLACES = Places(
    texts=COMMON
    | {
        "payer",
        "payer_address",
        "amount",
        "in_words",
        "method",
        "several",
        "charged",
        "official",
        "collector",
    },
    rows={"payments": frozenset({"amount", "method", "payer"})},
)
_METHODS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản"}


def values(
    texts: Texts,
    payments: Sequence[FeeCollected],
    *,
    charged_dong: int,
    collector: str,
    wording: WordStyle = USUAL_STYLE,
) -> Values:
    """The values of the paper; ``charged_dong`` is what the dossier costs, ``wording`` the
    province's way to write amounts."""
    submitter = texts.get("submitter_name", "")
    rows = [
        {
            "amount": _figures(payment.amount),
            "method": _METHODS.get(payment.method, printable(payment.method)),
            "payer": printable(payment.payer) or submitter,
        }
        for payment in payments
    ]
    own = {"payer": submitter, "collector": collector}
    own["payer_address"] = texts.get("submitter_address", "")
    if rows:
        total = sum(payment.amount for payment in payments)
        numbers = [one.official.number for one in payments if one.official is not None]
        own |= {
            "payer": rows[-1]["payer"],
            "payer_address": own["payer_address"] if rows[-1]["payer"] == submitter else "",
            "amount": _figures(total),
            "in_words": amount_in_words(total, wording),
            "method": rows[0]["method"],
            "several": "1" if len(rows) > 1 else "",
            "charged": f"{_figures(charged_dong)} đồng" if charged_dong else "",
            "official": printable(", ".join(numbers)),
        }
    return Values({**texts, **own}, {"payments": rows})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """Of all money that was taken for the dossier; a draft while there was none."""
    shown = desk_of(desk, installation, order.dossier)
    events = desk.store.events(order.dossier.id)
    last = last_happened(events, FeeCollected)
    given = values(
        common_texts(desk, installation, order, shown),
        bodies_of(events, FeeCollected),
        charged_dong=order.dossier.fee_total,
        collector=shown.officer if last is None else last.officer,
        wording=desk.wording,
    )
    return own_paper(FORM, shown, order, given, happened=last is not None)


def _figures(dong: int) -> str:
    return f"{dong:,}".replace(",", ".")
