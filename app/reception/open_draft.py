"""Go on with a draft (hồ sơ lưu tạm): who read what was typed stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.roles import Act

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.reception.desk import Desk


def open_draft(desk: Desk, draft: str) -> Draft | None:
    """The draft with this id, for the officer's eyes; None where it is gone.

    Raises Refusal (``not_permitted``).
    """
    desk.must(Act.RECEIVE)
    found = desk.store.drafts.find(draft)
    if found is not None:
        with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
            transaction.audit("open_draft", draft, {})
    return found
