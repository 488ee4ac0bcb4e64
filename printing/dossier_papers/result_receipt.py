"""Giấy biên nhận trả kết quả: what the citizen signs who collects (NĐ 118/2025 Đ.22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.desk_events import AUTHORISED, KIN, SELF, ResultReturned
from printing.dossier_papers.common_values import COMMON, common_texts, desk_of
from printing.dossier_papers.happened import Happened, last_happened, moment_text
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "result_receipt"
PLACES = Places(
    texts=COMMON
    | {
        "giver", "giver_phone", "receiver", "receiver_id", "receiver_phone", "is_self", "is_kin",
        "is_authorised", "document", "returned_at", "method", "receipt_lost", "originals",
    },
    rows={"results": frozenset({"name", "number", "summary", "copies"})},
)  # fmt: skip
_METHODS = {
    "desk": "Trực tiếp tại quầy",
    "post": "Dịch vụ bưu chính công ích",
    "electronic": "Bản điện tử",
}
_RELATIONS = {SELF: "is_self", KIN: "is_kin", AUTHORISED: "is_authorised"}


def values(texts: Texts, returned: Happened[ResultReturned] | None) -> Values:
    """The values of the paper from the common ones and the event; dots before it has happened."""
    if returned is None:
        return Values({**texts, "giver": texts.get("officer", "")}, {"results": []})
    body = returned.body
    own = {
        "giver": returned.officer,
        "receiver": printable(body.receiver),
        "receiver_id": printable(body.id_number),
        "receiver_phone": printable(body.phone),
        "document": printable(body.document),
        "returned_at": moment_text(body.at, blank=""),
        "method": _METHODS.get(body.method, printable(body.method)),
        "receipt_lost": "" if body.receipt_shown else "1",
        "originals": printable("; ".join(body.originals)),
    }
    if body.relation in _RELATIONS:
        own[_RELATIONS[body.relation]] = "1"
    results = [
        {
            "name": printable(given.name),
            "number": printable(given.number),
            "summary": printable(given.summary),
            "copies": f"{given.copies:02d}",
        }
        for given in body.papers
    ]
    return Values({**texts, **own}, {"results": results})


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """Of the last time that something was given back; before that a draft to fill in by hand."""
    shown = desk_of(desk, installation, order.dossier)
    returned = last_happened(desk.store.events(order.dossier.id), ResultReturned)
    given = values(common_texts(desk, installation, order, shown), returned)
    return own_paper(FORM, shown, order, given, happened=returned is not None)
