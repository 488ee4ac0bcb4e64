"""Search as you type: only the newest question counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import InvalidInput, QmcError
from ui.operations.latest import Latest
from ui.operations.operations import Operations

LONG_S = 20.0


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


def test_only_the_newest_answer_is_delivered(qtbot: QtBot, operations: Operations) -> None:
    """What had not begun is not done; what had is not shown."""
    owner = QObject()
    latest = Latest(operations, owner)
    gate, began = threading.Event(), threading.Event()
    worked: list[str] = []
    found: list[str] = []

    def search(text: str) -> str:
        worked.append(text)
        began.set()
        gate.wait(LONG_S)
        return text

    latest.run(lambda: search("n"), found.append)
    assert began.wait(LONG_S)
    for text in ("ng", "ngu", "nguy"):
        latest.run(lambda it=text: search(it), found.append)  # type: ignore[misc]  # binds the loop's value
    gate.set()
    qtbot.waitUntil(lambda: operations.pending == 0)
    assert worked == ["n", "nguy"]
    assert found == ["nguy"]


def test_two_views_do_not_overtake_each_other(qtbot: QtBot, operations: Operations) -> None:
    """Newest is meant within one view."""
    owner = QObject()
    found: list[object] = []
    Latest(operations, owner).run(lambda: 1, found.append)
    Latest(operations, owner).run(lambda: 2, found.append)
    qtbot.waitUntil(lambda: operations.pending == 0)
    assert found == [1, 2]


def test_an_error_of_the_newest_is_told_and_an_older_one_is_not(
    qtbot: QtBot, operations: Operations
) -> None:
    """To who asked, else to the shell; what was cancelled says nothing."""

    def fail(name: str) -> int:
        raise InvalidInput(name, "Sai.")

    latest = Latest(operations, owner := QObject())
    errors: list[object] = []
    shell: list[QmcError] = []
    operations.failed.connect(shell.append)
    latest.run(lambda: fail("older"), errors.append, errors.append)
    latest.run(lambda: fail("newest"), errors.append, errors.append)
    qtbot.waitUntil(lambda: operations.pending == 0)
    assert [str(error) for error in errors] == ["newest: Sai."]
    latest.run(lambda: fail("untaken"), errors.append)
    qtbot.waitUntil(lambda: operations.pending == 0)
    assert [error.code for error in shell] == ["untaken"]
    latest.run(lambda: fail("cancelled"), errors.append)
    latest.cancel()
    qtbot.waitUntil(lambda: operations.pending == 0)
    assert len(shell) == 1
    assert owner is not None
