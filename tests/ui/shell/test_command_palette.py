"""Ctrl+K: every command of the window, by typing."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.accounts.roles import Role
from tests.desks import DAY
from tests.ui.reception.counter import received_before
from tests.ui.shell.rig import CTRL, K, Shell, focused, open_shell
from ui.operations.changes import Changes
from ui.shell.command import Command


def test_it_opens_filters_without_tone_marks_and_runs_by_enter(shell: Shell) -> None:
    """Typing narrows, Enter runs, and the focus never needs the mouse."""
    shell.press(K.Key_K, CTRL)
    assert shell.main.palette_card.isVisible()
    shell.type("today")
    assert len(shell.main.palette_card.titles()) == 1
    shell.press(K.Key_Return)
    assert not shell.main.palette_card.isVisible()
    assert shell.page == "today"


def test_tone_marks_and_the_order_of_words_do_not_matter(shell: Shell) -> None:
    """Officers type "tiep nhan" with any input method, or none."""
    ran: list[str] = []
    shell.main.palette_card.ask(
        [
            Command("Tiếp nhận", lambda: ran.append("reception")),
            Command("Đổi cán bộ", lambda: ran.append("switch")),
            Command("Tìm hồ sơ", lambda: ran.append("search"), key="F3"),
        ]
    )
    shell.type("nhan tiep")
    assert shell.main.palette_card.titles() == ["Tiếp nhận"]
    for _ in "nhan tiep":
        shell.press(K.Key_Backspace)
    shell.type("can bo doi")
    assert shell.main.palette_card.titles() == ["Đổi cán bộ"]
    shell.press(K.Key_Return)
    assert ran == ["switch"]


def test_arrows_choose_and_do_not_leave_the_list(shell: Shell) -> None:
    """Down past the end stays at the end, up past the top at the top."""
    shell.press(K.Key_K, CTRL)
    count = len(shell.main.palette_card.titles())
    for _ in range(count + 3):
        shell.press(K.Key_Down)
    for _ in range(count - 2):
        shell.press(K.Key_Up)
    shell.press(K.Key_Return)
    assert shell.page == "today"


def test_a_procedures_name_begins_a_dossier_of_it(shell: Shell) -> None:
    """Typed without marks, as everything here."""
    shell.press(K.Key_K, CTRL)
    shell.type("khai sinh")
    assert "Đăng ký khai sinh" in shell.main.palette_card.titles()
    shell.press(K.Key_Return)
    assert shell.page == "reception"
    assert not shell.main.palette_card.isVisible()
    shell.main.save()
    shell.settle()
    drafts = shell.desk.store.drafts.all()
    assert [draft.procedure for draft in drafts] == ["1.001193"]


def test_escape_gives_the_focus_back(shell: Shell) -> None:
    """Whoever looked goes on typing where they were."""
    before = focused()
    shell.press(K.Key_K, CTRL)
    assert focused() is not before
    shell.press(K.Key_Escape)
    assert focused() is before


def test_words_that_name_nothing_say_so_and_enter_does_nothing(shell: Shell) -> None:
    """No command, no procedure."""
    shell.press(K.Key_K, CTRL)
    shell.type("zzzz")
    assert shell.main.palette_card.titles() == []
    shell.press(K.Key_Return)
    assert shell.main.palette_card.isVisible()


def test_pages_and_procedures_that_a_role_may_not_use_are_not_offered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """An inspector neither receives nor manages accounts."""
    with open_shell(qtbot, tmp_path, roles=frozenset({Role.INSPECTOR})) as shell:
        shell.press(K.Key_K, CTRL)
        keys = [entry.name for entry in shell.main.deck.entries()]
        assert keys == ["today", "queue", "dossier", "settings"]
        shell.type("khai sinh")
        assert shell.main.palette_card.titles() == []


def test_what_the_desk_takes_often_is_found_first(shell: Shell) -> None:
    """As in the list of the reception page: counted in the newest dossiers."""
    second = shell.desk.catalogue.find("dang ky khai", DAY)[1]
    received_before(shell.desk, second.code)
    shell.workplace.operations.changed.emit(Changes(dossiers=frozenset({"any"})))
    shell.settle()
    shell.press(K.Key_K, CTRL)
    shell.type("dang ky khai")
    assert shell.main.palette_card.titles()[0] == second.name
