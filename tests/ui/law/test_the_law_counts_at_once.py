"""What is applied counts in the running window: lists, the picker, the draft at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.accounts.roles import Role
from app.dated_data.toml_table import RESOURCES
from app.provincial_law.folder import LawFolder
from app.provincial_law.law_in_force import load_law
from tests.app.catalogue.importing.documents import answer, laythutuc
from tests.ui.law.test_law_page import STATUS, next_thursday_off
from tests.ui.shell.rig import Shell, open_shell
from ui.law.law_page import LawPage
from ui.reception.reception_page import ReceptionPage
from ui.settings.settings_page import SettingsPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """The whole window, all roles."""
    with open_shell(qtbot, tmp_path) as made:
        yield made


def bring(shell: Shell, path: Path, kind: str, format_name: str = "") -> None:
    """Import by the page's keys."""
    assert shell.main.show_page("law")
    shell.settle()
    page = shell.main.deck.page("law")
    assert isinstance(page, LawPage)
    shell.press(Key.Key_N, CTRL)
    form = page.bring.form
    form.file.editor.setText(str(path))
    form.kind.set_value(kind)
    form.kind.chosen.emit(kind)
    if format_name:
        form.format.set_value(format_name)
        form.format.chosen.emit(format_name)
    shell.press(Key.Key_Return)
    shell.press(Key.Key_F8)
    assert "was taken into the law" in page.message()


def reception(shell: Shell) -> ReceptionPage:
    page = shell.main.deck.page("reception")
    assert isinstance(page, ReceptionPage)
    return page


def listed(page: ReceptionPage) -> list[str]:
    model = page.form.picker.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_new_procedure_is_found_at_once(shell: Shell, tmp_path: Path) -> None:
    """By the picker and by the palette's search."""
    shell.press(Key.Key_F2)
    path = tmp_path / "tthc.json"
    path.write_bytes(answer(laythutuc()))
    bring(shell, path, "procedures", "laythutuc")
    shell.press(Key.Key_F2)
    page = reception(shell)
    page.form.picker.field.setFocus()
    shell.type("ban rong")
    assert listed(page) == ["Cấp giấy phép bán rong hoa sữa"]


def test_a_draft_at_hand_is_counted_by_the_new_calendar(shell: Shell, tmp_path: Path) -> None:
    """What was typed stays; the day of the result is another."""
    shell.press(Key.Key_F2)
    page = reception(shell)
    page.form.picker.field.setFocus()
    shell.type(STATUS)
    shell.press(Key.Key_Return)
    page.form.focus_field("submitter.id_number")
    shell.type("001090000001")
    before = page.flow.assess_now()
    assert before is not None
    assert before.due is not None
    path = tmp_path / "2026.toml"
    path.write_text(next_thursday_off(), "utf-8")
    bring(shell, path, "calendar")
    shell.press(Key.Key_F2)
    after = page.flow.assess_now()
    assert after is not None
    assert after.due is not None
    assert (before.due.at or "")[:10] == "2026-11-27"
    assert (after.due.at or "")[:10] == "2026-11-30"
    assert page.flow.keeper.draft.submitter.id_number == "001090000001"
    assert page.form.picker.field.text() == before.procedure.name if before.procedure else False


def test_papers_of_a_draft_at_hand_are_those_of_the_new_version(
    shell: Shell, tmp_path: Path
) -> None:
    """The table lists what the law asks from today on."""
    shell.press(Key.Key_F2)
    page = reception(shell)
    page.form.picker.field.setFocus()
    shell.type(STATUS)
    shell.press(Key.Key_Return)
    document = laythutuc(MATTHC=STATUS, THANHPHANHOSO=[{"GIAYTO": [{"TENGIAYTO": "Tờ khai mới"}]}])
    path = tmp_path / "tthc.json"
    path.write_bytes(answer(document))
    bring(shell, path, "procedures", "laythutuc")
    shell.press(Key.Key_F2)
    names = [page.form.papers.component(row).name for row in range(page.form.papers.rowCount())]
    assert "Tờ khai mới" in names


def test_a_draft_whose_procedure_was_abolished_says_so(shell: Shell, tmp_path: Path) -> None:
    """It stays a draft; it is not received by a law that is gone."""
    shell.press(Key.Key_F2)
    page = reception(shell)
    page.form.picker.field.setFocus()
    shell.type(STATUS)
    shell.press(Key.Key_Return)
    path = tmp_path / "tthc.json"
    path.write_bytes(answer(laythutuc(MATTHC=STATUS, TRANGTHAI="0")))
    bring(shell, path, "procedures", "laythutuc")
    shell.press(Key.Key_F2)
    assessment = page.flow.assess_now()
    assert assessment is not None
    problem = assessment.problem("procedure")
    assert problem is not None
    assert problem.code == "unknown_procedure"
    assert page.flow.keeper.draft.procedure == STATUS
    assert not assessment.ready


def test_the_settings_tell_the_new_versions(shell: Shell, tmp_path: Path) -> None:
    """What is read there is what the desk works by."""
    shell.main.show_page("settings")
    shell.settle()
    path = tmp_path / "2026.toml"
    path.write_text(next_thursday_off(), "utf-8")
    bring(shell, path, "calendar")
    settings = shell.main.deck.page("settings")
    assert isinstance(settings, SettingsPage)
    disk = load_law(LawFolder.in_data(shell.desk.store.directory))
    assert settings.machine.texts()["Working calendar"] == disk.calendar.version
    assert disk.calendar.version != shell.desk.calendar.version


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.INSPECTOR])
def test_who_may_not_configure_has_no_such_page(qtbot: QtBot, tmp_path: Path, role: Role) -> None:
    """Neither in the navigation nor by the palette."""
    with open_shell(qtbot, tmp_path, roles=frozenset({role})) as shell:
        assert not shell.main.deck.offers("law")
        assert not shell.main.show_page("law")


def test_an_administrator_alone_decides_a_year(qtbot: QtBot, tmp_path: Path) -> None:
    """Who has no counter work imports all the same; a year with the same days is decided now."""
    path = tmp_path / "2027.toml"
    decided = (RESOURCES / "calendar/2027.toml").read_text("utf-8")
    path.write_text(decided.replace("provisional = true", "provisional = false"), "utf-8")
    with open_shell(qtbot, tmp_path, roles=frozenset({Role.ADMINISTRATOR})) as shell:
        bring(shell, path, "calendar")
        page = shell.main.deck.page("law")
        assert isinstance(page, LawPage)
        assert "2027" not in page.overview.facts()["Working calendar"]
        assert not shell.workplace.desk.calendar.is_provisional(2027)
