"""Who is meant by a few letters."""

from __future__ import annotations

import pytest

from app.accounts.account import Account, sign_in_name_for
from app.accounts.roles import Role
from ui.sign_in.account_choices import SIGN_IN_NAME, AccountChoices


def account(name: str) -> Account:
    """An officer."""
    sign_in_name = sign_in_name_for(name)
    return Account(sign_in_name, sign_in_name, name, frozenset({Role.OFFICER}))


@pytest.fixture
def choices() -> AccountChoices:
    """Four officers."""
    made = AccountChoices()
    names = ("Đỗ Văn Út", "Trần Thị Hoa", "Nguyễn An Hòa", "Lê An")
    made.set_accounts([account(name) for name in names])
    return made


def shown(choices: AccountChoices) -> list[object]:
    """The names in the list."""
    return [choices.index(row).data() for row in range(choices.rowCount())]


def test_everybody_stands_in_the_order_of_given_names(choices: AccountChoices) -> None:
    """As people are called."""
    assert shown(choices) == ["Lê An", "Nguyễn An Hòa", "Trần Thị Hoa", "Đỗ Văn Út"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("h", ["Nguyễn An Hòa", "Trần Thị Hoa"]),
        ("HÒA", ["Nguyễn An Hòa", "Trần Thị Hoa"]),
        ("do u", ["Đỗ Văn Út"]),
        ("út.đ", ["Đỗ Văn Út"]),
        ("an", ["Lê An", "Nguyễn An Hòa"]),
        ("x", []),
    ],
)
def test_letters_narrow_the_list(choices: AccountChoices, typed: str, found: list[str]) -> None:
    """By the first letters of any word, or of the sign-in name; tone marks don't matter."""
    choices.narrow(typed)
    assert shown(choices) == found


def test_an_exact_sign_in_name_stands_first(choices: AccountChoices) -> None:
    """Who types it whole gets it, whoever else begins like that."""
    choices.set_accounts([account("An Lê Hà"), account("Bùi An")])
    choices.narrow("an.bui")
    assert choices.index(0).data(SIGN_IN_NAME) == "an.bui"
    found = choices.exact("An.Bùi ")
    assert found is not None
    assert found.name == "Bùi An"
