"""The counter as a fixture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reception.counter import Counter, open_counter


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """A counter with numbers and a printer."""
    with open_counter(qtbot, tmp_path) as made:
        yield made
