"""Signing in by keys alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.directory import change_account
from app.accounts.sign_in import FREE_TRIES, SignedIn
from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from app.reception.counter_settings import last_officer, note_last_officer
from app.reception.desk import Desk
from tests.ui.scanner.scanner_keys import CARD, QR
from tests.ui.sign_in.by_keys import enter, focused, press, write, write_over
from tests.ui.sign_in.conftest import PASSWORD, TEMPORARY
from ui.sign_in.sign_in_view import SignInView
from ui.workplace.workplace import Workplace

NO_KEY = EnvironmentFault("no_key", "Không thấy khóa.", advice="Chỉ đúng tệp khóa.")


def actions(desk: Desk) -> list[str]:
    """What the log has, the newest first."""
    return [line.action for line in desk.store.audit_lines()]


def at_the_counter(workplace: Workplace) -> Account | None:
    """Who is signed in."""
    return workplace.account


def settle(qtbot: QtBot, workplace: Workplace) -> None:
    """Let everything that was asked end."""
    qtbot.waitUntil(lambda: not workplace.operations.pending)


def test_letters_and_a_password_open_the_counter(
    open_view: SignInView, workplace: Workplace, desk: Desk, hoa: Account, qtbot: QtBot
) -> None:
    """The name is chosen by first letters without tone marks; nothing else is needed."""
    with qtbot.waitSignal(open_view.signed_in) as told:
        write("tran ho")
        enter()
        assert open_view.form.name.text() == hoa.sign_in_name
        assert hoa.name in open_view.form.name.message()
        write(PASSWORD)
        enter()
    assert isinstance(told.args[0], SignedIn)
    assert at_the_counter(workplace) == hoa
    assert workplace.desk.unlock == told.args[0].unlock
    assert open_view.form.password.text() == ""
    assert last_officer(desk.store) == hoa.id


@pytest.mark.parametrize("scan", [CARD, QR])
def test_a_scan_at_the_door_is_no_try(
    open_view: SignInView, desk: Desk, hoa: Account, qtbot: QtBot, scan: str
) -> None:
    """The next citizens' cards at a locked counter do not shut it, and leave no text."""
    write(scan)
    enter()
    assert open_view.form.name.text() == ""
    write(hoa.sign_in_name)
    enter()
    for _ in range(FREE_TRIES + 1):
        write(scan)
        enter()
        assert open_view.form.password.text() == ""
    with qtbot.waitSignal(open_view.signed_in):
        write(PASSWORD)
        enter()
    assert actions(desk)[:1] == ["sign_in"]


def test_arrows_choose_a_name(open_view: SignInView, minh: Account, hoa: Account) -> None:
    """Down opens the list of everybody, in the order of given names; Escape closes it."""
    press(Qt.Key.Key_Down)
    assert open_view.form.name.list.isVisible()
    press(Qt.Key.Key_Escape)
    assert not open_view.form.name.list.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    enter()
    assert open_view.form.name.text() == hoa.sign_in_name
    assert focused() is open_view.form.password.editor


def test_tab_takes_the_name_that_is_marked(open_view: SignInView, minh: Account) -> None:
    """Tab goes on as it does in every form."""
    write("nguyen")
    press(Qt.Key.Key_Tab)
    assert open_view.form.name.text() == minh.sign_in_name
    assert focused() is open_view.form.password.editor


def test_who_signed_in_last_only_types_the_password(
    view: SignInView, workplace: Workplace, desk: Desk, hoa: Account, qtbot: QtBot
) -> None:
    """The name is known from the encrypted store, once it is open."""
    note_last_officer(desk.store, hoa.id)
    view.desk_opened(workplace)
    qtbot.waitUntil(lambda: focused() is view.form.password.editor)
    with qtbot.waitSignal(view.signed_in):
        write(PASSWORD)
        enter()
    assert at_the_counter(workplace) == hoa


def test_nothing_jumps_under_the_fingers(
    view: SignInView, workplace: Workplace, minh: Account, hoa: Account, qtbot: QtBot
) -> None:
    """Who types a name while the store opens keeps field and text."""
    note_last_officer(workplace.store, hoa.id)
    write("mi")
    view.desk_opened(workplace)
    settle(qtbot, workplace)
    assert focused() is view.form.name.editor
    assert view.form.name.text() == "mi"
    assert view.form.name.list.isVisible()


def test_what_is_asked_while_the_store_opens_goes_through_when_it_is_open(
    view: SignInView, workplace: Workplace, hoa: Account, qtbot: QtBot
) -> None:
    """The first key counts, whatever is still being loaded."""
    write(hoa.sign_in_name)
    enter()
    write(PASSWORD)
    enter()
    assert not view.form.button.isEnabled()
    with qtbot.waitSignal(view.signed_in):
        view.desk_opened(workplace)
    assert at_the_counter(workplace) == hoa


