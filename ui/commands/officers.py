"""``officers``: the desk's accounts, for administrators."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import msgspec

from app.accounts.roles import Role
from app.errors import InvalidInput
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.reception.desk import Desk

NAME = "officers"
SUMMARY = "Tài khoản của cán bộ ở quầy này"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="mọi tài khoản")
    add = actions.add_parser("add", help="thêm cán bộ")
    add.add_argument("name", metavar="NAME", help="họ và tên, như in trên giấy tiếp nhận")
    add.add_argument("--sign-in", default="", metavar="NAME", help="tên đăng nhập")
    change = actions.add_parser("change", help="đổi vai trò, ngừng hoặc cho dùng lại")
    password = actions.add_parser("password", help="đặt mật khẩu; phải đổi ở lần đăng nhập đầu")
    for action in (change, password):
        action.add_argument("name", metavar="NAME", help="tên đăng nhập hoặc họ và tên")
    for action in (add, change):
        action.add_argument(
            "--role", action="append", choices=list(Role), help="vai trò; ghi nhiều lần được"
        )
    change.add_argument("--active", choices=("yes", "no"), help="còn dùng hay ngừng")
    for action in (add, password):
        action.add_argument("--password-file", metavar="FILE", help="- là đầu vào chuẩn")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Every change is made in the name of ``--officer``, who must be an administrator."""
    from app.accounts.directory import accounts_of  # noqa: PLC0415 - verbs start lean

    if arguments.action == "list":
        with context.store(read_only=True) as store:
            return {"officers": [_described(account) for account in accounts_of(store)]}
    with context.store() as store:
        return {"officer": _described(_perform(arguments, context, context.desk(store)))}


def _perform(arguments: argparse.Namespace, context: CommandContext, desk: Desk) -> Account:
    from app.accounts.directory import (  # noqa: PLC0415 - verbs start lean
        accounts_named,
        add_account,
        change_account,
        give_password,
    )

    if arguments.action == "add":
        return add_account(
            desk,
            arguments.name,
            [Role(role) for role in arguments.role or [Role.OFFICER]],
            sign_in_name=arguments.sign_in,
            password=context.passphrase(arguments.password_file) or "",
        )
    known = accounts_named(desk.store, arguments.name)
    if len(known) != 1:
        raise InvalidInput(
            "which_officer" if known else "unknown_officer",
            f"Quầy có {len(known)} tài khoản tên {arguments.name[:60]!r}.",
            field="name",
            advice="Ghi tên đăng nhập; xem bằng: officers list",
        )
    if arguments.action == "password":
        password = context.passphrase(arguments.password_file)
        if password is None:
            raise InvalidInput("missing", "Thiếu --password-file.", field="password-file")
        return give_password(desk, known[0].id, password)
    return change_account(
        desk,
        known[0].id,
        roles=[Role(role) for role in arguments.role] if arguments.role else None,
        active=None if arguments.active is None else arguments.active == "yes",
    )


def _described(account: Account) -> dict[str, object]:
    document: dict[str, object] = msgspec.to_builtins(account)
    document["roles"] = sorted(account.roles)
    return document
