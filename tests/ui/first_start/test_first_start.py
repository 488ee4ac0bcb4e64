"""From an empty machine to a counter that receives, by keys alone, against a real central."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.accounts.directory import accounts_of, add_first_account
from app.accounts.roles import Role
from app.accounts.sign_in import sign_in
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.reception.counter_settings import counter_settings
from app.store.store import open_store, store_exists
from sync.central.administration import list_installations
from tests.desks import COMMUNE
from tests.ui.first_start.conftest import AGENCY_NAME, Machine, Start
from tests.ui.sign_in.by_keys import enter, focused, press, write, write_over
from ui.first_start.first_start import Founded
from ui.first_start.steps import Step

NAME = "Nguyễn Thị Minh Họa"
PASSWORD = "Sen Đồng Tháp"
Begin = Callable[[], Start]


def step_of(start: Start) -> Step:
    """The step that is shown."""
    return start.view.steps.current


def give_address(start: Start, url: str) -> None:
    """The first two steps."""
    enter()
    assert step_of(start) is Step.CENTRAL
    write(url)
    enter()
    start.settle()


def give_code(start: Start, code: str, counter: str = "Quầy 1") -> None:
    """The third step."""
    write(code)
    enter()
    write(counter)
    enter()
    start.settle()


def give_account(start: Start) -> None:
    """The fourth step."""
    write(NAME)
    enter()
    enter()
    write(PASSWORD)
    enter()
    write(PASSWORD)
    enter()
    start.settle()


def test_keys_alone_set_a_counter_up(machine: Machine, begin: Begin, qtbot: QtBot) -> None:
    """Address, code, account, printer with its test page; then the first officer is in."""
    start = begin()
    view = start.view
    assert step_of(start) is Step.PLACE
    assert not store_exists(machine.data)
    give_address(start, machine.url)
    assert step_of(start) is Step.ENROL
    give_code(start, machine.code())
    assert step_of(start) is Step.ACCOUNT
    assert AGENCY_NAME in view.account.enrolled.accessibleName()
    give_account(start)
    assert step_of(start) is Step.PRINTER
    start.settle()
    assert focused() is view.printer.chooser.printer.editor
    press(Qt.Key.Key_Tab)
    enter()
    start.settle()
    assert [page.name for page in machine.printers.folder.iterdir()] == ["TRANG-IN-THU-0000.pdf"]
    assert focused() is view.printer.chooser.question.yes
    enter()
    start.settle()
    assert step_of(start) is Step.DONE
    with qtbot.waitSignal(view.finished) as told:
        enter()
    [founded] = told.args
    assert isinstance(founded, Founded)
    with founded.store as store:
        [account] = accounts_of(store)
        assert account == founded.signed_in.account
        assert (account.name, account.sign_in_name) == (NAME, "hoa.nguyen.thi.minh")
        assert account.roles == {Role.OFFICER, Role.ADMINISTRATOR}
        assert not account.must_change_password
        assert counter_settings(store).printer == f"folder:{machine.printers.folder}"
        assert store.installation is not None
        assert store.installation.agency_name == AGENCY_NAME
        assert store.leases.all()
    [enrolled] = list_installations(machine.central.database)
    assert (enrolled["counter"], enrolled["agency"]) == ("Quầy 1", COMMUNE)


def test_the_printer_can_wait(machine: Machine, begin: Begin, qtbot: QtBot) -> None:
    """A counter without a printer receives; the summary says what is left to do."""
    start = begin()
    give_address(start, machine.url)
    give_code(start, machine.code())
    give_account(start)
    start.settle()
    while focused() is not start.view.skip:
        press(Qt.Key.Key_Tab)
    enter()
    assert step_of(start) is Step.DONE
    with qtbot.waitSignal(start.view.finished) as told:
        enter()
    with told.args[0].store as store:
        assert counter_settings(store).printer == ""


def test_a_wrong_code_is_said_at_its_field_and_the_right_one_goes_through(
    machine: Machine, begin: Begin
) -> None:
    """The code that is wrong is selected: typing replaces it."""
    start = begin()
    give_address(start, machine.url)
    give_code(start, "WRONG-CODE")
    assert step_of(start) is Step.ENROL
    assert start.view.enrol.code.has_error()
    assert focused() is start.view.enrol.code.editor
    write(machine.code().lower().replace("-", " "))
    enter()
    start.settle()
    assert step_of(start) is Step.ACCOUNT


def test_a_code_that_another_counter_has_used_is_refused(machine: Machine, begin: Begin) -> None:
    """It says so, and that there are others."""
    code = machine.code()
    used = CommandLine(machine).enrol(code)
    assert used == 0
    start = begin()
    give_address(start, machine.url)
    give_code(start, code)
    assert start.view.enrol.code.has_error()
    assert "đã dùng" in start.view.enrol.code.message()


def test_the_address_is_tried_while_it_is_typed(
    machine: Machine, begin: Begin, qtbot: QtBot
) -> None:
    """Nobody presses a button to learn that the central answers."""
    start = begin()
    enter()
    write(machine.url)
    qtbot.waitUntil(lambda: bool(start.view.central.url))
    assert step_of(start) is Step.CENTRAL
    assert start.view.central.url == machine.url
    enter()
    assert step_of(start) is Step.ENROL


def test_a_plain_address_of_another_machine_is_refused(machine: Machine, begin: Begin) -> None:
    """What goes over a network is encrypted."""
    start = begin()
    give_address(start, "http://trungtam.example")
    assert step_of(start) is Step.CENTRAL
    assert "https" in start.view.central.address.message()


def test_a_central_that_is_down_is_tried_again_by_enter(machine: Machine, begin: Begin) -> None:
    """The step waits; when the central is there, Enter goes on."""
    machine.central.stop()
    start = begin()
    give_address(start, machine.url)
    assert step_of(start) is Step.CENTRAL
    assert "Không tới được" in start.view.central.found.title()
    machine.central_comes_back()
    enter()
    start.settle()
    assert step_of(start) is Step.ENROL


def test_a_central_that_goes_down_at_the_code_costs_no_code(machine: Machine, begin: Begin) -> None:
    """The request lies in the store before it is sent; the same one goes out again."""
    start = begin()
    give_address(start, machine.url)
    code = machine.code()
    machine.central.stop()
    give_code(start, code)
    assert step_of(start) is Step.ENROL
    assert start.view.enrol.trouble.isVisible()
    assert store_exists(machine.data)
    machine.central_comes_back()
    start.view.enrol.code.setFocus()
    enter()
    start.settle()
    assert step_of(start) is Step.ACCOUNT


def test_back_and_forth_loses_nothing(machine: Machine, begin: Begin) -> None:
    """Until the counter is enrolled everything can still be changed."""
    start = begin()
    give_address(start, machine.url)
    write("ABCD")
    press(Qt.Key.Key_Escape)
    assert step_of(start) is Step.CENTRAL
    assert start.view.central.address.text() == machine.url
    press(Qt.Key.Key_Escape)
    assert step_of(start) is Step.PLACE
    start.settle()
    enter()
    enter()
    assert step_of(start) is Step.ENROL
    assert start.view.enrol.code.text() == "ABCD"


def test_nobody_goes_back_behind_an_enrolment(machine: Machine, begin: Begin) -> None:
    """What the central has noted is not asked twice."""
    start = begin()
    give_address(start, machine.url)
    give_code(start, machine.code())
    press(Qt.Key.Key_Escape)
    assert step_of(start) is Step.ACCOUNT
    assert not start.view.back.isVisible()


def test_a_start_that_was_killed_before_the_answer_asks_the_same_again(
    machine: Machine, begin: Begin
) -> None:
    """The new start stands at the code, which is still typed in."""
    code = machine.code()
    machine.central.stop()
    assert kill_a_first_start(machine, code) == "central_unreachable"
    machine.central_comes_back()
    start = begin()
    assert step_of(start) is Step.ENROL
    assert start.view.enrol.code.text() == code
    assert start.view.enrol.counter.text() == "Quầy 2"
    enter()
    start.settle()
    assert step_of(start) is Step.ACCOUNT
    [enrolled] = list_installations(machine.central.database)
    assert enrolled["counter"] == "Quầy 2"


def test_a_start_that_was_killed_after_the_answer_goes_on_with_the_account(
    machine: Machine, begin: Begin
) -> None:
    """Nothing of the enrolment is asked again."""
    assert kill_a_first_start(machine, machine.code()) == ""
    start = begin()
    assert step_of(start) is Step.ACCOUNT
    assert AGENCY_NAME in start.view.account.enrolled.accessibleName()
    give_account(start)
    assert step_of(start) is Step.PRINTER


def test_an_officer_of_the_command_line_only_chooses_a_password(
    machine: Machine, begin: Begin
) -> None:
    """The account is theirs, with a password of their own."""
    assert kill_a_first_start(machine, machine.code()) == ""
    keys = KeyFile(machine.key)
    with open_store(machine.data, keys, clock=machine.clock, machine=machine_fingerprint()) as made:
        add_first_account(made, NAME, machine.clock.now())
    start = begin()
    assert start.view.account.name.text() == NAME
    assert focused() is start.view.account.password.new.editor
    write(PASSWORD)
    enter()
    write(PASSWORD)
    enter()
    start.settle()
    assert step_of(start) is Step.PRINTER
    store = start.groundwork.store
    assert store is not None
    signed_in = sign_in(store, machine.clock, "hoa.nguyen.thi.minh", PASSWORD)
    assert not signed_in.account.must_change_password


def test_a_weak_password_and_a_taken_field_are_said_in_place(
    machine: Machine, begin: Begin
) -> None:
    """The rules are those of the accounts; nothing is made before all is in order."""
    start = begin()
    give_address(start, machine.url)
    give_code(start, machine.code())
    write(NAME)
    enter()
    write_over("tên có dấu cách")
    enter()
    write("hoa.nguyen")
    enter()
    write("hoa.nguyen")
    enter()
    assert start.view.account.sign_in_name.has_error()
    write_over("hoa.nguyen")
    enter()
    enter()
    assert start.view.account.password.new.has_error()
    assert step_of(start) is Step.ACCOUNT


def test_a_key_beside_the_data_is_refused(machine: Machine, begin: Begin) -> None:
    """Who copies the data directory must not get the key with it."""
    machine.key = machine.data / "desk.key"
    start = begin()
    assert not start.view.place.is_ready
    assert "nằm trong thư mục dữ liệu" in start.view.place.keys.title()
    enter()
    start.settle()
    assert step_of(start) is Step.PLACE


def test_a_machine_without_a_keyring_says_what_helps(machine: Machine, begin: Begin) -> None:
    """A backend that keeps nothing is refused before anything is made."""
    machine.key = None  # type: ignore[assignment] # none was named
    start = begin()
    assert not start.view.place.is_ready
    assert "--key-file" in start.view.place.keys.accessibleDescription()
    assert not machine.data.exists()


def kill_a_first_start(machine: Machine, code: str) -> str:
    """A first start that dies after its request; returns the code of the error it died with."""
    words = [str(machine.data), str(machine.key), machine.url, code, "Quầy 2"]
    finished = subprocess.run(
        [sys.executable, "-m", "tests.ui.first_start.killed_first_start", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode != 0
    assert not finished.stderr, finished.stderr
    return finished.stdout.strip()


class CommandLine:
    """Another counter of the same commune."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def enrol(self, code: str) -> int:
        """Enrol it by the verb; returns the exit status."""
        place = self._machine.place
        return subprocess.run(
            [
                sys.executable, "main.py", "enrol", "--central", self._machine.url,
                "--code", code, "--counter", "Quầy 9", "--officer", "Lê An",
                "--data", str(place / "other"), "--key-file", str(place / "other.key"),
            ],
            capture_output=True,
            check=False,
        ).returncode  # fmt: skip