def test_a_key_takes_back_what_was_asked_while_the_store_opens(
    view: SignInView, workplace: Workplace, hoa: Account, qtbot: QtBot
) -> None:
    """Nobody is signed in with half of a corrected password."""
    write(hoa.sign_in_name)
    enter()
    write(PASSWORD[:-1])
    enter()
    write(PASSWORD[-1])
    assert view.form.button.isEnabled()
    view.desk_opened(workplace)
    settle(qtbot, workplace)
    assert at_the_counter(workplace) is None
    with qtbot.waitSignal(view.signed_in):
        enter()


def test_a_wrong_password_is_said_at_the_field(
    open_view: SignInView, workplace: Workplace, hoa: Account, qtbot: QtBot
) -> None:
    """The field is empty again and has the keys; the message goes with the next one."""
    write("tran")
    enter()
    write("wrong one")
    enter()
    qtbot.waitUntil(open_view.form.password.has_error)
    assert open_view.form.password.text() == ""
    assert focused() is open_view.form.password.editor
    assert at_the_counter(workplace) is None
    write("x")
    assert not open_view.form.password.has_error()


def test_empty_fields_say_what_is_missing(open_view: SignInView) -> None:
    """Nothing is asked with half of it."""
    open_view.form.ask()
    assert open_view.form.name.has_error()
    assert focused() is open_view.form.name.editor
    write("tran")
    enter()
    enter()
    assert open_view.form.password.has_error()


def test_too_many_wrong_passwords_wait_and_the_seconds_are_counted(
    open_view: SignInView, workplace: Workplace, clock: FixedClock, hoa: Account, qtbot: QtBot
) -> None:
    """The button counts down by the clock, and then the right password goes through."""
    button = open_view.form.button
    write("tran")
    enter()
    for _ in range(FREE_TRIES):
        write("wrong one")
        enter()
        settle(qtbot, workplace)
    assert not button.isEnabled()
    assert "30" in button.text()
    clock.advance(timedelta(seconds=12))
    qtbot.waitUntil(lambda: "18" in button.text())
    write(PASSWORD)
    enter()
    assert at_the_counter(workplace) is None
    clock.advance(timedelta(seconds=18))
    qtbot.waitUntil(button.isEnabled)
    with qtbot.waitSignal(open_view.signed_in):
        enter()
    assert at_the_counter(workplace) == hoa


def test_another_name_does_not_wait(
    open_view: SignInView, workplace: Workplace, minh: Account, qtbot: QtBot
) -> None:
    """A colleague is not locked out by somebody's mistakes."""
    write("tran")
    enter()
    for _ in range(FREE_TRIES):
        write("wrong one")
        enter()
        settle(qtbot, workplace)
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    write_over("nguyen")
    enter()
    with qtbot.waitSignal(open_view.signed_in):
        write(PASSWORD)
        enter()
    assert at_the_counter(workplace) == minh


def test_a_given_password_is_changed_before_anything_else(
    open_view: SignInView, workplace: Workplace, desk: Desk, duc: Account, qtbot: QtBot
) -> None:
    """The form stands in the same place; the old password need not be typed again."""
    write(duc.sign_in_name)
    enter()
    write(TEMPORARY)
    enter()
    qtbot.waitUntil(open_view.change.isVisible)
    assert at_the_counter(workplace) is None
    assert not open_view.form.isVisible()
    assert focused() is open_view.change.new.new.editor
    write("ngắn")
    enter()
    assert open_view.change.new.new.has_error()
    write_over(PASSWORD)
    enter()
    write(PASSWORD + "x")
    enter()
    assert open_view.change.new.again.has_error()
    with qtbot.waitSignal(open_view.signed_in):
        write_over(PASSWORD)
        enter()
    assert workplace.account is not None
    assert workplace.account.id == duc.id
    assert not workplace.account.must_change_password
    assert "change_password" in actions(desk)


def test_the_old_password_again_is_refused_in_place(
    open_view: SignInView, workplace: Workplace, duc: Account, qtbot: QtBot
) -> None:
    """Whoever gave it knows it."""
    write(duc.sign_in_name)
    enter()
    write(TEMPORARY)
    enter()
    qtbot.waitUntil(open_view.change.isVisible)
    write(TEMPORARY)
    enter()
    write(TEMPORARY)
    enter()
    qtbot.waitUntil(open_view.change.new.new.has_error)
    assert at_the_counter(workplace) is None
    assert open_view.change.button.isEnabled()


