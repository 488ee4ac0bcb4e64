"""Accounts by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.accounts.account import Account
from app.accounts.directory import accounts_of
from app.accounts.roles import Role
from app.accounts.sign_in import sign_in
from app.reception.desk import Desk
from tests.ui.sign_in.by_keys import enter, focused, press, write, write_over
from ui.accounts.account_table import Column
from ui.accounts.accounts_page import AccountsPage
from ui.workplace.workplace import Workplace

Settle = Callable[[], None]


def tab_to(widget: QWidget) -> None:
    """Tab until ``widget`` has the keys."""
    for _ in range(40):
        if focused() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName()}")


def cell(page: AccountsPage, row: int, column: Column) -> str:
    """The text of a cell."""
    return str(page.model.index(row, column).data())


def account_of(desk: Desk, name: str) -> Account:
    """The account of this person, as it stands in the store."""
    return next(one for one in accounts_of(desk.store) if one.name == name)


def test_the_list_says_who_may_do_what(page: AccountsPage, minh: Account, hoa: Account) -> None:
    """Name, sign-in name, roles and state in words; the chosen one stands beside it."""
    assert page.model.rowCount() == 2
    assert [cell(page, 0, column) for column in Column] == [
        minh.name, minh.sign_in_name, "Officer, Administrator", "In use",
    ]  # fmt: skip
    assert page.panel.account == minh
    press(Qt.Key.Key_Down)
    assert page.panel.account == hoa


def test_an_account_is_added_by_keys(page: AccountsPage, desk: Desk, settle: Settle) -> None:
    """The sign-in name and a readable password are proposed; the password is said once more."""
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write("Lê Văn Đức")
    assert page.panel.form.sign_in_name.text() == "duc.le.van"
    password = page.panel.form.password.text()
    enter()
    settle()
    account = account_of(desk, "Lê Văn Đức")
    assert account.roles == {Role.OFFICER}
    assert account.must_change_password
    assert password in page.done.accessibleDescription()
    assert page.panel.account == account
    assert focused() is page.list
    assert sign_in(desk.store, desk.clock, "duc.le.van", password).account == account


def test_a_sign_in_name_that_is_taken_is_said_in_place(
    page: AccountsPage, desk: Desk, hoa: Account, settle: Settle
) -> None:
    """Nothing is added, nothing that was typed is lost."""
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write("Ngô Hoa")
    press(Qt.Key.Key_Tab)
    write_over(hoa.sign_in_name)
    enter()
    settle()
    assert page.panel.form.sign_in_name.has_error()
    assert page.panel.form.name.text() == "Ngô Hoa"
    assert len(accounts_of(desk.store)) == 2


def test_escape_drops_a_new_account(page: AccountsPage, minh: Account, desk: Desk) -> None:
    """The list has the keys again, and shows who was chosen."""
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write("Ngô Hoa")
    press(Qt.Key.Key_Escape)
    assert focused() is page.list
    assert page.panel.account == minh
    assert len(accounts_of(desk.store)) == 2


def test_roles_are_changed_by_keys(
    page: AccountsPage, desk: Desk, hoa: Account, settle: Settle
) -> None:
    """Enter goes to the account, Space ticks, Enter saves."""
    press(Qt.Key.Key_Down)
    enter()
    tab_to(page.panel.form.roles.boxes[Role.SUPERVISOR])
    press(Qt.Key.Key_Space)
    tab_to(page.panel.save)
    enter()
    settle()
    assert account_of(desk, hoa.name).roles == {Role.OFFICER, Role.SUPERVISOR}
    assert cell(page, 1, Column.ROLES) == "Officer, Supervisor"
    assert focused() is page.list


def test_own_roles_count_at_once(
    page: AccountsPage, workplace: Workplace, minh: Account, settle: Settle
) -> None:
    """Who takes a role works under it without signing in again."""
    enter()
    tab_to(page.panel.form.roles.boxes[Role.SUPERVISOR])
    press(Qt.Key.Key_Space)
    tab_to(page.panel.save)
    enter()
    settle()
    assert Role.SUPERVISOR in workplace.desk.roles
    assert workplace.desk.unlock == "unlock"


def test_the_last_administrator_stays(
    page: AccountsPage, desk: Desk, minh: Account, settle: Settle
) -> None:
    """The refusal stands in the panel, with what can be done."""
    enter()
    tab_to(page.panel.form.roles.boxes[Role.ADMINISTRATOR])
    press(Qt.Key.Key_Space)
    tab_to(page.panel.save)
    enter()
    settle()
    assert page.panel.refusal.isVisible()
    assert page.panel.refusal.accessibleDescription()
    assert account_of(desk, minh.name).roles == minh.roles
    assert not page.panel.stop.isVisible()


def test_an_account_without_a_role_is_refused(page: AccountsPage, settle: Settle) -> None:
    """It would be good for nothing."""
    press(Qt.Key.Key_Down)
    enter()
    tab_to(page.panel.form.roles.boxes[Role.OFFICER])
    press(Qt.Key.Key_Space)
    tab_to(page.panel.save)
    enter()
    settle()
    assert focused() is page.panel.form.roles.boxes[Role.OFFICER]


def test_an_account_is_stopped_and_allowed_again(
    page: AccountsPage, desk: Desk, hoa: Account, settle: Settle
) -> None:
    """It keeps its name on old receipts, and can't sign in meanwhile."""
    press(Qt.Key.Key_Down)
    enter()
    tab_to(page.panel.stop)
    enter()
    settle()
    assert not account_of(desk, hoa.name).active
    assert cell(page, 1, Column.STATE) == "Not in use any more"
    enter()
    tab_to(page.panel.stop)
    enter()
    settle()
    assert account_of(desk, hoa.name).active


def test_a_password_is_given_and_shown_once(
    page: AccountsPage, workplace: Workplace, desk: Desk, hoa: Account, settle: Settle
) -> None:
    """Who takes over the counter does not see it any more."""
    press(Qt.Key.Key_Down)
    enter()
    tab_to(page.panel.password)
    enter()
    proposed = page.panel.given.field.text()
    enter()
    settle()
    assert account_of(desk, hoa.name).must_change_password
    assert proposed in page.done.accessibleDescription()
    assert sign_in(desk.store, desk.clock, hoa.sign_in_name, proposed).account.id == hoa.id
    workplace.sign_out()
    assert not page.done.isVisible()
    assert proposed not in page.done.accessibleDescription()


def test_a_weak_password_is_not_given(
    page: AccountsPage, desk: Desk, hoa: Account, settle: Settle
) -> None:
    """Escape gives none."""
    press(Qt.Key.Key_Down)
    enter()
    tab_to(page.panel.password)
    enter()
    write("12345678")
    enter()
    settle()
    assert page.panel.given.field.has_error()
    press(Qt.Key.Key_Escape)
    assert not page.panel.given.isVisible()
    assert account_of(desk, hoa.name) == hoa


def test_nobody_but_an_administrator_sees_accounts(
    page: AccountsPage, workplace: Workplace, hoa: Account, settle: Settle
) -> None:
    """The page is empty in another officer's name, whoever built it."""
    workplace.sign_out()
    workplace.sign_in(hoa, "other")
    settle()
    assert page.model.rowCount() == 0
    assert not page.panel.isVisible()
