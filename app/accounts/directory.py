"""The desk's list of accounts: add, change, give a password; each is logged."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from app.accounts.account import (
    Account,
    check_password,
    clean_name,
    clean_sign_in_name,
    sign_in_name_for,
)
from app.accounts.roles import Act, Role
from app.errors import InvalidInput, Refusal
from app.ids import new_id
from app.store.accounts import AccountRow

if TYPE_CHECKING:
    from datetime import datetime

    from app.reception.desk import Desk
    from app.store.store import Store

MAX_ACCOUNTS = 200


def accounts_of(store: Store) -> list[Account]:
    """Every account of the desk, in the order in which they were added."""
    return [row.account for row in store.accounts.all()]


def accounts_named(store: Store, name: str) -> list[Account]:
    """Those of this sign-in name or person's name, in use or not, however it was typed."""
    wanted = unicodedata.normalize("NFC", " ".join(name.split()))
    return [one for one in accounts_of(store) if wanted in (one.name, one.sign_in_name)]


def find_account(store: Store, name: str) -> Account:
    """The active account of this sign-in name or person's name.

    Raises InvalidInput (``unknown_officer``, ``which_officer``; field ``officer``).
    """
    found = [account for account in accounts_named(store, name) if account.active]
    if not found:
        raise InvalidInput(
            "unknown_officer", f"Quầy này không có cán bộ {name[:60]!r}.", field="officer"
        )
    if len(found) > 1:
        raise InvalidInput(
            "which_officer",
            f"Quầy có {len(found)} cán bộ tên {name[:60]!r}.",
            field="officer",
            advice="Ghi tên đăng nhập: " + ", ".join(one.sign_in_name for one in found),
        )
    return found[0]


def add_first_account(
    store: Store, name: str, now: datetime, *, sign_in_name: str = "", password: str = ""
) -> Account:
    """The account that a new desk begins with: officer and administrator at once.

    The same person named again is that account; raises Refusal (``has_accounts``) where there are
    others already, and InvalidInput.
    """
    from app.accounts.password_hash import hash_password  # noqa: PLC0415 - argon2 only where used

    cleaned = clean_name(name)
    known = accounts_of(store)
    same = [account for account in known if account.name == cleaned]
    if same:
        return same[0]
    if known:
        raise Refusal(
            "has_accounts",
            "Quầy đã có tài khoản.",
            advice="Quản trị thêm cán bộ ở mục Tài khoản, hoặc bằng: officers add",
        )
    wanted = clean_sign_in_name(sign_in_name or sign_in_name_for(cleaned))
    hashed = hash_password(check_password(password, wanted)) if password else ""
    account = Account(
        id=new_id(now),
        sign_in_name=wanted,
        name=cleaned,
        roles=frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    )
    with store.transaction(officer=cleaned) as transaction:
        if store.accounts.all():
            raise Refusal("has_accounts", "Quầy đã có tài khoản.")
        store.accounts.put(AccountRow(account, hashed, 0, None))
        transaction.audit("add_account", account.id, _described(account))
    return _standing(store, account.id)


def add_account(
    desk: Desk, name: str, roles: Iterable[Role], *, sign_in_name: str = "", password: str = ""
) -> Account:
    """Add an officer; raises Refusal (``not_permitted``, ``too_many``) and InvalidInput.

    Without ``sign_in_name`` one is made of the name. With ``password`` it must be changed at the
    first sign-in.
    """
    from app.accounts.password_hash import hash_password  # noqa: PLC0415 - argon2 only where used

    desk.must(Act.MANAGE_ACCOUNTS)
    cleaned = clean_name(name)
    chosen = _checked_roles(roles)
    rows = desk.store.accounts.all()
    if len(rows) >= MAX_ACCOUNTS:
        raise Refusal("too_many", f"Quầy đã có {MAX_ACCOUNTS} tài khoản.")
    wanted = clean_sign_in_name(sign_in_name) if sign_in_name else _free_name(rows, cleaned)
    hashed = hash_password(check_password(password, wanted)) if password else ""
    account = Account(
        id=new_id(desk.clock.now()),
        sign_in_name=wanted,
        name=cleaned,
        roles=chosen,
        must_change_password=bool(password),
    )
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        _must_be_free(desk.store.accounts.all(), account)
        desk.store.accounts.put(AccountRow(account, hashed, 0, None))
        transaction.audit("add_account", account.id, _described(account))
    return _standing(desk.store, account.id)


