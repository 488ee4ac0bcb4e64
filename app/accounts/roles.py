"""Roles, and what each may do (docs/adr/0012)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is at this desk; an account has one or more."""

    OFFICER = "officer"  # cán bộ tiếp nhận
    SUPERVISOR = "supervisor"  # Lãnh đạo Trung tâm
    ADMINISTRATOR = "administrator"  # quản trị
    INSPECTOR = "inspector"  # thanh tra, kiểm tra


class Act(StrEnum):
    """What is permitted or not."""

    VIEW = "view"  # lists, dossiers, search
    RECEIVE = "receive"  # receive, number, attach pages
    PRINT = "print"
    COLLECT = "collect"
    CORRECT = "correct"
    CONFIGURE = "configure"  # the counter's settings
    CHOOSE_PRINTER = "choose_printer"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_LOG = "read_log"  # who looked at what


_COUNTER = frozenset(
    {Act.VIEW, Act.RECEIVE, Act.PRINT, Act.COLLECT, Act.CORRECT, Act.CHOOSE_PRINTER}
)

PERMITTED: dict[Role, frozenset[Act]] = {
    Role.OFFICER: _COUNTER,
    Role.SUPERVISOR: _COUNTER | {Act.READ_LOG},
    Role.ADMINISTRATOR: frozenset({Act.CONFIGURE, Act.CHOOSE_PRINTER, Act.MANAGE_ACCOUNTS}),
    Role.INSPECTOR: frozenset({Act.VIEW, Act.READ_LOG}),
}

ALL_ROLES = frozenset(Role)

_ROLE_NAMES = {
    Role.OFFICER: "Cán bộ tiếp nhận",
    Role.SUPERVISOR: "Lãnh đạo Trung tâm",
    Role.ADMINISTRATOR: "Quản trị",
    Role.INSPECTOR: "Thanh tra",
}


def permits(roles: Iterable[Role], act: Act) -> bool:
    """Whether one of ``roles`` may do ``act``."""
    return any(act in PERMITTED[role] for role in roles)


def who_may(act: Act) -> str:
    """The Vietnamese names of the roles that may do ``act``, for a refusal."""
    return ", ".join(_ROLE_NAMES[role] for role in Role if act in PERMITTED[role])
