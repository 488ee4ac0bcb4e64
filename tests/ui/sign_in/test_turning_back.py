"""Who turns back while a password is being checked stays outside, and leaves nothing behind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.reception.desk import Desk
from tests.ui.sign_in.by_keys import enter, press, write
from tests.ui.sign_in.conftest import PASSWORD, TEMPORARY
from ui.sign_in.sign_in_view import SignInView
from ui.workplace.workplace import Workplace

CTRL = Qt.KeyboardModifier.ControlModifier
OWN = "Mật khẩu mới 1"


def settle(qtbot: QtBot, workplace: Workplace) -> None:
    """Let everything that was asked end."""
    qtbot.waitUntil(lambda: not workplace.operations.pending)


def come_with_a_given_password(view: SignInView, account: Account, qtbot: QtBot) -> None:
    """As far as the own password is to be chosen."""
    write(account.sign_in_name)
    enter()
    write(TEMPORARY)
    enter()
    qtbot.waitUntil(view.change.isVisible)


def unlocks(desk: Desk, account: Account) -> list[tuple[str, str]]:
    """What the log has of the account's coming and going, the oldest first."""
    lines = desk.store.audit_lines(account.id)
    kinds = ("sign_in", "sign_out")
    return [(one.action, one.unlock) for one in reversed(lines) if one.action in kinds]


def test_who_turns_back_while_the_new_password_is_saved_is_not_let_in(
    open_view: SignInView, workplace: Workplace, desk: Desk, duc: Account, qtbot: QtBot
) -> None:
    """The unlock ended with Esc: no act may carry it any more."""
    come_with_a_given_password(open_view, duc, qtbot)
    write(OWN)
    enter()
    write(OWN)
    enter()
    press(Qt.Key.Key_Escape)
    settle(qtbot, workplace)
    assert workplace.account is None
    assert open_view.form.isVisible()
    (came, unlock), (left, same) = unlocks(desk, duc)
    assert (came, left, unlock) == ("sign_in", "sign_out", same)


def test_passwords_do_not_stay_in_hidden_fields(
    open_view: SignInView, workplace: Workplace, duc: Account, qtbot: QtBot
) -> None:
    """Neither after turning back nor after the change."""
    come_with_a_given_password(open_view, duc, qtbot)
    press(Qt.Key.Key_Escape)
    settle(qtbot, workplace)
    assert open_view.change.old.text() == ""
    come_with_a_given_password(open_view, duc, qtbot)
    with qtbot.waitSignal(open_view.signed_in):
        write(OWN)
        enter()
        write(OWN)
        enter()
    assert open_view.change.old.text() == ""
    assert open_view.change.new.password() == ""


def test_a_try_that_was_called_off_lets_nobody_in(
    open_view: SignInView, workplace: Workplace, desk: Desk, hoa: Account, qtbot: QtBot
) -> None:
    """Another officer is asked for before the answer is there: the unlock ends at once."""
    write(hoa.sign_in_name)
    enter()
    with qtbot.waitSignal(open_view.signed_in):
        write(PASSWORD)
        enter()
    open_view.lock()
    settle(qtbot, workplace)
    write(PASSWORD)
    enter()
    press(Qt.Key.Key_U, CTRL)
    settle(qtbot, workplace)
    assert workplace.account is None
    ends = unlocks(desk, hoa)
    assert ends[-2][0] == "sign_in"
    assert ends[-1] == ("sign_out", ends[-2][1])
