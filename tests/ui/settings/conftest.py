"""The settings at a desk with two officers and one printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.directory import accounts_of, add_account
from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.reception.desk import Desk
from tests.desks import MORNING, open_desk
from tests.ui.first_start.conftest import OnePrinter
from tests.ui.sign_in.by_keys import show
from tests.ui.sign_in.conftest import with_own_password
from tests.workplaces import open_workplace
from ui.line.second_place import SecondPlace
from ui.settings.settings_page import SettingsPage
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme
from ui.workplace.workplace import Workplace


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """The program's own look."""
    apply_theme(qapp, Scheme.LIGHT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an open store."""
    with open_desk(tmp_path / "desk", clock=FixedClock(MORNING)) as opened:
        yield opened


@pytest.fixture
def minh(desk: Desk) -> Account:
    """The administrator."""
    return with_own_password(desk, accounts_of(desk.store)[0])


@pytest.fixture
def hoa(desk: Desk) -> Account:
    """An officer."""
    return with_own_password(desk, add_account(desk, "Trần Thị Hoa", [Role.OFFICER]))


@pytest.fixture
def printers(tmp_path: Path) -> OnePrinter:
    """A machine with one printer."""
    return OnePrinter(tmp_path / "paper")


@pytest.fixture
def workplace(desk: Desk, printers: OnePrinter, minh: Account, qtbot: QtBot) -> Iterator[Workplace]:
    """The workplace in the administrator's hands."""
    with open_workplace(desk, printers) as made:
        made.sign_in(minh, "unlock")
        yield made
    qtbot.waitUntil(lambda: not made.operations.pending)


@pytest.fixture
def settle(workplace: Workplace, qtbot: QtBot) -> Callable[[], None]:
    """Let everything that was asked end."""
    return lambda: qtbot.waitUntil(lambda: not workplace.operations.pending)


@pytest.fixture
def second_place(workplace: Workplace) -> Iterator[SecondPlace]:
    """The running copy of this desk."""
    made = SecondPlace(workplace.store, workplace)
    workplace.operations.changed.connect(made.poke)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def page(
    workplace: Workplace, second_place: SecondPlace, qtbot: QtBot, settle: Callable[[], None]
) -> SettingsPage:
    """The page, shown."""
    made = SettingsPage(workplace, second_place)
    workplace.operations.changed.connect(made.refresh)
    show(qtbot, made, 1146, 708)
    settle()
    made.activated()
    settle()
    return made