def test_escape_leaves_the_change_and_nobody_is_in(
    open_view: SignInView, workplace: Workplace, desk: Desk, duc: Account, qtbot: QtBot
) -> None:
    """The unlock that was begun ends, and the log says so."""
    write(duc.sign_in_name)
    enter()
    write(TEMPORARY)
    enter()
    qtbot.waitUntil(open_view.change.isVisible)
    press(Qt.Key.Key_Escape)
    settle(qtbot, workplace)
    assert open_view.form.isVisible()
    assert at_the_counter(workplace) is None
    assert actions(desk)[0] == "sign_out"


def test_a_stopped_account_is_not_offered_and_not_let_in(
    view: SignInView, workplace: Workplace, minh: Account, hoa: Account, qtbot: QtBot
) -> None:
    """Who knows the password learns why."""
    workplace.sign_in(minh, "unlock")
    change_account(workplace.desk, hoa.id, active=False)
    workplace.sign_out()
    view.desk_opened(workplace)
    settle(qtbot, workplace)
    assert [one.id for one in view.form.name.choices.known()] == [minh.id]
    write(hoa.sign_in_name)
    enter()
    write(PASSWORD)
    enter()
    qtbot.waitUntil(view.form.password.has_error)
    assert "ngừng" in view.form.password.message()


def test_a_store_that_does_not_open_says_why_and_is_tried_again(
    view: SignInView, workplace: Workplace, hoa: Account, qtbot: QtBot
) -> None:
    """What was typed before is still there, and Enter on the button is enough."""
    write(hoa.sign_in_name)
    enter()
    view.opening_failed(NO_KEY)
    assert view.fault.isVisible()
    assert view.fault.accessibleName() == NO_KEY.message
    assert focused() is view.again
    with qtbot.waitSignal(view.try_again_asked):
        enter()
    assert not view.fault.isVisible()
    assert view.form.name.text() == hoa.sign_in_name
    view.desk_opened(workplace)
    with qtbot.waitSignal(view.signed_in):
        write(PASSWORD)
        enter()


def test_the_lock_screen_asks_only_the_password_of_who_is_here(
    open_view: SignInView, workplace: Workplace, desk: Desk, minh: Account, qtbot: QtBot
) -> None:
    """Locking ends the unlock; the same officer goes on under another one."""
    with qtbot.waitSignal(open_view.signed_in) as first:
        write("nguyen")
        enter()
        write(PASSWORD)
        enter()
    with qtbot.waitSignal(open_view.locked) as told:
        open_view.lock()
    assert told.args == [minh]
    assert at_the_counter(workplace) is None
    settle(qtbot, workplace)
    assert actions(desk)[0] == "sign_out"
    assert open_view.badge.isVisible()
    assert open_view.badge.name.text() == minh.name
    assert not open_view.form.name.isVisible()
    assert focused() is open_view.form.password.editor
    with qtbot.waitSignal(open_view.signed_in) as second:
        write(PASSWORD)
        enter()
    assert at_the_counter(workplace) == minh
    assert second.args[0].unlock != first.args[0].unlock


def test_another_officer_takes_over_a_locked_counter(
    open_view: SignInView, workplace: Workplace, minh: Account, hoa: Account, qtbot: QtBot
) -> None:
    """Ctrl+U on the lock screen offers everybody."""
    workplace.sign_in(minh, "unlock")
    open_view.lock()
    settle(qtbot, workplace)
    press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(open_view.form.name.list.isVisible)
    write("tr")
    enter()
    with qtbot.waitSignal(open_view.signed_in):
        write(PASSWORD)
        enter()
    assert at_the_counter(workplace) == hoa


def test_the_switch_ends_the_unlock_at_once(
    open_view: SignInView, workplace: Workplace, minh: Account, hoa: Account, qtbot: QtBot
) -> None:
    """A window that looks locked is locked; Escape does not open it."""
    workplace.sign_in(minh, "unlock")
    open_view.switch_officer()
    assert at_the_counter(workplace) is None
    qtbot.waitUntil(open_view.form.name.list.isVisible)
    press(Qt.Key.Key_Escape, times=2)
    assert at_the_counter(workplace) is None
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    enter()
    with qtbot.waitSignal(open_view.signed_in):
        write(PASSWORD)
        enter()
    assert at_the_counter(workplace) == hoa


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
def test_the_card_is_whole_on_every_screen(
    open_view: SignInView, size: tuple[int, int], qtbot: QtBot
) -> None:
    """Nothing is cut off."""
    open_view.resize(*size)
    qtbot.waitUntil(lambda: (open_view.width(), open_view.height()) == size)
    assert open_view.rect().contains(open_view.card.geometry())
