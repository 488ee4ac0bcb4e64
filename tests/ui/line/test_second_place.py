"""The window keeps a copy of what is unsent at a second place, and knows how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sync.carrying.choosing_copy import choose_copy
from sync.carrying.copying import CopyStanding
from tests.ui.line.town import Town
from ui.operations.changes import Changes


@pytest.fixture
def town(qtbot: QtBot, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


WAIT_MS = 20_000


def copied(told: list[CopyStanding]) -> bool:
    """Whether it was told that all lies there."""
    return any(each.packs > 0 and each.behind == 0 for each in told)


def test_what_is_registered_lies_at_the_second_place_within_seconds(
    town: Town, qtbot: QtBot, tmp_path: Path
) -> None:
    """The line is down; nothing is asked of anybody. A stick that is out is told."""
    stick = tmp_path / "stick"
    stick.mkdir()
    told: list[CopyStanding] = []
    town.line.second_place.standing_changed.connect(told.append)
    town.prepare_enrolment()
    town.line.start()
    qtbot.waitUntil(lambda: town.store.installation is not None, timeout=WAIT_MS)
    town.gate.cut()
    town.sign_in()
    choose_copy(town.workplace.desk, stick)
    town.receive()
    town.operations.changed.emit(Changes(queue=True))
    qtbot.waitUntil(lambda: copied(told), timeout=WAIT_MS)
    stick.rename(tmp_path / "pocket")
    town.line.second_place.poke()
    qtbot.waitUntil(lambda: told[-1].problem is not None, timeout=WAIT_MS)
    assert town.line.second_place.standing == told[-1]
    town.line.stop()
