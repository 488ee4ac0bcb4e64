"""The window opens its desk: what the law's data refuse, and opening again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidInput
from tests.desks import open_desk
from ui.commands.context import CommandContext
from ui.loading.opening import Opening
from ui.loading.running_clock import RunningClock

BROKEN = ["catalogue/tay.toml", "calendar/2026.toml", "agencies.toml", "wording.toml", "fees.toml"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_desk_opens_once_the_fault_of_its_law_is_mended(tmp_path: Path, name: str) -> None:
    """The fault is told by its file before the store is taken: nobody has to end the program."""
    data = tmp_path / "desk"
    with open_desk(data) as desk:
        clock = RunningClock(desk.clock.now())
    path = data / "law" / name
    path.parent.mkdir(parents=True)
    path.write_text("x", "utf-8")
    context = CommandContext(
        clock=clock, named_data=data, key_file=tmp_path / "desk.key", officer=None
    )
    opening = Opening(context, allow_demonstration=False)
    with pytest.raises(InvalidInput) as caught:
        opening.open()
    assert str(path) in caught.value.message
    path.unlink()
    opened = opening.open()
    assert opened.calendar.version
    opened.store.close()
