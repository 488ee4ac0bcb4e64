"""The desk's accounts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.accounts.account import clean_sign_in_name, sign_in_name_for
from app.accounts.directory import (
    MAX_ACCOUNTS,
    accounts_of,
    add_account,
    add_first_account,
    change_account,
    find_account,
    give_password,
)
from app.accounts.roles import Act, Role, permits
from app.errors import InvalidInput, Refusal
from app.reception.desk import Desk
from tests.desks import MORNING, OFFICER, open_desk

PASSWORD = "hoa sen nở"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose first account has no password yet."""
    with open_desk(tmp_path / "desk") as opened:
        yield opened


def test_the_first_account_is_officer_and_administrator(desk: Desk) -> None:
    """A new desk can work and can add others; named again it is the same account."""
    [first] = accounts_of(desk.store)
    assert (first.name, first.roles) == (OFFICER, frozenset({Role.OFFICER, Role.ADMINISTRATOR}))
    assert add_first_account(desk.store, f" {OFFICER} ", MORNING) == first
    with pytest.raises(Refusal, match="has_accounts"):
        add_first_account(desk.store, "Người Khác", MORNING)


def test_an_account_is_added_with_a_sign_in_name_of_its_own(desk: Desk) -> None:
    """Two people of one name have two sign-in names; one that is taken is refused."""
    one = add_account(desk, "Trần  Thị Hoa", [Role.OFFICER])
    two = add_account(desk, "Trần Thị Hoa", [Role.SUPERVISOR])
    assert (one.sign_in_name, two.sign_in_name) == ("hoa.tran.thi", "hoa.tran.thi2")
    with pytest.raises(InvalidInput, match="sign_in_name_taken"):
        add_account(desk, "Lê Văn C", [Role.OFFICER], sign_in_name="HOA.TRẦN.THỊ")
    with pytest.raises(InvalidInput, match="which_officer"):
        find_account(desk.store, "Trần Thị Hoa")
    assert find_account(desk.store, "hoa.tran.thi2") == two


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\x00"])
def test_a_name_that_cannot_be_printed_is_refused(desk: Desk, name: str) -> None:
    """It stands on every receipt."""
    with pytest.raises(InvalidInput, match="bad_officer"):
        add_account(desk, name, [Role.OFFICER])


def test_an_account_needs_a_role(desk: Desk) -> None:
    """Without one it could do nothing."""
    with pytest.raises(InvalidInput) as caught:
        add_account(desk, "Lê Văn C", [])
    assert caught.value.field == "roles"


def test_a_desk_keeps_an_administrator(desk: Desk) -> None:
    """The last one with a password can be neither stopped nor demoted."""
    [first] = accounts_of(desk.store)
    give_password(desk, first.id, PASSWORD)
    with pytest.raises(Refusal, match="last_administrator"):
        change_account(desk, first.id, active=False)
    with pytest.raises(Refusal, match="last_administrator"):
        change_account(desk, first.id, roles=[Role.OFFICER])
    assert accounts_of(desk.store)[0].roles == first.roles
    second = add_account(desk, "Lê Văn C", [Role.ADMINISTRATOR], password="mật khẩu tạm")
    assert second.must_change_password
    assert not change_account(desk, first.id, active=False).active


def test_a_desk_keeps_an_administrator_without_a_password_too(desk: Desk) -> None:
    """Before anybody can sign in at the window, the command line is how the desk is managed."""
    [first] = accounts_of(desk.store)
    with pytest.raises(Refusal, match="last_administrator"):
        change_account(desk, first.id, active=False)
    with pytest.raises(Refusal, match="last_administrator"):
        change_account(desk, first.id, roles=[Role.OFFICER])
    add_account(desk, "Lê Văn C", [Role.ADMINISTRATOR])
    assert not change_account(desk, first.id, active=False).active


def test_an_officer_is_found_in_every_unicode_form(desk: Desk) -> None:
    """A terminal may give letters and marks apart."""
    assert find_account(desk.store, unicodedata.normalize("NFD", OFFICER)).name == OFFICER


def test_a_password_that_is_no_text_is_refused(desk: Desk) -> None:
    """Half a surrogate pair can be pasted; nothing can be made of it."""
    [first] = accounts_of(desk.store)
    with pytest.raises(InvalidInput, match="bad_password"):
        give_password(desk, first.id, "mật khẩu \ud83d")


def test_every_change_is_logged(desk: Desk) -> None:
    """Who gave which role to whom can be read years later; a password is never in it."""
    account = add_account(desk, "Lê Văn C", [Role.OFFICER], password=PASSWORD)
    change_account(desk, account.id, name="Lê Văn Cường", roles=[Role.SUPERVISOR])
    give_password(desk, account.id, PASSWORD + "!")
    lines = desk.store.audit_lines(account.id)
    assert [line.action for line in lines] == ["give_password", "change_account", "add_account"]
    assert lines[1].detail is not None
    assert lines[1].detail["roles"] == ["supervisor"]
    assert all(PASSWORD not in str(line.detail) for line in lines)


@pytest.mark.parametrize("role", list(Role))
def test_only_an_administrator_manages_accounts(tmp_path: Path, role: Role) -> None:
    """The use case asks, whoever calls it."""
    with open_desk(tmp_path / "desk", roles=frozenset({role})) as desk:
        [first] = accounts_of(desk.store)
        if role is Role.ADMINISTRATOR:
            add_account(desk, "Lê Văn C", [Role.OFFICER])
            return
        calls: list[Callable[[], object]] = [
            lambda: add_account(desk, "Lê Văn C", [Role.OFFICER]),
            lambda: change_account(desk, first.id, active=False),
            lambda: give_password(desk, first.id, PASSWORD),
        ]
        for call in calls:
            with pytest.raises(Refusal, match="not_permitted") as caught:
                call()
            assert "Quản trị" in (caught.value.advice or "")


def test_a_desk_has_a_bounded_number_of_accounts(desk: Desk) -> None:
    """A script that adds accounts for ever is stopped."""
    for number in range(MAX_ACCOUNTS - 1):
        add_account(desk, f"Cán Bộ {number}", [Role.OFFICER])
    with pytest.raises(Refusal, match="too_many"):
        add_account(desk, "Một Người Nữa", [Role.OFFICER])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn Thị Đào", "dao.nguyen.thi"),
        ("Hoa", "hoa"),
        ("李", "canbo"),
        (
            "Nguyễn Phúc Bảo Long Trường Thịnh Khang An Nhiên Vĩnh",
            "vinh.nguyen.phuc.bao.long.truong.thinh.k",
        ),
    ],
)
def test_a_sign_in_name_is_made_of_a_name(name: str, expected: str) -> None:
    """The given name first, as people are called; always one that is allowed."""
    made = sign_in_name_for(name)
    assert made == expected
    assert clean_sign_in_name(made) == made


def test_roles_permit_what_the_decision_record_says() -> None:
    """An inspector only reads; an administrator of accounts does not see citizens' data."""
    assert permits({Role.OFFICER}, Act.RECEIVE)
    assert not permits({Role.OFFICER}, Act.READ_LOG)
    assert not permits({Role.INSPECTOR}, Act.RECEIVE)
    assert not permits({Role.INSPECTOR}, Act.PRINT)
    assert not permits({Role.ADMINISTRATOR}, Act.VIEW)
    assert permits({Role.ADMINISTRATOR, Role.OFFICER}, Act.VIEW)
    assert not permits((), Act.VIEW)
