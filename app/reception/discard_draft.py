"""Throw a draft (hồ sơ lưu tạm) away; who did it stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.roles import Act

if TYPE_CHECKING:
    from app.reception.desk import Desk


def discard_draft(desk: Desk, draft: str) -> None:
    """Delete the draft with this id, in one commit with its line of the log.

    One that is gone already is no matter, and no second line. Raises Refusal (``not_permitted``).
    """
    desk.must(Act.RECEIVE)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        if transaction.forget_draft(draft):
            transaction.audit("discard_draft", draft, {})
