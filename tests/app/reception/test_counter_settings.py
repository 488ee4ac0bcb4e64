"""The counter's settings: who may choose, what is kept, what the log says."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.accounts.roles import Role
from app.errors import InvalidInput, Refusal
from app.reception.counter_settings import (
    CounterSettings,
    choose_printer,
    choose_scheme,
    counter_settings,
    last_officer,
    note_last_officer,
)
from tests.desks import OFFICER, open_desk


def test_a_new_counter_has_chosen_nothing(tmp_path: Path) -> None:
    """No printer, and the look of the system."""
    with open_desk(tmp_path / "desk") as desk:
        assert counter_settings(desk.store) == CounterSettings("", "")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_what_is_chosen_lasts_and_is_logged(tmp_path: Path, role: Role) -> None:
    """Once for each change, in the name and under the unlock of who chose."""
    with open_desk(tmp_path / "desk", roles=frozenset({role})) as desk:
        assert choose_printer(desk, "cups:Canon").printer == "cups:Canon"
        assert choose_scheme(desk, "dark") == CounterSettings("cups:Canon", "dark")
        choose_scheme(desk, "dark")
        lines = [line for line in desk.store.audit_lines() if line.action == "choose_setting"]
        assert [(line.subject, line.detail) for line in lines] == [
            ("scheme", {"value": "dark"}),
            ("printer", {"value": "cups:Canon"}),
        ]
        assert {(line.officer, line.unlock) for line in lines} == {(OFFICER, "test")}
    with open_desk(tmp_path / "desk") as desk:
        assert counter_settings(desk.store) == CounterSettings("cups:Canon", "dark")


def test_who_only_reads_chooses_nothing(tmp_path: Path) -> None:
    """An inspector changes nothing at the counter."""
    with open_desk(tmp_path / "desk", roles=frozenset({Role.INSPECTOR})) as desk:
        for choose, value in ((choose_printer, "cups:Canon"), (choose_scheme, "dark")):
            with pytest.raises(Refusal) as refused:
                choose(desk, value)
            assert refused.value.code == "not_permitted"
        assert counter_settings(desk.store) == CounterSettings("", "")


@pytest.mark.parametrize(
    "printer", ["", "Canon", "cups:", "usb:Canon", "folder:/a\nb", "cups:" + "x" * 500]
)
def test_what_can_be_no_printer_is_refused(tmp_path: Path, printer: str) -> None:
    """Before anything is written."""
    with open_desk(tmp_path / "desk") as desk:
        with pytest.raises(InvalidInput) as refused:
            choose_printer(desk, printer)
        assert (refused.value.code, refused.value.field) == ("bad_printer", "printer")
        assert counter_settings(desk.store).printer == ""


def test_a_look_that_is_none_is_refused_and_read_as_the_systems(tmp_path: Path) -> None:
    """A later version may know more looks than this one."""
    with open_desk(tmp_path / "desk") as desk:
        with pytest.raises(InvalidInput) as refused:
            choose_scheme(desk, "sepia")
        assert refused.value.code == "bad_scheme"
        desk.store.set_setting("scheme", "sepia")
        assert counter_settings(desk.store).scheme == ""


def test_the_last_officer_is_remembered(tmp_path: Path) -> None:
    """By the account's id, in the encrypted store."""
    with open_desk(tmp_path / "desk") as desk:
        assert last_officer(desk.store) == ""
        note_last_officer(desk.store, "one")
        note_last_officer(desk.store, "one")
        assert last_officer(desk.store) == "one"
