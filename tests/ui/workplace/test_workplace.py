"""Who is signed in, and the desk in that officer's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.roles import Role
from tests.desks import open_desk
from tests.workplaces import open_workplace
from ui.workplace.workplace import Workplace

HOA = Account(id="1", sign_in_name="hoa", name="Trần Thị Hoa", roles=frozenset({Role.OFFICER}))
NAM = Account(id="2", sign_in_name="nam", name="Lê Nam", roles=frozenset({Role.SUPERVISOR}))


@pytest.fixture
def workplace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workplace]:
    with open_desk(tmp_path / "desk") as desk, open_workplace(desk) as made:
        yield made


def test_the_desk_is_in_the_hands_of_who_signed_in(qtbot: QtBot, workplace: Workplace) -> None:
    """Name, roles and unlock are the account's; another officer takes over without signing out."""
    with qtbot.waitSignal(workplace.officer_changed) as told:
        workplace.sign_in(HOA, "unlock 1")
    assert told.args == [HOA]
    desk = workplace.desk
    assert (desk.officer, desk.unlock, desk.roles) == (HOA.name, "unlock 1", HOA.roles)
    assert desk.store is workplace.store
    workplace.sign_in(NAM, "unlock 2")
    assert workplace.account == NAM
    assert (workplace.desk.officer, desk.officer) == (NAM.name, HOA.name)


def test_signing_out_leaves_nobody(qtbot: QtBot, workplace: Workplace) -> None:
    """It is told once; asking for the desk then is a bug."""
    workplace.sign_in(HOA, "unlock 1")
    told: list[object] = []
    workplace.officer_changed.connect(told.append)
    workplace.sign_out()
    workplace.sign_out()
    assert told == [None]
    assert workplace.desk_if_signed_in() is None
    with pytest.raises(AssertionError):
        _ = workplace.desk
