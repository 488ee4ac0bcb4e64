"""One try to sign in, and how long the next has to wait; runs on the store's thread."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.account import Account, clean_sign_in_name
from app.accounts.directory import accounts_of
from app.accounts.sign_in import SignedIn, sign_in, wait_after
from app.clock.time import from_iso
from app.errors import InvalidInput, QmcError, Refusal
from app.reception.counter_settings import last_officer, note_last_officer

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.store.store import Store


class Denied(Struct, frozen=True):
    """Who asked is not let in. ``until``: when this account may try again, None for at once."""

    error: QmcError
    until: datetime | None


class Known(Struct, frozen=True):
    """Who can be chosen: the active accounts. ``last`` is the id of who signed in last, or ""."""

    accounts: list[Account]
    last: str
    place: str
    """The counter and its commune, for the heading; "" before the desk is enrolled."""


def attempt(store: Store, clock: Clock, name: str, password: str) -> SignedIn | Denied:
    """Check a password; raises EnvironmentFault where the store fails."""
    try:
        signed_in = sign_in(store, clock, name, password)
    except (InvalidInput, Refusal) as error:
        return Denied(error, _until(store, clock, name))
    note_last_officer(store, signed_in.account.id)
    return signed_in


def known(store: Store) -> Known:
    """Who works at this counter."""
    installation = store.installation
    place = "" if installation is None else f"{installation.counter} · {installation.agency_name}"
    active = [account for account in accounts_of(store) if account.active]
    return Known(active, last_officer(store), place)


def _until(store: Store, clock: Clock, name: str) -> datetime | None:
    try:
        row = store.accounts.by_sign_in_name(clean_sign_in_name(name))
    except InvalidInput:
        return None
    if row is None or row.wait_until is None:
        return None
    now = clock.now()
    # As in signing in itself: a clock that was set back does not make the wait longer.
    left = min(from_iso(row.wait_until) - now, wait_after(row.failures))
    return now + left if left > timedelta(0) else None
