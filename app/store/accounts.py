"""The table of accounts: rows in and out, judged nowhere here."""

from __future__ import annotations

import threading
from typing import Any

import msgspec
from msgspec import Struct

from app.accounts.account import Account
from app.accounts.roles import Role
from app.store.database import Database

_COLUMNS = "id, sign_in_name, name, roles, active, password, must_change, failures, wait_until"


class AccountRow(Struct, frozen=True):
    """An account with what only signing in looks at. ``wait_until`` is ISO, or None."""

    account: Account
    password: str
    failures: int
    wait_until: str | None


class Accounts:
    """Reads may be called from any thread; ``put`` belongs inside a transaction of the store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.one_try = threading.Lock()
        """Held while a password is tried: a dozen tries at once would all be the first."""

    def all(self) -> list[AccountRow]:
        """Every account, in the order in which they were added."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM account ORDER BY number")  # noqa: S608 - our own columns
        return [_row(row) for row in rows]

    def by_sign_in_name(self, sign_in_name: str) -> AccountRow | None:
        """The account with this (clean) sign-in name."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM account WHERE sign_in_name = ?",  # noqa: S608 - as above
            (sign_in_name,),
        )
        return None if row is None else _row(row)

    def by_id(self, account: str) -> AccountRow | None:
        """The account with this id."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM account WHERE id = ?",  # noqa: S608 - as above
            (account,),
        )
        return None if row is None else _row(row)

    def put(self, row: AccountRow) -> None:
        """Add an account or replace the one with its id, inside a transaction."""
        put_account(self._database, row)


def put_account(database: Database, row: AccountRow) -> None:
    """Write a row; also a migration does."""
    account = row.account
    database.write(
        f"INSERT INTO account ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - as above
        " ON CONFLICT (id) DO UPDATE SET sign_in_name = excluded.sign_in_name,"
        " name = excluded.name, roles = excluded.roles, active = excluded.active,"
        " password = excluded.password, must_change = excluded.must_change,"
        " failures = excluded.failures, wait_until = excluded.wait_until",
        (
            account.id,
            account.sign_in_name,
            account.name,
            msgspec.json.encode(sorted(account.roles)).decode(),
            int(account.active),
            row.password,
            int(account.must_change_password),
            row.failures,
            row.wait_until,
        ),
    )


def _row(row: tuple[Any, ...]) -> AccountRow:
    account = Account(
        id=row[0],
        sign_in_name=row[1],
        name=row[2],
        roles=frozenset(msgspec.json.decode(row[3], type=list[Role])),
        active=bool(row[4]),
        has_password=bool(row[5]),
        must_change_password=bool(row[6]),
    )
    return AccountRow(account, row[5], row[7], row[8])
