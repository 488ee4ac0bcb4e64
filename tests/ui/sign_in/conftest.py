"""A desk with officers, and its workplace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.directory import accounts_of, add_account, give_password
from app.accounts.roles import Role
from app.accounts.sign_in import change_password, sign_in
from app.clock.time import FixedClock
from app.reception.desk import Desk
from tests.desks import MORNING, open_desk
from tests.ui.sign_in.by_keys import show
from tests.workplaces import open_workplace
from ui.sign_in.sign_in_view import SignInView
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme
from ui.workplace.workplace import Workplace

PASSWORD = "Sen Đồng Tháp"
TEMPORARY = "tam thoi 12"


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """The program's own look."""
    apply_theme(qapp, Scheme.LIGHT)


@pytest.fixture
def clock() -> FixedClock:
    """The counter's clock; it stands still."""
    return FixedClock(MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk with an open store."""
    with open_desk(tmp_path / "desk", clock=clock) as opened:
        yield opened


def with_own_password(desk: Desk, account: Account) -> Account:
    """An officer who has signed in before and chosen the password ``PASSWORD``."""
    give_password(desk, account.id, TEMPORARY)
    signed_in = sign_in(desk.store, desk.clock, account.sign_in_name, TEMPORARY)
    return change_password(desk.store, signed_in, TEMPORARY, PASSWORD).account


@pytest.fixture
def minh(desk: Desk) -> Account:
    """The first account: officer and administrator."""
    return with_own_password(desk, accounts_of(desk.store)[0])


@pytest.fixture
def hoa(desk: Desk) -> Account:
    """An officer."""
    return with_own_password(desk, add_account(desk, "Trần Thị Hoa", [Role.OFFICER]))


@pytest.fixture
def duc(desk: Desk) -> Account:
    """An officer who was given a password, and has not signed in yet."""
    return add_account(desk, "Lê Văn Đức", [Role.OFFICER], password=TEMPORARY)


@pytest.fixture
def workplace(desk: Desk, qtbot: QtBot) -> Iterator[Workplace]:
    """What the view stands on once the store is open."""
    with open_workplace(desk) as made:
        yield made
    qtbot.waitUntil(lambda: not made.operations.pending)


@pytest.fixture
def view(qtbot: QtBot) -> SignInView:
    """The view before the store is open, with the keys."""
    made = SignInView()
    show(qtbot, made)
    made.focus_first()
    return made


@pytest.fixture
def open_view(
    view: SignInView, workplace: Workplace, minh: Account, hoa: Account, qtbot: QtBot
) -> SignInView:
    """The view at the open desk of two officers."""
    view.desk_opened(workplace)
    qtbot.waitUntil(lambda: not workplace.operations.pending)
    return view
