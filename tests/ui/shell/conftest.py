"""The shell as a fixture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shell.rig import Shell, open_shell


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """A window with an officer of every role at it."""
    with open_shell(qtbot, tmp_path) as made:
        yield made
