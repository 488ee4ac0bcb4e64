"""Verbs act under the roles of the account that they name, and leave their line in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.accounts.directory import add_account
from app.accounts.roles import Role
from app.reception.desk import Desk
from app.store.records import AuditLine
from tests.app.reception.test_receiving import arrive
from tests.desks import OFFICER, open_desk
from tests.ui.commands.command_line import Finished, run

ADMINISTRATOR = "Lê Văn C"


class Place:
    """A desk that is opened by verbs and, in between, by the test."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with self.open() as desk:
            self.code = str(arrive(desk).code)
            add_account(desk, ADMINISTRATOR, [Role.ADMINISTRATOR])

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """The desk itself."""
        with open_desk(self._directory / "desk") as desk:
            yield desk

    def run(self, *words: object, officer: str = "") -> Finished:
        """A verb at this desk."""
        named = ("--officer", officer) if officer else ()
        key = self._directory / "desk.key"
        return run("--data", self._directory / "desk", "--key-file", key, *named, *words)

    def lines(self, action: str) -> list[AuditLine]:
        """The log's lines of one kind."""
        with self.open() as desk:
            return [line for line in desk.store.audit_lines() if line.action == action]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A desk with one dossier, an officer and an administrator of accounts."""
    return Place(tmp_path)


def test_who_may_not_view_reads_nothing_by_a_verb(place: Place) -> None:
    """An administrator of accounts neither lists nor opens dossiers; nothing is logged then."""
    for words in (("dossiers", ""), ("dossier", place.code)):
        ended = place.run(*words, officer=ADMINISTRATOR)
        assert (ended.status, ended["error"]["code"]) == (1, "not_permitted")
    assert place.lines("search") == place.lines("view") == []
    assert place.run("dossiers", "", officer=OFFICER)["total"] == 1
    assert place.run("dossier", place.code, officer=OFFICER)["code"] == place.code
    [search], [view] = place.lines("search"), place.lines("view")
    assert search.officer == view.officer == OFFICER
    assert search.unlock
    assert view.unlock


def test_a_backup_is_on_record(place: Place, tmp_path: Path) -> None:
    """Everything that the desk knows left it; a timer may make one in nobody's name."""
    secret = tmp_path / "passphrase"
    secret.write_text("một cụm mật khẩu dài", "utf-8")
    assert place.run("backup", tmp_path / "a.backup").status == 0
    carried = ("--passphrase-file", secret)
    assert place.run("backup", tmp_path / "b.backup", *carried, officer=OFFICER).status == 0
    assert place.run("backup", tmp_path / "b.backup", officer=OFFICER).status == 1
    named, nobody = place.lines("backup")
    assert (nobody.officer, nobody.detail) == ("", {"file": "a.backup", "carries_key": False})
    assert (named.officer, named.detail) == (OFFICER, {"file": "b.backup", "carries_key": True})


def test_only_an_administrator_replaces_the_installation(place: Place) -> None:
    """It burns the numbers that are left."""
    with place.open() as desk:
        add_account(desk, "Trần Thị Hoa", [Role.OFFICER])
    ended = place.run("enrol", "--replace", "--code", "MÃ", officer="hoa.tran.thi")
    assert (ended.status, ended["error"]["code"]) == (1, "not_permitted")
    with place.open() as desk:
        assert not desk.store.must_succeed
    assert place.lines("replace_installation") == []


def test_the_log_tells_two_of_one_name_apart(place: Place) -> None:
    """A line carries the name and the unlock; whose unlock it is stands there once."""
    with place.open() as desk:
        other = add_account(desk, OFFICER, [Role.OFFICER])
    assert place.run("dossier", place.code, officer=other.sign_in_name).status == 0
    [view], [whose] = place.lines("view"), place.lines("act_as")
    assert (whose.subject, whose.unlock) == (other.id, view.unlock)
