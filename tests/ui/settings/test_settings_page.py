"""Settings by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.roles import Role
from app.accounts.sign_in import sign_in
from app.errors import InvalidInput
from app.reception.counter_settings import choose_paper, counter_settings, paper_settings
from app.reception.desk import Desk
from app.reception.paper_settings import PaperGroup, PaperSetting
from tests.ui.first_start.conftest import OnePrinter
from tests.ui.sign_in.by_keys import enter, focused, press, write
from tests.ui.sign_in.conftest import PASSWORD
from ui.operations.changes import Changes
from ui.settings.printer_chooser import ADDRESS
from ui.settings.settings_page import SettingsPage
from ui.workplace.workplace import Workplace

NEW = "bốn mùa hoa nở"
Settle = Callable[[], None]


def test_a_printer_counts_from_the_moment_it_is_chosen(
    page: SettingsPage, desk: Desk, printers: OnePrinter, settle: Settle
) -> None:
    """It is asked how it stands first; the test page can be printed on it."""
    assert counter_settings(desk.store).printer == ""
    assert focused() is page.chooser.printer.editor
    press(Qt.Key.Key_Down)
    settle()
    assert counter_settings(desk.store).printer == f"folder:{printers.folder}"
    press(Qt.Key.Key_Tab)
    enter()
    settle()
    assert len(list(printers.folder.iterdir())) == 1


def test_a_folder_stands_in_for_a_printer(
    page: SettingsPage, desk: Desk, printers: OnePrinter, settle: Settle
) -> None:
    """It is made where its parent is there; one that can't be is not chosen."""
    press(Qt.Key.Key_End)
    settle()
    before = counter_settings(desk.store).printer
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(str(printers.folder / "not" / "there"))
    enter()
    settle()
    assert counter_settings(desk.store).printer == before
    assert page.chooser.state.accessibleDescription()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(str(printers.folder.parent / "Giấy"))
    enter()
    settle()
    assert counter_settings(desk.store).printer == f"folder:{printers.folder.parent / 'Giấy'}"
    assert (printers.folder.parent / "Giấy").is_dir()


