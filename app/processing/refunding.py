"""Money goes back to the citizen (hoàn phí), never more than was taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.dossier.commands import RefundFee
from app.dossier.events import FeeRefunded
from app.processing.performing import Processed, perform

if TYPE_CHECKING:
    from app.reception.desk import Desk


def refund_fee(
    desk: Desk,
    name: str,
    amount: int,
    reason: str,
    *,
    method: str = "cash",
    receiver: str = "",
    at: datetime | None = None,
) -> Processed:
    """Record that ``amount`` đồng went back, ``cash`` or ``transfer``; raises as ``perform``."""
    desk.must(Act.COLLECT)
    body = FeeRefunded(
        at=to_iso(at or desk.clock.now()),
        amount=amount,
        reason=reason,
        method=method,
        receiver=receiver,
    )
    return perform(desk, name, lambda _: [RefundFee(body)])