def change_account(
    desk: Desk,
    account: str,
    *,
    name: str | None = None,
    roles: Iterable[Role] | None = None,
    active: bool | None = None,
) -> Account:
    """Change an account's name, roles, or whether it is in use.

    Raises Refusal (``not_permitted``, ``last_administrator``) and InvalidInput.
    """
    desk.must(Act.MANAGE_ACCOUNTS)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        row = _row(desk.store, account)
        before = _administration(desk.store.accounts.all())
        changed = msgspec.structs.replace(
            row.account,
            name=row.account.name if name is None else clean_name(name),
            roles=row.account.roles if roles is None else _checked_roles(roles),
            active=row.account.active if active is None else active,
        )
        desk.store.accounts.put(msgspec.structs.replace(row, account=changed))
        if _administration(desk.store.accounts.all()) < before:
            raise Refusal(
                "last_administrator",
                "Quầy phải còn ít nhất một quản trị đang hoạt động và có mật khẩu.",
                advice="Thêm quản trị khác trước.",
            )
        transaction.audit("change_account", account, _described(changed))
    return _standing(desk.store, account)


def give_password(desk: Desk, account: str, password: str) -> Account:
    """Give an account a password, which must be changed at the next sign-in, and end its waiting.

    Raises Refusal (``not_permitted``) and InvalidInput (``bad_password``).
    """
    from app.accounts.password_hash import hash_password  # noqa: PLC0415 - argon2 only where used

    desk.must(Act.MANAGE_ACCOUNTS)
    sign_in_name = _row(desk.store, account).account.sign_in_name
    hashed = hash_password(check_password(password, sign_in_name))
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        row = _row(desk.store, account)
        changed = msgspec.structs.replace(row.account, must_change_password=True)
        desk.store.accounts.put(AccountRow(changed, hashed, 0, None))
        transaction.audit("give_password", account, {})
    return _standing(desk.store, account)


def _row(store: Store, account: str) -> AccountRow:
    row = store.accounts.by_id(account)
    if row is None:
        raise InvalidInput("unknown_officer", "Không có tài khoản này.", field="officer")
    return row


def _standing(store: Store, account: str) -> Account:
    return _row(store, account).account


def _checked_roles(roles: Iterable[Role]) -> frozenset[Role]:
    chosen = frozenset(roles)
    if not chosen:
        raise InvalidInput("missing", "Chọn ít nhất một vai trò.", field="roles")
    return chosen


def _free_name(rows: list[AccountRow], name: str) -> str:
    taken = {row.account.sign_in_name for row in rows}
    wanted = sign_in_name_for(name)
    candidates = [wanted, *(f"{wanted[:36]}{number}" for number in range(2, MAX_ACCOUNTS + 2))]
    return next(candidate for candidate in candidates if candidate not in taken)


def _must_be_free(rows: list[AccountRow], account: Account) -> None:
    if any(row.account.sign_in_name == account.sign_in_name for row in rows):
        raise InvalidInput(
            "sign_in_name_taken",
            f"Tên đăng nhập {account.sign_in_name} đã có người dùng.",
            field="sign_in_name",
            advice="Chọn tên khác.",
        )


def _administration(rows: list[AccountRow]) -> int:
    """2 where somebody can sign in and manage accounts, 1 where only the command line can, 0."""
    return max(
        (
            2 if row.password else 1
            for row in rows
            if row.account.active and Role.ADMINISTRATOR in row.account.roles
        ),
        default=0,
    )


def _described(account: Account) -> dict[str, object]:
    return {
        "sign_in_name": account.sign_in_name,
        "name": account.name,
        "roles": sorted(account.roles),
        "active": account.active,
    }
