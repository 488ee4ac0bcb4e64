"""Signing in at the window, and changing one's password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from app.accounts.account import Account, check_password, clean_sign_in_name
from app.accounts.password_hash import NOBODYS_HASH, hash_password, is_outdated, is_password
from app.clock.time import from_iso, to_iso
from app.errors import InvalidInput, Refusal
from app.ids import new_id
from app.store.accounts import AccountRow

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.store.store import Store

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


class SignedIn(msgspec.Struct, frozen=True):
    """An officer at the counter. ``unlock`` is in every event until the counter is locked."""

    account: Account
    unlock: str


def sign_in(store: Store, clock: Clock, sign_in_name: str, password: str) -> SignedIn:
    """Check a password; takes about 0.1 s, right or wrong.

    Raises InvalidInput (``wrong_password``: also for an unknown name) and Refusal (``wait``,
    ``no_password``: an administrator has to give one; ``inactive`` only to who knows the
    password).
    """
    with store.accounts.one_try:
        return _sign_in(store, clock, sign_in_name, password)


def _sign_in(store: Store, clock: Clock, sign_in_name: str, password: str) -> SignedIn:
    row = _known(store, sign_in_name)
    if row is None or not row.password:
        is_password(NOBODYS_HASH, password)
        if row is not None and row.account.active:
            raise Refusal(
                "no_password",
                "Tài khoản này chưa có mật khẩu.",
                advice="Nhờ quản trị đặt mật khẩu ở mục Tài khoản.",
            )
        raise _wrong()
    now = clock.now()
    _must_not_wait(store, row, now)
    if not is_password(row.password, password):
        _count_failure(store, row.account.id, now)
        raise _wrong()
    renewed = hash_password(password) if is_outdated(row.password) else row.password
    unlock = new_id(now)
    with store.transaction(officer=row.account.name, unlock=unlock) as transaction:
        account = _as_it_stands(store, row)
        store.accounts.put(AccountRow(account, renewed, 0, None))
        transaction.audit("sign_in", account.id, {})
    return SignedIn(account, unlock)


def sign_out(store: Store, signed_in: SignedIn) -> None:
    """Note the end of an unlock: the counter was locked, or another officer took over."""
    with store.transaction(officer=signed_in.account.name, unlock=signed_in.unlock) as transaction:
        transaction.audit("sign_out", signed_in.account.id, {})


def change_password(store: Store, signed_in: SignedIn, old: str, new: str) -> SignedIn:
    """Change one's own password. A wrong old one counts as at the door, and waits as there.

    Raises InvalidInput (``wrong_password``, ``bad_password``) and Refusal (``wait``, ``inactive``).
    """
    with store.accounts.one_try:
        return _change_password(store, signed_in, old, new)


def _change_password(store: Store, signed_in: SignedIn, old: str, new: str) -> SignedIn:
    row = store.accounts.by_id(signed_in.account.id)
    if row is None or not row.password:
        raise _wrong_old()
    now = store.parts.clock.now()
    _must_not_wait(store, row, now, field="old_password")
    if not is_password(row.password, old):
        _count_failure(store, row.account.id, now, signed_in)
        raise _wrong_old()
    normal = check_password(new, row.account.sign_in_name)
    if is_password(row.password, normal):
        raise InvalidInput("bad_password", "Mật khẩu mới phải khác mật khẩu cũ.", field="password")
    hashed = hash_password(normal)
    with store.transaction(officer=row.account.name, unlock=signed_in.unlock) as transaction:
        standing = _as_it_stands(store, row)
        account = msgspec.structs.replace(standing, must_change_password=False)
        store.accounts.put(AccountRow(account, hashed, 0, None))
        transaction.audit("change_password", account.id, {})
    return SignedIn(account, signed_in.unlock)


def wait_after(failures: int) -> timedelta:
    """How long the next try waits after so many wrong passwords in a row."""
    if failures < FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - FREE_TRIES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _known(store: Store, sign_in_name: str) -> AccountRow | None:
    try:
        cleaned = clean_sign_in_name(sign_in_name)
    except InvalidInput:
        return None
    return store.accounts.by_sign_in_name(cleaned)


def _as_it_stands(store: Store, tried: AccountRow) -> Account:
    """The account inside the transaction: checking a password takes long enough to be overtaken.

    Raises InvalidInput (``wrong_password``: it has another by now) and Refusal (``inactive``).
    """
    row = store.accounts.by_id(tried.account.id)
    if row is None or row.password != tried.password:
        raise _wrong()
    if not row.account.active:
        raise Refusal(
            "inactive", "Tài khoản này đã ngừng hoạt động.", advice="Hỏi quản trị của quầy."
        )
    return row.account


def _must_not_wait(
    store: Store, row: AccountRow, now: datetime, *, field: str | None = None
) -> None:
    if row.wait_until is None:
        return
    longest = wait_after(row.failures)
    left = from_iso(row.wait_until) - now
    if left > longest:
        # The clock was set back: the wait begins anew by the new time, or it would never end.
        left = longest
        with store.transaction(officer=""):
            store.accounts.put(msgspec.structs.replace(row, wait_until=to_iso(now + left)))
    if left > timedelta(0):
        seconds = int(left.total_seconds()) + 1
        raise Refusal(
            "wait",
            f"Sai mật khẩu {row.failures} lần liền: thử lại sau {seconds} giây.",
            field=field,
            advice="Quên mật khẩu: nhờ quản trị đặt lại.",
        )


def _count_failure(
    store: Store, account: str, now: datetime, inside: SignedIn | None = None
) -> None:
    """``inside``: tried by who sits at an open counter."""
    officer, unlock = ("", "") if inside is None else (inside.account.name, inside.unlock)
    with store.transaction(officer=officer, unlock=unlock) as transaction:
        row = store.accounts.by_id(account)
        assert row is not None
        failures = row.failures + 1
        wait = wait_after(failures)
        until = to_iso(now + wait) if wait else None
        store.accounts.put(msgspec.structs.replace(row, failures=failures, wait_until=until))
        action = "sign_in_failed" if inside is None else "change_password_failed"
        transaction.audit(action, account, {"failures": failures})


def _wrong_old() -> InvalidInput:
    return InvalidInput("wrong_password", "Mật khẩu hiện tại không đúng.", field="old_password")


def _wrong() -> InvalidInput:
    return InvalidInput(
        "wrong_password",
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        field="password",
        advice="Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.",
    )