def test_the_look_is_chosen_by_arrows_and_told(
    page: SettingsPage, workplace: Workplace, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    """Who wears it hears of it at once."""
    page.scheme.buttons[""].setFocus()
    with qtbot.waitSignal(workplace.operations.changed) as told:
        press(Qt.Key.Key_Right, times=2)
    assert told.args == [Changes(settings=True)]
    settle()
    assert counter_settings(desk.store).scheme == "dark"
    assert page.scheme.buttons["dark"].isChecked()


def test_ones_own_password_is_changed(
    page: SettingsPage, desk: Desk, minh: Account, settle: Settle
) -> None:
    """The old one is asked; the form closes when it is done."""
    page.change.setFocus()
    enter()
    assert focused() is page.password.old.editor
    write("wrong one")
    enter()
    write(NEW)
    enter()
    write(NEW)
    enter()
    settle()
    assert page.password.old.has_error()
    assert focused() is page.password.old.editor
    write(PASSWORD)
    enter()
    enter()
    enter()
    settle()
    assert not page.password.isVisible()
    assert page.done.isVisible()
    assert sign_in(desk.store, desk.clock, minh.sign_in_name, NEW).account.id == minh.id
    with pytest.raises(InvalidInput) as refused:
        sign_in(desk.store, desk.clock, minh.sign_in_name, PASSWORD)
    assert refused.value.code == "wrong_password"


def test_what_this_counter_is_can_be_read(page: SettingsPage, desk: Desk) -> None:
    """Agency, counter, key number, data directory, versions."""
    counter, machine = page.counter.texts(), page.machine.texts()
    assert counter["Counter"] == "Quầy 1"
    assert counter["Key number on receipts"] == "7"
    assert "Phường Hoa Sữa" in counter["Agency"]
    assert machine["Data"] == str(desk.store.directory)
    assert "SQLite" in machine["Versions"]


def test_who_may_not_choose_is_not_offered(
    page: SettingsPage, workplace: Workplace, hoa: Account, settle: Settle
) -> None:
    """An inspector has only the own password and what can be read."""
    inspector = Account(
        id=hoa.id, sign_in_name=hoa.sign_in_name, name=hoa.name, roles=frozenset({Role.INSPECTOR})
    )
    workplace.sign_out()
    workplace.sign_in(inspector, "other")
    settle()
    assert not page.chooser.isVisible()
    assert not page.scheme.isVisible()
    assert page.change.isVisible()


def test_other_papers_get_a_printer_of_their_own_and_give_it_back(
    page: SettingsPage, desk: Desk, printers: OnePrinter, settle: Settle
) -> None:
    """Before that, and after it, they come out of the receipts' printer."""
    press(Qt.Key.Key_Down)
    settle()
    page.papers.group_of.editor.setFocus()
    press(Qt.Key.Key_Down)
    settle()
    assert page.papers.group is PaperGroup.FORMS
    page.chooser.printer.editor.setFocus()
    press(Qt.Key.Key_Down)
    settle()
    own = paper_settings(desk.store).own(PaperGroup.FORMS)
    assert own.printer == f"folder:{printers.folder}"
    press(Qt.Key.Key_Home)
    settle()
    settings = paper_settings(desk.store)
    assert settings.own(PaperGroup.FORMS).printer == ""
    assert settings.of(PaperGroup.FORMS).printer == f"folder:{printers.folder}"


def test_size_and_copies_are_chosen_for_each_kind_of_paper(
    page: SettingsPage, desk: Desk, settle: Settle
) -> None:
    """They count at once, for these papers alone."""
    page.papers.size_of.editor.setFocus()
    press(Qt.Key.Key_Down)
    settle()
    page.papers.copies.editor.setFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    settle()
    settings = paper_settings(desk.store)
    assert settings.own(PaperGroup.RECEIPTS).size == "A5"
    assert settings.own(PaperGroup.RECEIPTS).copies == 2
    assert settings.of(PaperGroup.FORMS).copies == 1


def test_a_thermal_printer_is_added_by_its_address(
    page: SettingsPage, desk: Desk, printers: OnePrinter, settle: Settle
) -> None:
    """Its kind and where it is; what is half typed is not chosen."""
    page.papers.group_of.editor.setFocus()
    press(Qt.Key.Key_Down, times=2)
    settle()
    assert page.papers.group is PaperGroup.ROLLS
    page.chooser.printer.set_value(ADDRESS)
    page.chooser.printer.chosen.emit(ADDRESS)
    settle()
    address = page.chooser.address
    assert address.isVisible()
    address.place.editor.setFocus()
    write("127.0.0.1:1")
    enter()
    settle()
    assert paper_settings(desk.store).own(PaperGroup.ROLLS).printer == ""
    address.model.editor.setFocus()
    press(Qt.Key.Key_Down)
    settle()
    chosen = paper_settings(desk.store).own(PaperGroup.ROLLS)
    assert chosen.printer.startswith("escpos:tcp://127.0.0.1:1?model=")
    assert chosen.size == "80mm"


def test_a_tray_is_chosen_and_forgotten_with_its_printer(
    page: SettingsPage, desk: Desk, tmp_path: Path, settle: Settle
) -> None:
    """The trays are those that the printer says."""
    recording = f"recording:{tmp_path / 'tray'}"
    choose_paper(desk, PaperGroup.RECEIPTS, PaperSetting(recording))
    page.refresh(Changes(settings=True))
    settle()
    page.papers.tray.editor.setFocus()
    press(Qt.Key.Key_Down, times=2)
    settle()
    assert paper_settings(desk.store).own(PaperGroup.RECEIPTS).tray == "tray-2"
    page.chooser.printer.editor.setFocus()
    press(Qt.Key.Key_Home)
    settle()
    assert paper_settings(desk.store).own(PaperGroup.RECEIPTS).tray == ""


def test_a_second_copy_is_set_by_the_administrator_and_stopped_again(
    page: SettingsPage, settle: Callable[[], None], qtbot: QtBot, tmp_path: Path
) -> None:
    """A folder that is not there, or a short passphrase, is said under its field."""
    place = page.copy_place
    place.folder.set_text(str(tmp_path / "khong-co"))
    place.copy.click()
    settle()
    assert place.folder.has_error()
    stick = tmp_path / "usb"
    stick.mkdir()
    place.folder.set_text(str(stick))
    place.passphrase.set_text("ngắn")
    place.copy.click()
    settle()
    assert place.passphrase.has_error()
    place.passphrase.set_text("cửa sổ mùa hè xanh")
    place.copy.click()
    settle()
    qtbot.waitUntil(place.stop.isVisible)
    assert place.folder.text() == str(stick.resolve())
    assert place.passphrase.text() == ""
    place.stop.click()
    settle()
    qtbot.waitUntil(lambda: not place.stop.isVisible())
