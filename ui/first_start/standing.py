"""What of a first start is already in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.directory import accounts_of
from app.accounts.roles import Role
from ui.first_start.steps import Facts

if TYPE_CHECKING:
    from app.store.store import Store


def facts_of(store: Store) -> Facts:
    """Look into an open store; on the store's thread."""
    installation = store.installation
    waiting = None if installation is not None else store.enrolment.pending()
    managers = [
        account
        for account in accounts_of(store)
        if account.active and Role.ADMINISTRATOR in account.roles
    ]
    ready = any(account.has_password for account in managers)
    named = managers[0] if managers and not ready else None
    known = installation or waiting
    return Facts(
        has_store=True,
        central_url="" if known is None else known.central_url,
        code="" if waiting is None else waiting.code,
        counter="" if known is None else known.counter,
        agency_name="" if installation is None else installation.agency_name,
        is_enrolled=installation is not None,
        officer="" if named is None else named.name,
        sign_in_name="" if named is None else named.sign_in_name,
        can_sign_in=ready,
    )
