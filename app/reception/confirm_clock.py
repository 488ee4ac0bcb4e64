"""An officer has looked at the clock: numbering goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.roles import Act

if TYPE_CHECKING:
    from app.reception.desk import Desk


def confirm_clock(desk: Desk) -> None:
    """Today's date is right, says who may receive; it counts for today, and is logged.

    Raises Refusal (``not_permitted``).
    """
    desk.must(Act.RECEIVE)
    desk.store.confirm_clock(desk.officer, desk.unlock)
